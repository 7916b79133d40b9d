"""Find target indicators: what is to be reached in which year, planned or actual, values as written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from remit.loaders.document import Cell, Passage
from remit.loaders.grammar import Grammar

_LATER_YEAR = re.compile(r"((?:19|20)\d{2})(?![\d,]| \d)")
_FARTHEST = 15
_EDGE = " \t\n,;:.–-("


@dataclass(frozen=True)
class TargetMention:
    """One value of one indicator in one year; `flag` names what is odd about the source."""

    indicator: str
    year: int
    planned: str | None
    actual: str | None
    start: int
    end: int
    flag: str | None
    rule: str


def find_targets(passage: Passage, grammar: Grammar) -> list[TargetMention]:
    """Read the indicators of a block: a name, then values by year in any number of lines.

    The name is what stands before the first value, since the end of the values before it.
    """
    values = sorted(grammar.find("target_value", passage.folded), key=lambda found: found[1].start())
    targets: list[TargetMention] = []
    indicator, end = "", 0
    for rule, match in values:
        between = passage.text[end : match.start()]
        if named := _name(between, grammar):
            indicator = named
        marks = f"{match['mark'] or ''}{match['mark2'] or ''}"
        value = " ".join(passage.text[match.start("value") : match.end("value")].split()).strip(_EDGE)
        if _ends_range(int(match["year"]), value):
            continue
        actual = bool(marks) and grammar.search("indicator_actual", marks) is not None
        targets.append(
            TargetMention(
                indicator,
                int(match["year"]),
                None if actual else value,
                value if actual else None,
                passage.start + match.start(),
                passage.start + match.end(),
                None,
                rule.id,
            )
        )
        end = match.end()
    return _flagged(targets)


def find_item_targets(cell: Cell, indicator: str, grammar: Grammar) -> list[TargetMention]:
    """Read the figures by year of a plan's item («2026 год – 40, 2027 год – 65»); `indicator` is what has no name."""
    passages = cell.passages(grammar.language)
    found = [each for passage in passages for each in find_targets(passage, grammar)]
    return _flagged([replace(each, indicator=each.indicator or indicator) for each in found])


def read_figure(cell: Cell, indicator: str, year: int, actual: bool, grammar: Grammar) -> TargetMention | None:
    """Read a cell of a column of figures; `None` when there is no figure in it."""
    value = " ".join(cell.text.split()).strip(_EDGE)
    if not any(letter.isdigit() for letter in value):
        return None
    planned, reached = (None, value) if actual else (value, None)
    span, rule = cell.spans[0], f"{grammar.language}.column.year"
    return TargetMention(indicator, year, planned, reached, span.start, span.end, None, rule)


def _ends_range(year: int, value: str) -> bool:
    """Tell the end of a range of years («2026 – 2028 годы») from a value."""
    later = _LATER_YEAR.match(value)
    return later is not None and 0 < int(later[1]) - year <= _FARTHEST


def _name(between: str, grammar: Grammar) -> str | None:
    """Take the last line that is words and no heading («Целевые индикаторы»), numbers and sentences left out."""
    lines = [" ".join(line.split()).strip(_EDGE) for line in between.replace("(", "\n").split("\n")]
    named = [line for line in lines if sum(letter.isalpha() for letter in line) >= 10]
    named = [line for line in named if not grammar.search("indicators", line) and not line.endswith(".")]
    return named[-1] if named and not _narrates(between) else None


def _narrates(between: str) -> bool:
    """Tell a sentence of comment between two values from the name of the next indicator."""
    return between.strip(" \n").startswith(".") and between.rstrip().endswith((".", "%."))


def _flagged(targets: list[TargetMention]) -> list[TargetMention]:
    seen = Counter((target.indicator, target.year, target.actual is None) for target in targets)
    return [
        replace(target, flag="year named more than once")
        if seen[target.indicator, target.year, target.actual is None] > 1
        else target
        for target in targets
    ]
