"""What stands in the margins of pages: page numbers and running heads, which are no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from remit.loaders.readers.pdf_sheets import Line

_PAGE_NUMBER = re.compile(
    r"[-–—.\s]*(?:(?:стр(?:аница|\.)?|бет|page|p\.)\s*)?\d{1,4}(?:\s*(?:/|из|of|-?бет)\s*\d{0,4})?[-–—.\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LINES = 2
_MOST = 0.6
_SAME_PLACE = 3.0


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out of each page the lines at its head and foot that are a page number, or come again on most pages.

    A line comes again when other pages have it at the same place, its page number aside, and everywhere a gap parts it
    from the text. What stands at the right is kept: it may be the approval block that each annex begins with.
    """
    seen = Counter(key for lines in pages for key in {_key(lines[index]) for index in _outer(lines)})
    enough = max(2, _MOST * len(pages))
    middle = sum((line.left + line.right) / 2 for lines in pages for line in lines) / max(1, sum(map(len, pages)))

    def is_margin(lines: list[Line], index: int) -> bool:
        line = lines[index]
        again = seen[_key(line)] >= enough and line.left < middle and _apart(lines, index)
        return index in _outer(lines) and (again or _is_number(lines, index))

    return [[line for index, line in enumerate(lines) if not is_margin(lines, index)] for lines in pages]


def _outer(lines: list[Line]) -> set[int]:
    return {*range(min(_LINES, len(lines))), *range(max(0, len(lines) - _LINES), len(lines))}


def _key(line: Line) -> tuple[str, int, int]:
    text = _DIGITS.sub(lambda number: "#" if number[0] == str(line.page) else number[0], line.text)
    return text, round(line.left / _SAME_PLACE), round(line.base / _SAME_PLACE)


def _is_number(lines: list[Line], index: int) -> bool:
    return index in (0, len(lines) - 1) and _PAGE_NUMBER.fullmatch(lines[index].text) is not None


def _apart(lines: list[Line], index: int) -> bool:
    """Tell whether a gap parts the line, or those between it and the edge of the page, from the text."""
    head = index < len(lines) / 2
    inward = lines[index : _LINES + 1] if head else lines[len(lines) - _LINES - 1 : index + 1]
    gaps = [below.base - above.base for above, below in pairwise(inward)]
    return not gaps or max(gaps) > 1.6 * lines[index].height
