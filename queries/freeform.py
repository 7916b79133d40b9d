"""SPARQL as a user types it: which form it has, and its answer in plain values."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from remit.graph.sparql import FORMS, check
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph

    from remit.graph.store import Store


@dataclass(frozen=True)
class Result:
    """The answer to a query; all are `None` but the one that its form gives."""

    rows: list[dict[str, Any]] | None = None
    truth: bool | None = None
    triples: list[pyoxigraph.Triple] | None = None


def query_text(given: str) -> str:
    """Give the text of a query: as typed, of `@FILE`, or of standard input for `-`; `UsageError` for no such file."""
    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise UsageError(f"cannot be read ({reason})", given[1:], "name a file with a SPARQL query") from error


def answer(store: Store, text: str) -> Result:
    """Ask a store; raise `UsageError` for an update, a syntax error or a request to another server."""
    check(text, *FORMS)
    if _has_form(text, "SELECT"):
        return Result(rows=[{name: term.value for name, term in row.items()} for row in store.select(text)])
    if _has_form(text, "ASK"):
        return Result(truth=store.ask(text))
    return Result(triples=store.construct(text))


def _has_form(text: str, form: str) -> bool:
    try:
        check(text, form)
    except UsageError:
        return False
    return True
