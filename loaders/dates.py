"""Dates to the day in running text, in the forms of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from remit.loaders.grammar import Grammar
from remit.ontology.intervals import PartialDate


@dataclass(frozen=True)
class FoundDate:
    """A date and where it stands in the text searched."""

    value: PartialDate
    start: int
    end: int
    rule: str


def find_dates(folded: str, grammar: Grammar) -> list[FoundDate]:
    """Find all dates to the day in a folded text, in order; impossible ones (31.02.2020) are left out."""
    found: dict[int, FoundDate] = {}
    for rule, match in grammar.find("date", folded):
        if (value := date_of(match, grammar)) and match.start() not in found:
            found[match.start()] = FoundDate(value, match.start(), match.end(), rule.id)
    return [found[start] for start in sorted(found)]


def date_of(match: re.Match[str], grammar: Grammar) -> PartialDate | None:
    """Read the date groups of a match: year, month, day; or nyear, nmonth, nday; or iso.

    `None` when there is no such day.
    """
    groups = match.groupdict()
    if groups.get("iso"):
        year, month, day = (int(part) for part in groups["iso"].split("-"))
    elif groups.get("nyear"):
        year, month, day = int(groups["nyear"]), int(groups["nmonth"]), int(groups["nday"])
        year += 2000 if year < 50 else 1900 if year < 100 else 0
    elif groups.get("year") and groups.get("month") and groups.get("day"):
        year, day = int(groups["year"]), int(groups["day"])
        month = month_number(groups["month"], grammar)
    else:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def month_number(word: str, grammar: Grammar) -> int:
    """Give the number of a month named as the grammar writes it."""
    months: dict[str, int] = grammar.words["month"]
    return months[word.lower()]


def iter_years(folded: str) -> Iterator[tuple[int, int, int]]:
    """Give every four-digit year between 1900 and 2100 with its place: (year, start, end)."""
    for match in re.finditer(r"(?<!\d)(?:19|20)\d{2}(?!\d)", folded):
        yield int(match[0]), match.start(), match.end()
