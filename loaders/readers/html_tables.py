"""Tables of HTML as rows of cells: cells that cover several rows or columns laid out on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from remit.loaders.readers.flow import Row
from remit.loaders.tables import MAX_CELLS


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
