"""The shapes over a whole store: each document's graph and the registry checked on its own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from remit.graph.mapping import REGISTRY
from remit.ontology.iris import DocumentIri

if TYPE_CHECKING:
    import pyoxigraph

    from remit.graph.store import Store

COLUMNS = ("graph", "focus", "path", "message", "severity")


def violations(store: Store) -> list[dict[str, Any]]:
    """Give what breaks a shape as rows of graph, focus, path, message and severity; none when all is well."""
    import pyoxigraph
    from rdflib import Graph

    from remit.ontology.shapes import validate

    graphs: dict[str, list[pyoxigraph.Triple]] = defaultdict(list)
    for quad in store.quads():
        if isinstance(quad.graph_name, pyoxigraph.NamedNode) and _is_checked(quad.graph_name.value):
            graphs[quad.graph_name.value].append(quad.triple)
    found = []
    for name, triples in sorted(graphs.items()):
        lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
        graph = Graph().parse(data=lines, format="nt")
        found += [{"graph": name, **vars(violation)} for violation in validate(graph)]
    return found


def _is_checked(graph: str) -> bool:
    return graph == REGISTRY or graph.startswith(str(DocumentIri(("",))))
