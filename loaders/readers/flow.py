"""What a reader finds in reading order, paragraphs and tables, made into a `Document` with the text they add up to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from remit.loaders.document import Block, Cell, Document, Span, block, with_breaks
from remit.loaders.tables import MAX_CELLS
from remit.ontology.letters import language_of

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"[ \t\v\f]+")
_COLUMN_NUMBER = re.compile(r"\d{1,2}\.?")


@dataclass(frozen=True)
class Row:
    """A row of a table; a cell that is `None` is the cell above reaching down."""

    cells: tuple[str | None, ...]
    place: str | None = None


@dataclass(frozen=True)
class _Item:
    kind: str
    cells: tuple[str | None, ...]
    place: str | None
    table: int | None = None
    close: bool = False


def tidy(text: str) -> str:
    """Give the text in NFC, without soft hyphens and the like, every white space but line ends one space."""
    lines = _SPACES.sub(" ", _UNSEEN.sub("", text.replace("\r", "\n"))).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line for each in lines if (line := each.strip())))


class Flow:
    """Takes paragraphs and tables in reading order; `document` gives what they add up to."""

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self._tables = 0

    def paragraph(self, text: str, place: str | None = None, *, close: bool = False) -> None:
        """Add a paragraph, a block for each of its lines; `close` puts it right below the one above."""
        for number, line in enumerate(tidy(text).split("\n")):
            if line:
                self._items.append(_Item("paragraph", (line,), place, close=close or number > 0))

    def table(self, rows: Iterable[Row]) -> None:
        """Add a table: rows of data, or, when it has but two columns or one row, pairs of cells side by side.

        Empty rows and headings that come again are left out; a table of one column is a frame around paragraphs.
        """
        tidied = [replace(row, cells=_bounded(row.cells)) for row in rows]
        filled = _without_empty_columns([row for row in tidied if any(row.cells)])
        if max((len(row.cells) for row in filled), default=0) > 2 and len(filled) > 1:
            self._tables += 1
            for row in _without_repeats(filled):
                self._items.append(_Item("row", row.cells, row.place, self._tables))
            return
        for row in filled:
            if any(row.cells[1:]):
                self.pair(row.cells, row.place)
            else:
                self.paragraph(row.cells[0] or "", row.place)

    def pair(self, cells: Sequence[str | None], place: str | None = None) -> None:
        """Add cells side by side that are not a table: a signature or an approval block."""
        self._items.append(_Item("pair", tuple(" ".join(tidy(cell or "").split("\n")) for cell in cells), place))

    def document(self, name: str, media_type: str) -> Document | None:
        """Give the document; `None` when there is not a letter in it."""
        text = "".join(_lead(item, position) + _joined(item.cells) for position, item in enumerate(self._items))
        if not any(letter.isalpha() for letter in text):
            return None
        blocks = with_breaks(self._blocks(text), text)
        return Document(name, text, tuple(blocks), media_type)

    def _blocks(self, text: str) -> Iterable[Block]:
        fallback = language_of(text) or "en"
        start = 0
        above: tuple[Cell, ...] = ()
        for position, item in enumerate(self._items):
            start += len(_lead(item, position))
            content = _joined(item.cells)
            cells = above = () if item.kind == "paragraph" else tuple(_cells(item.cells, start, above))
            yield replace(block(item.kind, content, start, fallback, cells, item.table), place=item.place)
            start += len(content)


def _lead(item: _Item, position: int) -> str:
    return "" if position == 0 else "\n" if item.close else "\n\n"


def _joined(cells: tuple[str | None, ...]) -> str:
    return "\t".join(cell or "" for cell in cells)


def _cells(texts: tuple[str | None, ...], start: int, above: tuple[Cell, ...]) -> Iterable[Cell]:
    for column, text in enumerate(texts):
        if text is None and column < len(above):
            yield above[column]
        else:
            yield Cell(text or "", (Span(start, start + len(text or "")),))
        start += len(text or "") + 1


def _bounded(cells: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Tidy the cells; those beyond what a table of ours can have go together into the last."""
    last = " ".join(filter(None, cells[MAX_CELLS - 1 :])) if len(cells) > MAX_CELLS else None
    kept = cells if last is None else (*cells[: MAX_CELLS - 1], last)
    return tuple(cell if cell is None else tidy(cell.replace("\t", " ")) for cell in kept)


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    """Leave out columns that only keep a distance, when without them two cells stand side by side."""
    width = max((len(row.cells) for row in rows), default=0)
    filled = sorted({column for row in rows for column, cell in enumerate(row.cells) if cell})
    if width <= 2 or len(filled) > 2:
        return rows
    kept = filled if len(filled) == 2 or filled == [0] else [0, *filled]
    return [replace(row, cells=tuple(row.cells[column] for column in kept if column < len(row.cells))) for row in rows]


def _without_repeats(rows: list[Row]) -> list[Row]:
    """Leave out the heading, and the line of column numbers under it, where they come again on a new page."""
    numbered = all(cell and _COLUMN_NUMBER.fullmatch(cell) for cell in rows[1].cells)
    headings = [key for row in rows[: 2 if numbered else 1] if sum(map(bool, key := _key(row))) > 1]
    return [row for index, row in enumerate(rows) if index < len(headings) or _key(row) not in headings]


def _key(row: Row) -> tuple[str, ...]:
    return tuple("".join((cell or "").split()).casefold() for cell in row.cells)
