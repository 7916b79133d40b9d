"""Loading as a user sees it: what is being read, what came of it, what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from remit.ontology.errors import UnreadableDocument, UsageError
from remit.queries.rendering import print_json

if TYPE_CHECKING:
    from remit.graph.load import LoadReport
    from remit.loaders.fetching import FetchReport

_EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def load_documents(location: str, paths: Sequence[str], format: str, history: bool = False) -> int:
    """Load documents, print a summary as `text` or `json` and, on standard error, one line for each that failed.

    Gives the exit status: that of an unreadable document when there is one, whatever else was loaded.
    """
    from remit.graph.load import load

    with watched("reading") as progress:
        report = load(location, paths, history=history, progress=progress)
    print_failures(report)
    for name, note in report.notes:
        print(f"remit: {name}: {note}", file=sys.stderr)
    if format == "json":
        print_json(as_json(report))
    else:
        counts = {"loaded": report.loaded, "unchanged": report.unchanged, "not readable": report.failures}
        told = ", ".join(f"{len(names)} {outcome}" for outcome, names in counts.items() if names) or "no documents"
        print(f"{location}: {told} ({report.quads} quads, {report.seconds:.1f} s)")
    return UnreadableDocument.exit_status if report.failures else 0


def print_failures(report: LoadReport | FetchReport) -> None:
    """Print one line on standard error for each document that failed."""
    for _, error in report.failures:
        print(f"remit: {' '.join(str(error).split())}", file=sys.stderr)


def as_json(report: LoadReport | FetchReport) -> dict[str, Any]:
    """Give a report as it is printed."""
    failures = [{"document": name, "error": str(error)} for name, error in report.failures]
    return {**vars(report), "failures": failures, "seconds": round(report.seconds, 3)}


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


def example_folder(given: Path | None) -> Path:
    """Give the folder of example documents: that given, else the one beside the package or below the current folder.

    Raises `UsageError` when there is none.
    """
    candidates = [given] if given else [_EXAMPLES, Path("examples")]
    for folder in candidates:
        if folder.is_dir():
            # Documents are named by their paths as given, and short names read better.
            below = folder.is_relative_to(Path.cwd())
            return folder.relative_to(Path.cwd()) if below else folder
    raise UsageError("no example documents", str(candidates[-1]), "name their folder with --examples")
