"""Find the powers a statute gives: functions, rights and duties, each with its holder and place."""

from __future__ import annotations

from dataclasses import dataclass

from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import Point, read_points


@dataclass(frozen=True)
class PowerMention:
    """A function, right or duty: its words, who holds it, where the holder is named, and the locator of the entry."""

    kind: str
    title: str
    start: int
    end: int
    holder: str
    holder_start: int
    holder_end: int
    locator: str
    number: str | None
    rule: str


def find_powers(part: Part) -> list[PowerMention]:
    """Read the powers of a statute in order.

    A list is one when its lead-in names a holder ("The chair:", "the main functions of the Council are:"); a heading
    may name the kind, the closing words of the last entry may change it («… құқылы»). Nested lists (rights and duties
    of a body under one point) take their kind from the entry they stand under.
    """
    powers: list[PowerMention] = []
    body: tuple[str, int, int] | None = None
    for point in read_points(part):
        if point.subpoints:
            lead = _lead(point.passage)
            if lead is None:
                continue
            kind, holder, rule = lead
            holder = holder or body
            kind, rule = _closing(point, kind, rule)
            if holder:
                powers += _entries(point, kind, holder, rule)
                body = holder if body is None else body
        elif found := _sentence(point):
            powers.append(found)
    return powers


def _lead(passage: Passage) -> tuple[str, tuple[str, int, int] | None, str] | None:
    found = load_grammar(passage.language).search("power_list", passage.folded)
    if found is None:
        return None
    rule, match = found
    if not match.groupdict().get("holder"):
        return str(rule.sets["kind"]), None, rule.id
    return str(rule.sets["kind"]), _holder(passage, match.start("holder"), match.end("holder")), rule.id


def _holder(passage: Passage, start: int, end: int) -> tuple[str, int, int] | None:
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip(" ,–-")
    return (text, passage.start + start, passage.start + start + len(text)) if text else None


def _closing(point: Point, kind: str, rule: str) -> tuple[str, str]:
    last = point.subpoints[-1].passage
    found = load_grammar(last.language).search("power_closing", last.folded)
    return (str(found[0].sets["kind"]), found[0].id) if found else (kind, rule)


def _entries(point: Point, kind: str, holder: tuple[str, int, int], rule: str) -> list[PowerMention]:
    above = f"pt_{point.number}" if point.number else ""
    powers = []
    for sub in point.subpoints:
        inner = _lead(sub.passage) if sub.subpoints else None
        place = "/".join(filter(None, (above, f"sub_{sub.number}" if sub.number else "")))
        if inner:
            for entry in sub.subpoints:
                powers.append(_power(entry, inner[0], inner[1] or holder, place, inner[2]))
        else:
            powers.append(_power(sub, kind, holder, place, rule))
    return powers


def _power(point: Point, kind: str, holder: tuple[str, int, int], locator: str, rule: str) -> PowerMention:
    passage = point.passage
    title = " ".join(passage.text.split())
    end = passage.start + len(passage.text.rstrip())
    return PowerMention(kind, title, passage.start, end, *holder, locator, point.number, rule)


def _sentence(point: Point) -> PowerMention | None:
    passage = point.passage
    found = load_grammar(passage.language).search("power_sentence", passage.folded)
    if found is None or point.number is None:
        return None
    rule, match = found
    holder = _holder(passage, match.start("holder"), match.end("holder"))
    if holder is None:
        return None
    return _power(point, str(rule.sets["kind"]), holder, f"pt_{point.number}", rule.id)
