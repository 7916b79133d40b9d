"""Tables of a page: which hold data, and which only put things side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from remit.loaders.readers.flow import Row
from remit.loaders.readers.html_tables import Area, lay_out
from remit.loaders.tables import MAX_CELLS

MAX_NESTED = 16
_MAX_SLOTS = 2_000_000
_PAGE_LINES = 40
_PAGE_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Words:
    """Text in NFC with single spaces, and the hyperlinks in it: (start, end, target)."""

    text: str
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text; `below` says that only a line end parts it from the one above."""

    words: Words
    place: str | None = None
    below: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows on a grid, as `Flow.table` takes them, and what each cell that is written says, in order."""

    rows: tuple[Row, ...]
    cells: tuple[Words, ...]


Piece = Paragraph | Table


@dataclass(slots=True)
class _Slot:
    rows: int = 1
    columns: int = 1
    pieces: list[Piece] = field(default_factory=list)

    def lines(self) -> list[Words]:
        return list(chain.from_iterable(map(_lines, self.pieces)))


@dataclass(slots=True)
class _Row:
    place: str | None
    slots: list[_Slot] = field(default_factory=list)


@dataclass
class Frame:
    """A table being read; `pieces` gives what it comes to."""

    rows: list[_Row] = field(default_factory=list)

    def begin_row(self, place: str | None) -> None:
        """Begin a row that stands at an anchor."""
        self.rows.append(_Row(place))

    def begin_cell(self, rows: int, columns: int) -> None:
        """Begin a cell that covers so many rows (0: all to the end) and columns."""
        self.rows[-1].slots.append(_Slot(rows or 65534, max(1, columns)))

    def end_cell(self, pieces: list[Piece]) -> None:
        """End the cell, with what it holds."""
        self.rows[-1].slots[-1].pieces = pieces

    def pieces(self) -> list[Piece]:
        """Give a table of data; of a table of one column, or one around parts of a page, what is in it, in order.

        Where the first of two columns is empty throughout (an approval block), the rows are one pair.
        """
        slots = [[slot for slot in row.slots if slot.pieces] for row in self.rows]
        filled = [row for row, full in zip(self.rows, slots, strict=True) if full]
        width = max((sum(slot.columns for slot in row.slots) for row in filled), default=0)
        narrow = width <= 2 or len(filled) == 1
        around = narrow and any(map(_is_layout, chain(*slots)))
        if around or width <= 1 or all(len(row.slots) == 1 for row in filled):
            return [piece for full in slots for slot in full for piece in slot.pieces]
        if narrow and len(filled) > 1 and all(len(row.slots) == 2 and not row.slots[0].pieces for row in filled):
            whole = _Slot(pieces=[piece for row in filled for piece in row.slots[1].pieces])
            return [_table([_Row(filled[0].place, [_Slot(), whole])], narrow)]
        spans = len(self.rows) * min(width, MAX_CELLS) <= _MAX_SLOTS
        return [_table(_without_levels(self.rows) if spans else _without_spans(filled), narrow)]


def _is_layout(slot: _Slot) -> bool:
    lines = [piece.words.text for piece in slot.pieces if isinstance(piece, Paragraph)]
    return len(lines) < len(slot.pieces) or len(lines) > _PAGE_LINES or sum(map(len, lines)) > _PAGE_LETTERS


def _table(rows: list[_Row], narrow: bool) -> Table:
    parts = " " if narrow else "\n"  # a signature or approval block reads as one line
    cells = [[(_joined(slot.lines(), parts), slot) for slot in _bounded(row.slots)] for row in rows]
    grid = lay_out([Area(words.text, slot.rows, slot.columns) for words, slot in row] for row in cells)
    placed = tuple(replace(laid, place=row.place) for laid, row in zip(grid, rows, strict=True))
    return Table(placed, tuple(words for row in cells for words, _ in row if words.text))


def _bounded(slots: list[_Slot]) -> list[_Slot]:
    if len(slots) <= MAX_CELLS:
        return slots
    rest = _Slot(pieces=[piece for slot in slots[MAX_CELLS - 1 :] for piece in slot.pieces])
    return [*slots[: MAX_CELLS - 1], rest]


def _lines(piece: Piece) -> Iterable[Words]:
    """Give a piece of a cell as lines; of a table in a cell each cell is one."""
    return (piece.words,) if isinstance(piece, Paragraph) else piece.cells


def _joined(lines: list[Words], parts: str) -> Words:
    links: list[tuple[int, int, str]] = []
    start = 0
    for line in lines:
        links += [(start + left, start + right, target) for left, right, target in line.links]
        start += len(line.text) + len(parts)
    return Words(parts.join(line.text for line in lines), tuple(links))


def _without_spans(rows: list[_Row]) -> list[_Row]:
    return [_Row(row.place, [replace(slot, rows=1, columns=1) for slot in row.slots]) for row in rows]


def _without_levels(rows: list[_Row]) -> list[_Row]:
    """Make headings of two levels («Завершение» above «форма» and «срок») one row, a heading a column."""
    head = rows[0].slots
    if len(rows) < 3 or not any(slot.columns > 1 for slot in head) or not any(slot.rows == 2 for slot in head):
        return rows
    lower = iter(rows[1].slots)
    columns: list[_Slot] = []
    for slot in head:
        if slot.rows > 1:
            columns.append(replace(slot, rows=1))
            continue
        covered, above = 0, slot.pieces
        while covered < slot.columns and (below := next(lower, None)):
            columns.append(replace(below, rows=1, pieces=[*above, *below.pieces]))
            covered, above = covered + below.columns, []
    return [_Row(rows[0].place, [*columns, *lower]), *rows[2:]]
