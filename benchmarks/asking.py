"""How long people wait: for a search, for an answer, for a picture."""

from __future__ import annotations

import random
from datetime import date
from importlib import import_module
from pathlib import Path

from figures import Figure, Size, beside

from remit.graph.layout import Box, place
from remit.graph.store import Store
from remit.graph.views import ViewReport, write_view
from remit.ontology.namespaces import PREFIXES
from remit.ontology.registry import Registry
from remit.queries.search import search
from remit.queries.who import who

WORDS = "автоматических гидропостов"
AS_OF = date(2026, 10, 1)
_QUOTES = f"""PREFIX oa: <{PREFIXES["oa"]}>
SELECT ?selector WHERE {{ GRAPH ?doc {{ ?selector oa:exact ?quote }} FILTER CONTAINS(LCASE(?quote), ?words) }}"""


def measure_answers(store: Store, registry: Registry, size: Size) -> list[Figure]:
    """Compare a search with SPARQL that looks for the same words in the passages, an answer with such a search."""
    from pyoxigraph import Literal

    found, scanned = beside(
        lambda: search(store, WORDS), lambda: store.select(_QUOTES, {"words": Literal(WORDS)}), size.rounds
    )
    answered, sought = beside(
        lambda: who(store, registry, WORDS, AS_OF, "en"), lambda: search(store, WORDS), size.rounds
    )
    return [
        Figure("asking", "search", found * 1e3, "ms", "CONTAINS in SPARQL", found / scanned),
        Figure("asking", "who", answered * 1e3, "ms", "the search for the words", answered / sought),
    ]


def measure_views(store: Store, folder: Path, size: Size) -> list[Figure]:
    """Compare a view with a bare page that pyvis makes of as many things and links, the layout with networkx's."""
    report = write_view(store, folder / "view.html")
    drawn, bare = beside(lambda: write_view(store, folder / "view.html"), lambda: _bare_page(report), size.rounds)
    return [Figure("showing", "view", drawn * 1e3, "ms", "pyvis alone", drawn / bare), _measure_layout(size)]


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
