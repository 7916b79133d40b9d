"""Long work as a user sees it: what is being dealt with, what came of it, what failed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from remit.commands.rendering import print_json

if TYPE_CHECKING:
    from remit.graph.load import LoadReport
    from remit.loaders.fetching import FetchReport


def print_report(
    report: LoadReport | FetchReport, place: str, outcomes: Mapping[str, Sequence[object]], measure: str, format: str
) -> None:
    """Print what came of some documents as `text` or `json` and, on standard error, one line for each that failed."""
    print_failures(report)
    if format == "json":
        failures = [{"document": name, "error": str(error)} for name, error in report.failures]
        print_json({**vars(report), "failures": failures, "seconds": round(report.seconds, 3)})
        return
    told = ", ".join(f"{len(names)} {outcome}" for outcome, names in outcomes.items() if names) or "nothing to do"
    print(f"{place}: {told} ({measure})")


def print_failures(report: LoadReport | FetchReport) -> None:
    """Print one line on standard error for each document that failed."""
    for _, error in report.failures:
        print(f"remit: {' '.join(str(error).split())}", file=sys.stderr)


@contextmanager
def watched(doing: str) -> Iterator[Callable[[str, str], None] | None]:
    """Give what shows each document on a terminal as it is dealt with; `None` where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    seen = 0
    with Console(stderr=True).status(doing) as status:

        def show(name: str, outcome: str) -> None:
            nonlocal seen
            seen += 1
            status.update(f"{doing}, {seen} done; {escape(name)}: {outcome}")

        yield show
