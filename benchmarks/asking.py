"""How long people wait: for a search, for an answer, for a picture."""

from __future__ import annotations

import random
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from figures import Figure, Size, Work, beside

from remit.graph.layout import Box, place
from remit.graph.store import Store
from remit.graph.views import ViewReport, write_view
from remit.ontology.namespaces import PREFIXES
from remit.ontology.registry import Registry
from remit.queries.chain import chain
from remit.queries.search import SearchIndex, search
from remit.queries.who import who

WORDS = "автоматических гидропостов"
FOCUS = "Ministry"  # in names of bodies that all documents speak of
AS_OF = date(2026, 10, 1)
_SEARCH = "the search for the words"
_QUOTES = f"""PREFIX oa: <{PREFIXES["oa"]}>
SELECT ?selector WHERE {{ GRAPH ?doc {{ ?selector oa:exact ?quote }} FILTER CONTAINS(LCASE(?quote), ?words) }}"""


def measure_answers(store: Store, registry: Registry, size: Size) -> list[Figure]:
    """Compare searches with SPARQL that looks for the same words in the passages, answers with such a search.

    What a server answers it does with an index that it keeps.
    """
    from pyoxigraph import Literal

    kept = SearchIndex(store)
    kept.find(WORDS)

    def scan() -> object:
        return store.select(_QUOTES, {"words": Literal(WORDS)})

    def search_once() -> object:
        return search(store, WORDS)

    return [
        _beside("search", lambda: search(store, WORDS), "CONTAINS in SPARQL", scan, size),
        _beside("search of a server", lambda: kept.find(WORDS), "CONTAINS in SPARQL", scan, size),
        _beside("who", lambda: who(store, registry, WORDS, AS_OF), _SEARCH, search_once, size),
        _beside("who of a server", lambda: who(store, registry, WORDS, AS_OF, index=kept), _SEARCH, search_once, size),
        _beside("chain", lambda: chain(store, registry, WORDS, AS_OF), _SEARCH, search_once, size),
        _beside(
            "chain of a server", lambda: chain(store, registry, WORDS, AS_OF, index=kept), _SEARCH, search_once, size
        ),
    ]


def _beside(name: str, work: Work, baseline: str, other: Work, size: Size) -> Figure:
    mine, compared = beside(work, other, size.rounds)
    return Figure("asking", name, mine * 1e3, "ms", baseline, mine / compared)


def measure_views(store: Store, folder: Path, size: Size) -> list[Figure]:
    """Compare views with a bare page that pyvis makes of as many things and links, the layout with networkx's."""
    page = folder / "view.html"
    figures = []
    for name, focus in (("view", None), ("view around words", FOCUS)):
        report = write_view(store, page, focus)
        drawn, bare = beside(partial(write_view, store, page, focus), partial(_bare_page, report), size.rounds)
        figures.append(Figure("showing", name, drawn * 1e3, "ms", "pyvis alone", drawn / bare))
    return [*figures, _measure_layout(size)]


def _measure_layout(size: Size) -> Figure:
    import networkx as nx

    graph: nx.Graph[int] = nx.barabasi_albert_graph(size.nodes, 2, seed=1)
    boxes, edges = [Box(120.0, 40.0)] * size.nodes, list(graph.edges)
    name, baseline = f"layout of {size.nodes} things", "networkx spring layout"
    try:
        import_module("scipy.sparse")  # which networkx asks for when it sees how large the graph is
    except ImportError as error:
        placed, _ = beside(lambda: place(boxes, edges), lambda: None, size.rounds)
        return Figure("showing", name, placed * 1e3, "ms", f"{baseline}, which needs {error.name}", None)
    placed, sprung = beside(lambda: place(boxes, edges), lambda: nx.spring_layout(graph, seed=1), size.rounds)
    return Figure("showing", name, placed * 1e3, "ms", baseline, placed / sprung)


def _bare_page(report: ViewReport) -> str:
    from pyvis.network import Network

    page = Network(cdn_resources="in_line")
    for node in range(report.nodes):
        page.add_node(node, label=str(node))
    chance = random.Random(1)
    for _ in range(report.edges):
        page.add_edge(chance.randrange(report.nodes), chance.randrange(report.nodes))
    return str(page.generate_html())
