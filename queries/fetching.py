"""Fetching as a user sees it: what is being got, what came of it, what could not be had."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from remit.queries.loading import as_json, print_failures, watched
from remit.queries.rendering import print_json


def fetch_acts(
    acts: Sequence[str], languages: str | None, folder: str, engine: str | None, rate: float, refresh: bool, format: str
) -> int:
    """Fetch acts, print a summary as `text` or `json` and, on standard error, one line for each that could not be had.

    `languages` are codes with commas between. Gives the exit status: that of an act that is not to be had when there
    is one, whatever else was fetched.
    """
    from remit.loaders.fetching import fetch
    from remit.loaders.politeness import Unavailable

    asked = [language.strip() for language in languages.split(",")] if languages else []
    with watched("fetching") as progress:
        report = fetch(
            acts, Path(folder), languages=asked, engine=engine, rate=rate, refresh=refresh, progress=progress
        )
    print_failures(report)
    if format == "json":
        print_json(as_json(report))
    else:
        counts = {"fetched": report.fetched, "there already": report.there, "not to be had": report.failures}
        told = ", ".join(f"{len(names)} {outcome}" for outcome, names in counts.items() if names) or "nothing asked for"
        print(f"{folder}: {told} ({report.seconds:.1f} s)")
    return Unavailable.exit_status if report.failures else 0
