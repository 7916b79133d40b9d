"""The graph as an rdflib dataset, for researchers who work with that library."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from remit.graph.embedded import EmbeddedStore
from remit.graph.remote import endpoints
from remit.graph.store import open_store
from remit.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    import rdflib


def open_dataset(location: str) -> rdflib.Dataset:
    """Give the graph at a location as an rdflib `Dataset` for reading; SPARQL runs on the graph's own engine.

    The default graph of a query holds merged facts only; claims are in named graphs. Raises `StoreError` as
    `open_store` does.
    """
    store = open_store(location)
    dataset = _embedded(store) if isinstance(store, EmbeddedStore) else _remote(location)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset


def _embedded(store: EmbeddedStore) -> rdflib.Dataset:
    import rdflib
    from oxrdflib import OxigraphStore

    class Reader(OxigraphStore):
        def add_graph(self, graph: rdflib.Graph) -> None:
            """Do nothing: rdflib makes each graph that is looked at, and this store only reads."""

    dataset = rdflib.Dataset(Reader(store=store.engine))
    weakref.finalize(dataset, store.close)
    return dataset


def _remote(location: str) -> rdflib.Dataset:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    class Reader(SPARQLStore):
        def add_graph(self, graph: rdflib.Graph) -> None:
            """Do nothing: rdflib makes each graph that is looked at, and this store only reads."""

    # Without the union rdflib asks the endpoint for a graph of rdflib's own name, which no endpoint has.
    return rdflib.Dataset(Reader(endpoints(location)[0], method="POST"), default_union=True)
