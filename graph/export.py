"""The graph for other programs: RDF in four syntaxes, and its network in two formats of graph tools."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import pyoxigraph

from remit.graph.store import Store
from remit.ontology.errors import UsageError
from remit.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    import networkx as nx

_DATASETS = {
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def export(store: Store, form: str, output: IO[bytes]) -> None:
    """Write the graph in one of `FORMATS`; the same graph always gives the same bytes.

    Turtle has no named graphs: it gets every triple once, whichever graphs say it. Raises `UsageError` for a format
    that is not known.
    """
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}", "export", f"one of {', '.join(FORMATS)}")
    FORMATS[form](store, form, output)


def _dataset(store: Store, form: str, output: IO[bytes]) -> None:
    quads = sorted(store.quads(), key=lambda quad: (str(quad.graph_name), *_key(quad.triple)))
    pyoxigraph.serialize(quads, output, _DATASETS[form], prefixes=dict(PREFIXES))


def _turtle(store: Store, form: str, output: IO[bytes]) -> None:
    triples = sorted({quad.triple for quad in store.quads()}, key=_key)
    pyoxigraph.serialize(triples, output, pyoxigraph.RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _key(triple: pyoxigraph.Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _network(store: Store, form: str, output: IO[bytes]) -> None:
    import networkx as nx

    from remit.graph.network import build_network

    built = build_network(store)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from(sorted(built.nodes(data=True), key=lambda node: node[0]))
    edges = sorted(built.edges(data=True), key=lambda edge: (edge[0], edge[1], sorted(edge[2].items())))
    for number, (source, target, properties) in enumerate(edges):
        network.add_edge(source, target, key=str(number), **properties)
    if form == "graphml":
        nx.write_graphml(network, output, named_key_ids=True)
    else:
        output.write(_gexf(network))


def _gexf(network: nx.MultiDiGraph[str]) -> bytes:
    """Give GEXF without the day it was made, so that the same graph gives the same bytes."""
    from xml.etree import ElementTree

    import networkx as nx

    written = io.BytesIO()
    nx.write_gexf(network, written)
    root = ElementTree.fromstring(written.getvalue())
    space = root.tag.partition("}")[0] + "}"
    ElementTree.register_namespace("", space.strip("{}"))
    for meta in root.iter(f"{space}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


FORMATS: dict[str, Callable[[Store, str, IO[bytes]], None]] = {
    "nquads": _dataset,
    "trig": _dataset,
    "jsonld": _dataset,
    "turtle": _turtle,
    "graphml": _network,
    "gexf": _network,
}
