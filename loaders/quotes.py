"""Quoted titles: where one begins and ends, also where inner and outer quotes share a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = re.compile(r"[«»„“”\"‘’]")
_REACH = 1200


@dataclass(frozen=True)
class Quoted:
    """A quoted stretch, marks included, and its text without the outer pair."""

    start: int
    end: int
    text: str


def _steps(text: str, start: int, end: int, single: bool) -> list[tuple[int, int]]:
    """Give the marks of a stretch with +1 for an opening and -1 for a closing one, told by what stands around it."""
    steps = []
    for match in _MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        if (mark in "‘’") != single:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark in "«„‘":
            step = 1
        elif mark == "»":
            step = -1
        elif mark == "’":
            step = 0 if after.isalnum() else -1
        else:
            opens = (after.isalnum() or after in '«„“"') and not (before.isalnum() or (before and before in ".»”)!?…"))
            step = 1 if opens else -1
        if step:
            steps.append((at, step))
    return steps


def quoted_after(text: str, at: int, ends: re.Pattern[str]) -> Quoted | None:
    """Read the quotation whose opening mark stands at `at`; `None` when it never closes.

    `ends` matches what follows a closing mark only after a whole title: it decides where one mark closes two quotes.
    """
    steps = _steps(text, at, min(len(text), at + _REACH), single=text[at] == "‘")
    depth, first = 0, None
    for position, step in steps:
        depth += step
        if step > 0:
            continue
        if depth <= 0:
            return Quoted(at, position + 1, text[at + 1 : position].strip())
        if ends.match(text[position + 1 :]):
            return Quoted(at, position + 1, text[at + 1 : position + 1].strip())
        first = first or position
    return Quoted(at, first + 1, text[at + 1 : first + 1].strip()) if first else None


def quoted_before(text: str, at: int, floors: Sequence[int], goes_on: re.Pattern[str] | None = None) -> Quoted | None:
    """Read the quotation whose closing mark stands at `at`, looking back no farther than one of `floors`.

    These are where the citations before it end, in order: the nearest stretch with an opening mark holds the title.
    Where one mark opens two quotes («A» B»), the title begins at the farthest opening mark; not where `goes_on` fits
    what stands between the floor and that mark: the title then began before the citation it names.
    """
    for low in (max(floor, at - _REACH) for floor in reversed(floors)):
        steps = _steps(text, low, at, single=text[at] == "’")
        depth, farthest = 1, None
        for position, step in reversed(steps):
            depth -= step
            if step < 0:
                continue
            if depth == 0:
                return Quoted(position, at + 1, text[position + 1 : at].strip())
            farthest = position
        if farthest is not None and not (low and goes_on and goes_on.search(text[low:farthest])):
            return Quoted(farthest, at + 1, text[farthest:at].strip())
    return None
