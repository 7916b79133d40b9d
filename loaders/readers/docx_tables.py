"""Tables of a DOCX file: rows and cells with what they span, brought to columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from remit.loaders.readers.docx_markup import child, contents, kind, number, value
from remit.loaders.readers.flow import Row
from remit.loaders.tables import MAX_CELLS


@dataclass(frozen=True)
class TableCell:
    """A cell, the first of the columns it spans, and whether it only carries on the cell above."""

    element: etree._Element
    column: int
    carries_on: bool


TableRow = list[TableCell]


def read_rows(table: etree._Element) -> Iterator[TableRow]:
    """Give the rows of a table, deleted rows and cells left out."""
    for row in contents(table):
        if kind(row) == "tr" and child(row, "trPr", "del") is None:
            yield list(_cells(row))


def _cells(row: etree._Element) -> Iterator[TableCell]:
    column = min(number(child(row, "trPr", "gridBefore")) or 0, MAX_CELLS)
    for element in contents(row):
        properties = child(element, "tcPr")
        if kind(element) != "tc" or child(properties, "cellDel") is not None:
            continue
        merge = child(properties, "vMerge")
        yield TableCell(element, column, merge is not None and value(merge) != "restart")
        column += max(1, min(number(child(properties, "gridSpan")) or 1, MAX_CELLS))


def is_frame(rows: list[TableRow]) -> bool:
    """Tell a table of one column: a frame around text rather than a table."""
    return all(len(row) < 2 for row in rows)


def grid(rows: list[TableRow], read: Callable[[etree._Element], str]) -> Iterator[Row]:
    """Give the rows with every cell in its column; `read` gives the words of a cell.

    Where all rows have as many cells, these are the columns: spans then only tell that edges do not quite align.
    """
    even = len({len(row) for row in rows if len(row) > 1}) == 1
    edges = sorted({cell.column for row in rows for cell in row})
    columns = {edge: position for position, edge in enumerate(edges)}
    width = max(map(len, rows)) if even else len(edges)
    carried: set[int] = set()  # columns where a cell below the heading began that may reach down
    for index, row in enumerate(rows):
        texts: list[str | None] = [""] * width
        for position, cell in enumerate(row):
            column = position if even else columns[cell.column]
            words = read(cell.element)
            if not cell.carries_on:
                texts[column] = words
                carried.difference_update((column,))
                carried.update((column,) if index else ())
            elif column in carried:
                texts[column] = None
        yield Row(tuple(texts))
