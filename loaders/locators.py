"""Locators: the article, point, subpoint that a citation names, from words to `art_9/pt_1/sub_16`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from remit.loaders.grammar import Grammar

_RANKS = {unit: rank for rank, unit in enumerate(("annex", "ch", "art", "pt", "sub", "par"))}
_NUMBER = re.compile(r"(\d+(?:-\d+)*|(?<!\w)[a-zа-я](?=\)))\)?\s*(?:(?:[–—]|to(?=\s))\s*(\d+))?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_RANGE_LIMIT = 50
_REACH = 700


@dataclass(frozen=True)
class Located:
    """The places in an act that a text names, and the stretch by which they make the act's name longer.

    That stretch is empty where the place is in something that the act approved («пункту 5 Правил, утвержденных …»).
    """

    start: int
    end: int
    locators: tuple[str, ...]


def locator_before(folded: str, end: int, floor: int, grammar: Grammar) -> Located | None:
    """Read the locator that ends where an act's name begins and does not reach back over `floor`, inner units first."""
    floor = max(floor, end - _REACH)
    for rule in grammar.of("locator.before"):
        if match := rule.regex.search(folded[floor:end]):
            start = end if rule.sets.get("apart") else floor + match.start(1)
            return Located(start, end, _places(match[1], grammar, inner_first=True))
    return None


def locator_after(folded: str, start: int, ceiling: int, grammar: Grammar) -> Located | None:
    """Read the locator that begins where an act's name ends and stops before `ceiling`, outer units first."""
    for rule in grammar.of("locator.after"):
        if match := rule.regex.match(folded[start : min(ceiling, start + _REACH)]):
            end = start if rule.sets.get("apart") else start + match.end(1)
            return Located(start, end, _places(match[1], grammar, inner_first=False))
    return None


def named_places(folded: str, grammar: Grammar) -> tuple[str, ...]:
    """Give the places in an act that a text names, in the order its language names them; none without any."""
    return _places(folded, grammar, inner_first=bool(grammar.of("locator.before")))


def _places(text: str, grammar: Grammar, inner_first: bool) -> tuple[str, ...]:
    chains: list[list[tuple[str, list[str]]]] = []
    for unit, numbers in _tokens(text, grammar, inner_first):
        rank = _RANKS[unit]
        if chains and _RANKS[chains[-1][-1][0]] < rank:
            chains[-1].append((unit, numbers))
        else:
            shared = [part for part in chains[-1] if _RANKS[part[0]] < rank] if chains else []
            chains.append([*shared, (unit, numbers)])
    if inner_first:
        chains.reverse()
    return tuple(dict.fromkeys(place for chain in chains for place in _spell(chain)))


def _spell(chain: list[tuple[str, list[str]]]) -> list[str]:
    places = [""]
    for unit, numbers in chain:
        places = [f"{place}/{unit}_{number}" if place else f"{unit}_{number}" for place in places for number in numbers]
    return places


def _tokens(text: str, grammar: Grammar, inner_first: bool) -> list[tuple[str, list[str]]]:
    """Give units with their numbers, outer ones first; a number in words is looked up in the grammar."""
    found: dict[int, tuple[int, str, list[str]]] = {}
    for rule, match in grammar.find("locator.unit", text):
        if all(match.end() <= start or end <= match.start() for start, (end, _, _) in found.items()):
            written = "".join(filter(None, match.groups()))
            numbers = _numbers(written, grammar) if written else [str(rule.sets["number"])]
            if numbers:
                found[match.start()] = (match.end(), rule.sets["unit"], numbers)
    starts = _outer_first(sorted(found), text) if inner_first else sorted(found)
    return [found[start][1:] for start in starts]


def _outer_first(starts: list[int], text: str) -> Iterator[int]:
    """Turn the order of units round; what stands in brackets after a unit is in it («статья 12 (часть третья)»)."""
    asides = [(match.start(), match.end()) for match in _ASIDE.finditer(text)]
    inner: list[int] = []
    for start in reversed(starts):
        if any(low <= start < high for low, high in asides):
            inner.insert(0, start)
        else:
            yield from (start, *inner)
            inner.clear()


def _numbers(text: str, grammar: Grammar) -> list[str]:
    text = _ASIDE.sub("", text)
    numbers: list[str] = []
    for match in _NUMBER.finditer(text):
        first, last = match[1], match[2]
        if last and first.isdigit() and 0 < int(last) - int(first) < _RANGE_LIMIT:
            numbers += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            numbers += [part.lower() for part in (first, last) if part]
    return numbers + _ordinals(text.lower(), grammar)


def _ordinals(lowered: str, grammar: Grammar) -> list[str]:
    """Give the numbers written in words: «третий», «двадцать первый», «он бірінші»."""
    units: dict[str, int] = grammar.words.get("locator_ordinal", {})
    tens: dict[str, int] = grammar.words.get("locator_tens", {})
    stems = "|".join(sorted(units, key=len, reverse=True))
    leading = "|".join(tens) or r"\Z\A"
    return [
        str(tens.get(ten, 0) + next(value for stem, value in units.items() if re.fullmatch(stem, unit)))
        for ten, unit in re.findall(rf"(?<!\w)(?:({leading})\s+)?({stems})", lowered if units else "")
    ]
