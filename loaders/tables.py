"""Tables out of flat text, in the three layouts plain-text exports leave.

- *cells side by side*: `left<TAB>|<TAB>right`, as legal portals export signatures, approval blocks and tables;
- *row a line*: cells parted by tabs, rows broken over pages continued on a line of their own;
- *cell a line*: every cell begins a line with a tab, its further lines follow without one, rows are parted by blanks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from remit.loaders.document import Block, Cell, Span, block

_BAR = re.compile(r"(?<![ \u00a0])[ \u00a0]*+\t[ \u00a0]*+\|[ \u00a0]*+(?:\t|$)")
_TAB = re.compile(r"\t")
_ITEM_NUMBER = re.compile(r"\s*\d+(?:[-.]\d+)*(?:[.)]|\s|$)")
MAX_CELLS = 64
_LONE_CELLS = 3


@dataclass(frozen=True)
class Line:
    """A line of the text and where it begins."""

    text: str
    start: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def assemble(lines: list[Line], text: str, fallback: str) -> Iterator[Block]:
    """Group lines into paragraphs and table rows; every non-blank line ends up in exactly one block."""
    table = 0
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.blank:
            position += 1
        elif _BAR.search(line.text):
            rows, position = _take(lines, position, _is_bar_row, _BAR)
            wide = max(len(row) for row in rows) > 2 and len(rows) > 1
            table += wide
            for row in rows:
                yield _row(text, row, fallback, table if wide else None)
        elif line.text.count("\t") >= 2 and line.text.strip("\t").strip():
            rows, position = _take(lines, position, _is_tab_row, _TAB)
            table += 1
            for row in _rejoin(text, rows):
                yield _row(text, row, fallback, table)
        elif line.text.startswith("\t"):
            rows, after = _cells_by_line(lines, position)
            if not _tabular(rows):
                yield _paragraph(text, Span(line.start, line.start + len(line.text)), fallback)
                position += 1
                continue
            position = after
            table += 1
            for row in rows:
                yield _row(text, row, fallback, table)
        else:
            yield _paragraph(text, Span(line.start, line.start + len(line.text)), fallback)
            position += 1


_Row = list[list[Span]]


def _is_bar_row(line: Line) -> bool:
    return _BAR.search(line.text) is not None


def _lone_cell(lines: list[Line], position: int) -> bool:
    """Tell a row of one cell: in a run of few lines right between rows of a table of bars, as sections stand."""
    first = last = position
    while first > 0 and _is_bare(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_bare(lines[last + 1]):
        last += 1
    if not _is_bare(lines[position]) or first == 0 or last + 1 == len(lines) or last - first >= _LONE_CELLS:
        return False
    return _is_bar_row(lines[first - 1]) and len(_BAR.findall(lines[last + 1].text)) >= 2


def _is_bare(line: Line) -> bool:
    return not line.blank and "\t" not in line.text


def _is_tab_row(line: Line) -> bool:
    return line.text.count("\t") >= 2 and not _BAR.search(line.text)


def _take(
    lines: list[Line], position: int, belongs: Callable[[Line], object], separator: re.Pattern[str]
) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    ahead = position
    while ahead < len(lines) and (belongs(lines[ahead]) or lines[ahead].blank or _lone_cell(lines, ahead)):
        if not lines[ahead].blank:
            rows.append([[span] for span in _split(lines[ahead], separator)])
            position = ahead + 1
        ahead += 1
    return rows, position


def _split(line: Line, separator: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for count, match in enumerate(separator.finditer(line.text), 1):
        if count >= MAX_CELLS:
            break
        yield Span(line.start + start, line.start + match.start())
        start = match.end()
    yield Span(line.start + start, line.start + len(line.text))


def _rejoin(text: str, rows: list[_Row]) -> list[_Row]:
    """Put together rows broken over pages: a row without a number of its own continues the row above."""
    joined: list[_Row] = []
    for row in rows:
        filled = [text[cell[0].start : cell[0].end].strip() for cell in row]
        continues = (
            len(joined) > 1
            and len(row) == len(joined[-1])
            and 0 < sum(map(bool, filled)) < len(row)
            and not filled[0]
            and not any(_ITEM_NUMBER.match(cell) for cell in filled[:2])
        )
        if continues:
            for cell, more, content in zip(joined[-1], row, filled, strict=True):
                if content:
                    cell.extend(more)
        else:
            joined.append(row)
    return joined


def _cells_by_line(lines: list[Line], position: int) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    last_tabbed = _last_tabbed(lines, position)
    widest, fresh = 0, True
    while position < len(lines) and (
        position <= last_tabbed or lines[position].text == "\t" or not lines[position].blank
    ):
        line = lines[position]
        lacks_cells = not fresh and len(rows[-1]) < widest
        if line.blank and not (line.text.startswith("\t") and lacks_cells):
            fresh = True
        elif line.text.startswith("\t"):
            cell = [Span(line.start + 1, line.start + len(line.text))]
            if fresh:
                widest = max(widest, len(rows[-1]) if rows else 0)
                rows.append([cell])
            else:
                rows[-1].append(cell)
            fresh = False
        else:
            last = rows[-1][-1]
            last[0] = replace(last[0], end=line.start + len(line.text))
            fresh = False
        position += 1
    return _remerge(rows), position


def _remerge(rows: list[_Row]) -> list[_Row]:
    """Join a row that a stray blank line cut in two: both halves together fill the width the table has."""
    widths = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    width = widths[0][0] if widths else 0
    merged: list[_Row] = []
    for row in rows:
        if merged and 1 < len(merged[-1]) < width and len(merged[-1]) + len(row) == width:
            merged[-1].extend(row)
        else:
            merged.append(row)
    return merged


def _tabular(rows: list[_Row]) -> bool:
    """Tell a table from paragraphs that are merely indented by a tab: some width of three or more comes back."""
    widths = Counter(len(row) for row in rows)
    return any(width >= 3 and count >= 2 for width, count in widths.items())


def _last_tabbed(lines: list[Line], position: int) -> int:
    """Find the last line of the table: tabbed lines belong together until another layout begins."""
    last = position
    for ahead in range(position, len(lines)):
        line = lines[ahead]
        if _BAR.search(line.text) or _is_tab_row(line):
            break
        if line.text.startswith("\t") and not line.blank:
            last = ahead
    return last


def _cell(text: str, spans: list[Span]) -> Cell:
    trimmed = []
    for span in spans:
        content = text[span.start : span.end]
        start = span.start + len(content) - len(content.lstrip())
        trimmed.append(Span(start, max(start, span.start + len(content.rstrip()))))
    return Cell(" ".join(text[span.start : span.end] for span in trimmed), tuple(trimmed))


def _row(text: str, row: _Row, fallback: str, table: int | None) -> Block:
    start, end = row[0][0].start, max(span.end for cell in row for span in cell)
    cells = tuple(_cell(text, cell) for cell in row)
    return block("row" if table is not None else "pair", text[start:end], start, fallback, cells, table)


def _paragraph(text: str, span: Span, fallback: str) -> Block:
    content = text[span.start : span.end]
    start = span.start + len(content) - len(content.lstrip())
    return block("paragraph", content.strip(), start, fallback)
