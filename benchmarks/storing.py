"""How fast claims become a graph, and how fast the graph answers the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from figures import Figure, Size, beside

from remit.graph.load import BATCH_SIZE
from remit.graph.mapping import REGISTRY
from remit.graph.registry_mapping import registry_triples
from remit.graph.store import Store, Write, open_store
from remit.ontology.claims import DocumentRecord
from remit.ontology.registry import Registry
from remit.queries.catalogue import Query, queries

if TYPE_CHECKING:
    import rdflib


def fill(folder: Path, registry: Registry, records: Sequence[DocumentRecord]) -> Store:
    """Make a graph of the registry and the records, written in batches as a load does."""
    store = open_store(str(folder), create=True)
    store.write(Write(added={REGISTRY: registry_triples(registry)}))
    for start in range(0, len(records), BATCH_SIZE):
        store.write(Write(documents=records[start : start + BATCH_SIZE]))
    return store


def measure_storing(folder: Path, registry: Registry, records: Sequence[DocumentRecord], size: Size) -> list[Figure]:
    """Compare writing records to the embedded store with rdflib's reading the same quads from N-Quads into memory."""
    records = records[: size.stored]
    attempts = (folder / str(number) for number in range(size.rounds + 1))
    with fill(next(attempts), registry, records) as store:
        lines = _lines(store)
    mine, other = beside(lambda: fill(next(attempts), registry, records).close(), lambda: _parsed(lines), size.rounds)
    speed = lines.count(b"\n") / mine
    return [Figure("storing", "claims to quads on disk", speed, "quads/s", "rdflib, the same quads", mine / other)]


def measure_queries(few: Store, many: Store, size: Size) -> list[Figure]:
    """Time the catalogue: its SPARQL against rdflib on a small graph, its whole answers on a large one against those.

    Raises `ValueError` when rdflib gives another number of solutions: then the times could not be compared.
    """
    dataset = _parsed(_lines(few))
    figures = []
    for query in queries().values():
        expected = len(few.select(query.text))
        mine, other = beside(partial(few.select, query.text), partial(_select, dataset, query, expected), size.rounds)
        figures.append(Figure("SPARQL", query.name, mine * 1e3, "ms", "rdflib", mine / other))
    for query in queries().values():
        mine, other = beside(partial(query.run, many), partial(query.run, few), size.rounds)
        figures.append(Figure("catalogue", query.name, mine * 1e3, "ms", "the examples alone", mine / other))
    return figures


def _lines(store: Store) -> bytes:
    lines = pyoxigraph.serialize(store.quads(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert lines is not None
    return lines


def _parsed(lines: bytes) -> rdflib.Dataset:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(data=lines, format="nquads")
    return dataset


def _select(dataset: rdflib.Dataset, query: Query, expected: int) -> None:
    found = len(list(dataset.query(query.text)))
    if found != expected:
        raise ValueError(f"{query.name}: {expected} solutions in the store, {found} in rdflib")
