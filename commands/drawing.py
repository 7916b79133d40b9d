"""Taking the graph elsewhere: as a picture to explore, in the formats of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND, opened

if TYPE_CHECKING:
    from remit.commands import options as opt


def export(format: opt.ExportFormat = "nquads", out: opt.FileOut = None, graph: opt.GraphAt = DEFAULT_GRAPH) -> int:
    """Write the whole graph in a format of others."""
    from remit.commands.rendering import output
    from remit.graph import export as exporting

    with opened(graph) as store, output(out) as file:
        exporting.export(store, format, file)
    return FOUND


def view(
    out: opt.PageOut,
    focus: opt.Focus = None,
    max_nodes: opt.MaxNodes = 250,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    lang: opt.WordLanguage = "en",
) -> int:
    """Draw the graph, or what lies around one thing, as an interactive page."""
    from remit.graph.views import write_view
    from remit.queries.versions import unheard

    with opened(graph) as store:
        report = write_view(store, out, focus, lang, max_nodes, as_of, unheard(store, as_of))
    left_out = f", {report.left_out} left out" if report.left_out else ""
    print(f"{report.path}: {report.nodes} things, {report.edges} links{left_out}")
    return FOUND


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    export: "remit export --format turtle --out graph.ttl",
    view: "remit view 'Ministry of Energy' --out energy.html",
}
