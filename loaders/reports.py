"""Find what a plan says of the progress of an item: its status and the period, in words of the source."""

from __future__ import annotations

from dataclasses import dataclass

from remit.loaders.document import Cell
from remit.loaders.grammar import Grammar


@dataclass(frozen=True)
class ReportMention:
    """A progress report: offsets of its first stretch, `status` and `period` as written, or `None`."""

    start: int
    end: int
    status: str | None
    period: str | None
    rule: str


def find_report(cell: Cell, grammar: Grammar) -> ReportMention:
    """Read a report cell; a long account states a status only where it says so in set words."""
    folded = cell.folded
    status = grammar.search("report_status", folded)
    period = grammar.search("report_period", folded)
    first = cell.spans[0]
    return ReportMention(
        first.start,
        first.end,
        cell.text[status[1].start() : status[1].end()].strip(" .") if status else None,
        " ".join(cell.text[period[1].start() : period[1].end()].split()) if period else None,
        status[0].id if status else f"{grammar.language}.report",
    )
