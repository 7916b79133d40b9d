"""The SPARQL updates that take documents out of a graph and put them in: the same for every store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph

from remit.graph.mapping import TEXTS, graphs_of
from remit.graph.sparql import values
from remit.graph.store import Store, Write
from remit.graph.triples import Triple
from remit.ontology.claims import DocumentRecord
from remit.ontology.namespaces import RDF, REMIT

_SAME_TEXT = f"SELECT ?document {{ %s GRAPH ?document {{ ?document <{REMIT.textSha256}> ?sha }} }}"
_FACT = f"<{RDF.subject}> ?s ; <{RDF.predicate}> ?p ; <{RDF.object}> ?o"


def distinct(documents: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Give the documents without those that a later one of the same IRI or text replaces."""
    iris: set[str] = set()
    texts: set[str] = set()
    kept = []
    for document in reversed(documents):
        if document.iri not in iris and document.text_sha256 not in texts:
            kept.append(document)
        iris.add(document.iri)
        texts.add(document.text_sha256)
    return kept[::-1]


def replaced(store: Store, write: Write) -> list[pyoxigraph.NamedNode]:
    """Give the documents that a write takes out: those it names, and those in the store with the same texts."""
    named = [pyoxigraph.NamedNode(iri) for iri in (*write.removed, *(document.iri for document in write.documents))]
    texts = [[pyoxigraph.Literal(document.text_sha256)] for document in write.documents]
    same = store.select(_SAME_TEXT % values(["sha"], texts)) if texts else []
    found = [term for solution in same if isinstance(term := solution["document"], pyoxigraph.NamedNode)]
    return list(dict.fromkeys([*named, *found]))


def removal(documents: Sequence[pyoxigraph.NamedNode], cleared: Sequence[str]) -> list[str]:
    """Give the operations that forget documents, with the merged facts that no other document states."""
    operations = [f"CLEAR SILENT GRAPH {pyoxigraph.NamedNode(graph)}" for graph in cleared]
    if documents:
        gone = ", ".join(map(str, documents))
        rows = [[document] for document in documents]
        operations += [
            f"DELETE {{ ?s ?p ?o }} WHERE {{ {values(['document'], rows)} GRAPH ?document {{ ?fact {_FACT} }} "
            f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?fact <{RDF.subject}> ?s }} FILTER(?other NOT IN ({gone})) }} }}",
            f"DELETE {{ GRAPH <{TEXTS}> {{ ?document ?p ?o }} }} "
            f"WHERE {{ {values(['document'], rows)} GRAPH <{TEXTS}> {{ ?document ?p ?o }} }}",
            *(f"DROP SILENT GRAPH {document}" for document in documents),
        ]
    return operations


def additions(write: Write) -> dict[str | None, list[Triple]]:
    """Give the triples a write puts in, by graph IRI; `None` stands for the default graph."""
    merged: dict[str | None, list[Triple]] = {}
    for document in distinct(write.documents):
        for graph, triples in graphs_of(document, write.run).items():
            merged.setdefault(graph, []).extend(triples)
    for name, triples_of_name in write.added.items():
        merged.setdefault(name, []).extend(triples_of_name)
    return merged


def insertion(graphs: Mapping[str | None, Sequence[Triple]]) -> str:
    """Give the operation that adds triples."""
    blocks = []
    for graph, triples in graphs.items():
        lines = "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples)
        blocks.append(f"GRAPH {pyoxigraph.NamedNode(graph)} {{\n{lines}}}\n" if graph else lines)
    return f"INSERT DATA {{\n{''.join(blocks)}}}"
