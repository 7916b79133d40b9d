"""Lines that an act quotes out of another, or into it: the outer quotation marks of each, which may open in one line
and close in another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from remit.loaders.document import Block

_OPENING, _CLOSING, _PLAIN = "«„“", "»”", '"'
_TRAIL = " \t\n;.,"


@dataclass(frozen=True)
class QuotedLine:
    """A line without its outer marks.

    `begins` a quotation, `opens` one that goes on below, `ends` one for certain, or only `may_end` it: one mark may
    close both the name of an organisation and the quotation.
    """

    block: Block
    begins: bool = False
    opens: bool = False
    ends: bool = False
    may_end: bool = False


def quoted_line(block: Block) -> QuotedLine:
    """Take the outer quotation marks off a line: a pair around all of it, or the one whose partner is elsewhere."""
    text = block.text
    left, right = len(text) - len(text.lstrip()), len(text)
    steps = _steps(text)
    opens = ends = False
    if begins := bool(steps) and steps[0] == (left, 1):
        partner = _partner(steps)
        if partner is None:
            left, opens = left + 1, True
        elif not text[partner + 1 :].strip(_TRAIL):
            left, right, ends = left + 1, partner, True
    last = len(text.rstrip(_TRAIL)) - 1
    may_end = bool(steps) and steps[-1] == (last, -1)
    if may_end and (sum(step for _, step in steps) < 0 or text[last - 1 : last] == ")"):
        right, ends = last, True
    return QuotedLine(_cut(block, left, right), begins, opens and not ends, ends, may_end)


def _steps(text: str) -> list[tuple[int, int]]:
    """Give the marks with +1 for an opening and -1 for a closing one; of a plain mark the words around it tell."""
    steps = []
    for at, mark in enumerate(text):
        if mark in _OPENING:
            steps.append((at, 1))
        elif mark in _CLOSING:
            steps.append((at, -1))
        elif mark == _PLAIN:
            before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
            opens = not (before.isalnum() or before in tuple(".,;)»”")) and (after.isalnum() or after in tuple('«"('))
            steps.append((at, 1 if opens else -1))
    return steps


def _partner(steps: list[tuple[int, int]]) -> int | None:
    depth = 0
    for at, step in steps:
        depth += step
        if depth == 0:
            return at
    return None


def _cut(block: Block, left: int, right: int) -> Block:
    """Give what lies between two offsets of a block; the cells of a row lose what is left out at its ends."""
    text = block.text[left:right]
    if not block.cells:
        return replace(block, text=text, start=block.start + left)
    cells = list(block.cells)
    if left:
        cells[0] = replace(cells[0], text=cells[0].text.lstrip(_OPENING + _PLAIN + " "))
    if right < len(block.text):
        cells[-1] = replace(cells[-1], text=cells[-1].text.rstrip(_CLOSING + _PLAIN + _TRAIL))
    return replace(block, text=text, start=block.start + left, cells=tuple(cells))
