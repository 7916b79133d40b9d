"""Tables of HTML as rows of cells: cells that cover several rows or columns laid out on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from remit.loaders.readers.flow import Row
from remit.loaders.tables import MAX_CELLS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BREAKS = frozenset(("br", "p", "div", "li", "tr"))
_UNSEEN = frozenset(("script", "style", "template"))


@dataclass(frozen=True)
class Area:
    """A cell as its table states it: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def lay_out(rows: Iterable[Sequence[Area]], place: str | None = None) -> Iterator[Row]:
    """Give the rows of the grid: a cell that reaches down from above is `None`, one that reaches right is followed by
    empty cells."""
    hanging: dict[int, int] = {}  # column → how many more rows the cell above it covers
    for areas in rows:
        cells: list[str | None] = []
        below: dict[int, int] = {}
        for area in areas:
            _hang(cells, hanging, below)
            for extra in range(min(max(1, area.columns), max(1, MAX_CELLS - len(cells)))):
                if area.rows > 1:
                    below[len(cells)] = area.rows - 1
                cells.append("" if extra else area.text)
        _hang(cells, hanging, below)
        hanging = below
        yield Row(tuple(cells), place)


def _hang(cells: list[str | None], hanging: dict[int, int], below: dict[int, int]) -> None:
    """Fill the columns that cells from above reach down into."""
    while left := hanging.get(len(cells)):
        if left > 1:
            below[len(cells)] = left - 1
        cells.append(None)


def read_rows(html: str, place: str | None = None) -> list[Row]:
    """Read the first table in a piece of HTML; a table inside a cell is text of that cell."""
    from selectolax.lexbor import LexborHTMLParser

    table = LexborHTMLParser(html).css_first("table")
    return list(lay_out((_areas(row) for row in _own_rows(table)), place)) if table else []


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    for group in table.iter():
        if group.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in group.iter() if row.tag == "tr")


def _areas(row: LexborNode) -> list[Area]:
    cells = (cell for cell in row.iter() if cell.tag in ("td", "th"))
    return [Area(_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in cells]


def _span(cell: LexborNode, name: str) -> int:
    stated = (cell.attributes.get(name) or "").strip()
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1


def _text(cell: LexborNode) -> str:
    """Give the text of a cell; line ends part what stands on lines of its own."""
    pieces: list[str] = []
    for node in cell.traverse(include_text=True):
        if node.tag == "-text" and (node.parent is None or node.parent.tag not in _UNSEEN):
            pieces.append(node.text_content or "")
        elif node.tag in _BREAKS:
            pieces.append("\n")
    return "".join(pieces)
