"""What stands in the margins of pages: page numbers and running heads, which are no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from remit.loaders.readers.pdf_sheets import Line

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:стр(?:аница|\.)?|бет|page|p\.)\W*)?\d{1,4}(?:\s*(?:/|из|of|-?бет)\s*\d{0,4})?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LINES = 2
_SAME_HEIGHT = 3.0


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out of each page the lines at its head and foot that are a page number, or come again on the pages.

    A line comes again when another page has it at the same height, its page number aside, and on both a gap parts it
    from the text.
    """
    seen = Counter(key for lines in pages for key in {_key(lines, index) for index in _outer(lines)})
    enough = max(2, len(pages) // 3)

    def is_margin(lines: list[Line], index: int) -> bool:
        again = seen[_key(lines, index)] >= enough and _apart(lines, index)
        return index in _outer(lines) and (again or _is_number(lines, index))

    return [[line for index, line in enumerate(lines) if not is_margin(lines, index)] for lines in pages]


def _outer(lines: list[Line]) -> set[int]:
    return {*range(min(_LINES, len(lines))), *range(max(0, len(lines) - _LINES), len(lines))}


def _key(lines: list[Line], index: int) -> tuple[str, int]:
    line = lines[index]
    text = _DIGITS.sub(lambda number: "#" if number[0] == str(line.page) else number[0], line.text)
    return text, round(line.base / _SAME_HEIGHT)


def _is_number(lines: list[Line], index: int) -> bool:
    return index in (0, len(lines) - 1) and _PAGE_NUMBER.fullmatch(lines[index].text) is not None


def _apart(lines: list[Line], index: int) -> bool:
    """Tell whether a gap parts the line, or those between it and the edge of the page, from the text."""
    head = index < len(lines) / 2
    inward = lines[index : _LINES + 1] if head else lines[len(lines) - _LINES - 1 : index + 1]
    gaps = [below.base - above.base for above, below in pairwise(inward)]
    return not gaps or max(gaps) > 1.6 * lines[index].height
