"""When a document without a date cannot have been written yet."""

from __future__ import annotations

import re
from datetime import date

from remit.loaders.dates import find_dates, iter_years
from remit.loaders.document import Document
from remit.loaders.parts import grammar_of

_NUMBERED = re.compile(r"(?:\s+года)?\s*№")
_PLANNED_AHEAD = 2  # years


def written_after(document: Document) -> date | None:
    """Give a day before which a document cannot have been written; `None` when nothing tells.

    It is the latest among the days of the acts it cites and the years of dates left blank («« » 2024 года»). Notes do
    not count: they tell of acts that came later. A plan that has neither is not made long before its first deadline.
    """
    days: list[date] = []
    years: list[int] = []
    for block in document.blocks:
        grammar = grammar_of(block)
        if grammar.search("note", block.folded):
            continue
        dated = find_dates(block.folded, grammar)
        days += [each.value.first for each in dated if _NUMBERED.match(block.folded, each.end)]
        days += [date(int(match["year"]), 1, 1) for _, match in grammar.find("blank_date", block.folded)]
        if block.kind == "row":
            years += [year for year, _, _ in iter_years(block.folded)]
        elif planned := grammar.search("plan_year", block.folded):
            years.append(int(planned[1]["year"]))
    if not days and years:
        return date(min(years) - _PLANNED_AHEAD, 1, 1)
    return max(days, default=None)
