"""Checking: what was understood, whether every quote is found again, whether the graph has its shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND, NOTHING, opened
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    from remit.commands import options as opt


def coverage(
    document: opt.OneDocument = None,
    blocks: opt.ShowBlocks = False,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.RowFormat = "table",
) -> int:
    """Count what was understood of each document; list what was not."""
    from remit.commands.rendering import print_rows
    from remit.queries import coverage as covering

    with opened(graph) as store:
        found = covering.coverage(store, document, as_of)
    if document is not None and not found:
        raise UsageError("no such document", document, "see remit query documents")
    if blocks and format != "json":
        passages = [passage.as_json() for one in found for passage in one.not_understood]
        print_rows(passages, ("document", "start", "end", "kind", "quote"), format)
    else:
        print_rows([one.as_json(blocks) for one in found], covering.COLUMNS, format)
    return FOUND


def verify(graph: opt.GraphAt = DEFAULT_GRAPH, format: opt.TextFormat = "text") -> int:
    """Find every quote again in the text it was taken from."""
    from dataclasses import asdict

    from remit.commands.rendering import print_json, print_rows
    from remit.graph import texts

    with opened(graph) as store:
        result = texts.verify(store)
    if format == "json":
        print_json(asdict(result))
    else:
        well = "all found again" if not result.findings else f"{len(result.findings)} not as they were read"
        print(f"{result.documents} documents, {result.claims} claims, {result.evidence} passages: {well}")
        if result.findings:
            print_rows([asdict(finding) for finding in result.findings], ("document", "subject", "problem"), "table")
    return NOTHING if result.findings else FOUND


def validate(graph: opt.GraphAt = DEFAULT_GRAPH, format: opt.RowFormat = "table") -> int:
    """Check the graph against the shapes: evidence, dates, references."""
    from remit.commands.rendering import print_rows
    from remit.queries.validation import COLUMNS, violations

    with opened(graph) as store:
        found = violations(store)
    if found or format != "table":
        print_rows(found, COLUMNS, format)
    else:
        print("no violations")
    return NOTHING if found else FOUND


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    coverage: "remit coverage --blocks",
    verify: "remit verify --graph my.graph",
    validate: "remit validate --format json",
}
