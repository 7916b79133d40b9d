"""Filling the graph: getting acts from where they are published, reading documents."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND
from remit.ontology.errors import UnreadableDocument

if TYPE_CHECKING:
    from remit.commands import options as opt

_FETCHED, _RATE = "fetched", 2.0  # the folder and the seconds between requests, unless told
_ADDRESS = ("https://", "http://")


def fetch(
    acts: opt.Acts,
    lang: opt.Languages = None,
    out: opt.FolderOut = _FETCHED,
    engine: opt.Engine = None,
    rate: opt.Rate = _RATE,
    refresh: opt.Refresh = False,
    format: opt.TextFormat = "text",
) -> int:
    """Get acts from where they are published, to be loaded."""
    from pathlib import Path

    from remit.commands.reporting import print_report, watched
    from remit.loaders.fetching import fetch as fetch_acts
    from remit.loaders.politeness import Unavailable

    languages = [language.strip() for language in lang.split(",")] if lang else []
    with watched("fetching") as progress:
        report = fetch_acts(
            acts, Path(out), languages=languages, engine=engine, rate=rate, refresh=refresh, progress=progress
        )
    outcomes = {"fetched": report.fetched, "there already": report.there, "not to be had": report.failures}
    print_report(report, out, outcomes, f"{report.seconds:.1f} s", format)
    return Unavailable.exit_status if report.failures else FOUND


def load(
    paths: opt.Paths,
    history: opt.WithHistory = False,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    decisions: opt.DecisionsAt = None,
    format: opt.TextFormat = "text",
) -> int:
    """Read documents and store what they say; those named by an address are fetched first, into the folder fetched."""
    from pathlib import Path

    from remit.commands.reporting import print_report, watched
    from remit.graph.load import load as load_documents

    here = [path for path in paths if not path.startswith(_ADDRESS)]
    got, missed = _fetched([path for path in paths if path.startswith(_ADDRESS)])
    if not here and not got:
        return missed
    log = Path(decisions) if decisions else None
    with watched("reading") as progress:
        report = load_documents(graph, [*here, *got], history=history, decisions=log, progress=progress)
    for name, note in report.notes:
        print(f"remit: {name}: {note}", file=sys.stderr)
    outcomes = {"loaded": report.loaded, "unchanged": report.unchanged, "not readable": report.failures}
    print_report(report, graph, outcomes, f"{report.quads} quads, {report.seconds:.1f} s", format)
    return UnreadableDocument.exit_status if report.failures else missed


def _fetched(addresses: list[str]) -> tuple[list[str], int]:
    """Get what is published at addresses; give the files, and the status of what could not be had."""
    from pathlib import Path

    from remit.commands.reporting import print_failures, watched
    from remit.loaders.fetching import fetch as fetch_acts
    from remit.loaders.politeness import Unavailable

    if not addresses:
        return [], FOUND
    with watched("fetching") as progress:
        report = fetch_acts(addresses, Path(_FETCHED), rate=_RATE, progress=progress)
    print_failures(report)
    return [*report.fetched, *report.there], Unavailable.exit_status if report.failures else FOUND


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    fetch: "remit fetch P1700000690 @acts.txt --lang kk,ru --out acts",
    load: "remit load orders/ plan.docx --graph my.graph",
}
