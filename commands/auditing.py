"""Audits: what an auditor should look at, with the passages to look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND, NOTHING, opened
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    from remit.commands import options as opt


def language_versions(
    document: opt.OneDocument = None,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.RowFormat = "table",
) -> int:
    """Find where the texts of one act in two languages differ: a duty, a deadline, a bearer, a seat, an act cited."""
    from remit.commands.rendering import print_rows
    from remit.queries.catalogue import query
    from remit.queries.language_versions import COLUMNS, discrepancies

    with opened(graph) as store:
        if document is not None and all(row["document"] != document for row in query("documents").run(store)):
            raise UsageError("no such document", document, "see remit query documents")
        found = discrepancies(store, document, as_of)
    if found or format != "table":
        print_rows([each.as_json() for each in found], COLUMNS, format)
    else:
        print("no discrepancies")
    return NOTHING if found else FOUND


COMMANDS: dict[Callable[..., int], str] = {
    language_versions: "remit audit language-versions --graph acts.graph --format csv",
}
