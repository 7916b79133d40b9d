"""Time limits of plans and duties: days where they can be computed, the source's words and a reason where not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from remit.loaders.dates import date_of, month_number
from remit.loaders.grammar import Grammar, Rule
from remit.ontology.claims import Deadline
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четв": 4, "бірі": 1, "екін": 2, "үшін": 3, "төрт": 4,
    "firs": 1, "seco": 2, "thir": 3, "four": 4,
}  # fmt: skip
_REASONS = {
    "relative": "counts from an event whose day is not stated",
    "permanent": "no end is set",
    "conditional": "depends on a condition",
    "recurring": "recurs at intervals of its own",
}
_RECURRENCES = ("monthly", "quarterly", "half-yearly", "yearly")


def find_deadlines(text: str, grammar: Grammar, year: int | None = None) -> list[Deadline]:
    """Read a deadline cell or phrase; empty when it says nothing of time.

    `year` is the one that months, quarters and days without a year belong to («март» in a plan for 2026). A recurrence
    joins the only interval beside it («2025 – 2029 годы, ежегодно»); of several recurrences the most frequent one
    counts. School years run from 1 September to 31 August.
    """
    folded = fold(text)
    dated = _dated(folded, text, grammar, "deadline")
    if not dated and year:
        dated = _dated(folded, text, grammar, "yearless_deadline", year)
    recurrence = _recurrence(folded, grammar)
    if recurrence and len([each for each in dated if each.kind in ("range", "year", "permanent")]) == len(dated) <= 1:
        interval = dated[0] if dated else Deadline(text, "recurring")
        return [replace(interval, text=text, kind="recurring", recurrence=recurrence)]
    if recurrence:
        return [Deadline(text, "recurring", recurrence=recurrence, reason="recurs; " + _words(dated))]
    if dated:
        return dated if len(dated) > 1 else [replace(dated[0], text=text)]
    if found := grammar.search("open_deadline", folded):
        kind = str(found[0].sets["kind"])
        return [Deadline(text, kind, reason=_REASONS[kind])]
    return []


def _words(dated: list[Deadline]) -> str:
    return "each time by: " + "; ".join(each.text for each in dated) if dated else "no single day"


def _recurrence(folded: str, grammar: Grammar) -> str | None:
    found = {str(rule.sets["recurrence"]) for rule, _ in grammar.find("recurrence", folded)}
    return next((each for each in _RECURRENCES if each in found), None)


def _dated(folded: str, text: str, grammar: Grammar, rules: str, year: int | None = None) -> list[Deadline]:
    taken: list[tuple[int, int, Deadline | None]] = []
    for rule, match in grammar.find(rules, folded):
        if any(match.start() < end and start < match.end() for start, end, _ in taken):
            continue
        # What cannot be (31 February, 2029 – 2026) keeps its stretch, so that no part of it is read as something else.
        words = text[match.start() : match.end()]
        taken.append((match.start(), match.end(), _read(rule, match, words, grammar, year)))
    return [deadline for _, _, deadline in sorted(taken, key=lambda each: each[0]) if deadline]


def _read(rule: Rule, match: re.Match[str], text: str, grammar: Grammar, year: int | None) -> Deadline | None:
    kind, groups = str(rule.sets["kind"]), match.groupdict()
    if kind in _REASONS:
        return Deadline(text, kind, reason=_REASONS[kind])
    if kind == "date":
        day = _day(groups, year, grammar) if year else date_of(match, grammar)
        return Deadline(text, kind, due_by=day) if day else None
    if kind == "since":
        since = date_of(match, grammar) or _month_or_year(groups, grammar)
        return Deadline(text, "permanent", since, reason=_REASONS["permanent"])
    first = year or int(groups["y1"])
    if kind == "quarter":
        quarters = [_ordinal(groups[name]) for name in ("q1", "q2") if groups.get(name)]
        return Deadline(text, kind, PartialDate(first, min(quarters) * 3 - 2), PartialDate(first, max(quarters) * 3))
    if kind == "half-year":
        half = _ordinal(groups["h1"] or groups["h2"])
        if half > 2:
            return None
        return Deadline(text, kind, PartialDate(first, half * 6 - 5), PartialDate(first, half * 6))
    if kind == "month":
        months = [month_number(groups[name], grammar) for name in ("m1", "m2") if groups.get(name)]
        begins = int(groups["y0"]) if groups.get("y0") else first
        return Deadline(text, kind, PartialDate(begins, months[0]), PartialDate(first, months[-1]))
    if kind == "month-of-years":
        month = month_number(groups["m1"], grammar)
        return Deadline(text, "recurring", PartialDate(int(groups["y0"]), month), PartialDate(first, month), "yearly")
    if kind == "school-year":
        return Deadline(text, "range", PartialDate(first, 9), PartialDate(int(groups["y2"]), 8))
    if kind == "range":
        last = int(groups["y2"])
        return Deadline(text, kind, PartialDate(first), PartialDate(last)) if first <= last else None
    if kind == "before-year":
        return Deadline(text, "year", due_by=PartialDate(first - 1), reason="“before” a year: its first day excluded")
    return Deadline(text, "year", PartialDate(first), PartialDate(first))


def _month_or_year(groups: dict[str, str | None], grammar: Grammar) -> PartialDate:
    if month := groups.get("m1"):
        return PartialDate(int(groups["y1"] or 0), month_number(month, grammar))
    return PartialDate(int(groups["y2"] or 0))


def _day(groups: dict[str, str | None], year: int, grammar: Grammar) -> PartialDate | None:
    try:
        day = date(year, month_number(groups["month"] or "", grammar), int(groups["day"] or 0))
        return PartialDate(day.year, day.month, day.day)
    except ValueError:
        return None


def _ordinal(word: str) -> int:
    word = word.lower().replace("і", "i").rstrip("stndrh") if word[:1].isdigit() else word.lower().replace("і", "i")
    if word in _ROMAN:
        return _ROMAN[word]
    return _ORDINALS[word.replace("i", "і")[:4]] if word.replace("i", "і")[:4] in _ORDINALS else _ORDINALS[word[:4]]
