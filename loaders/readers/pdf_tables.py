"""Tables of a PDF file: cells filled with their lines, and tables put together that run over pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from remit.loaders.readers.flow import Row
from remit.loaders.readers.pdf_grids import Grid
from remit.loaders.readers.pdf_lines import Vocabulary, cell_text
from remit.loaders.readers.pdf_sheets import Line, Word, lines_of

_WIDTH_DIFFERS = 8.0


@dataclass
class TableCell:
    """Lines of a cell and the edges they keep between; a row broken over pages has lines of both."""

    left: float
    right: float
    lines: list[Line] = field(default_factory=list)

    def text(self, vocabulary: Vocabulary) -> str:
        """Give its lines, broken ones joined."""
        return cell_text(self.lines, self.left, self.right, vocabulary)

    @property
    def words(self) -> str:
        """All it says, for comparing."""
        return "".join("".join(line.text.split()) for line in self.lines).casefold()


@dataclass
class TableRow:
    """A row; a cell that is `None` is the cell above reaching down."""

    page: int
    cells: list[TableCell | None]

    @property
    def key(self) -> tuple[str, ...]:
        """What the row says, for comparing."""
        return tuple(cell.words if cell else "" for cell in self.cells)


@dataclass
class Table:
    """A table as far as one page, and then the pages after it, have it; `top` is where it begins on its first page."""

    top: float
    rows: list[TableRow]

    @property
    def widths(self) -> list[float]:
        """The widths of the columns."""
        first = next((row.cells for row in self.rows if all(row.cells)), [])
        return [cell.right - cell.left for cell in first if cell]

    def go_on(self, other: Table) -> bool:
        """Take in the table at the head of the next page if it is the rest of this one; tell whether it was."""
        if len(self.widths) != len(other.widths) or any(
            abs(one - another) > _WIDTH_DIFFERS for one, another in zip(self.widths, other.widths, strict=True)
        ):
            return False
        rows = list(other.rows)
        for heading in self.rows[:3]:
            if len(rows) > 1 and rows[0].key == heading.key and sum(map(bool, heading.key)) > 1:
                rows.pop(0)
        if rows and _continues(self.rows[-1], rows[0]):
            for above, below in zip(self.rows[-1].cells, rows.pop(0).cells, strict=True):
                if above and below:
                    above.lines += below.lines
        self.rows += rows
        return True

    def read(self, vocabulary: Vocabulary) -> list[Row]:
        """Give the rows as text."""
        return [
            Row(
                tuple(None if cell is None else cell.text(vocabulary) for cell in row.cells),
                f"page={row.page}",
            )
            for row in self.rows
        ]


def _continues(above: TableRow, row: TableRow) -> bool:
    """Tell the rest of a row that the page's end broke: without a number of its own, or in mid-phrase throughout."""
    filled = [cell for cell in row.cells if cell and cell.lines]
    if not filled or len(filled) == len(row.cells):
        return False
    if not (row.cells[0] and row.cells[0].lines):
        return bool(above.key[0])
    return all(cell.lines[0].text[:1].islower() for cell in filled)


def fill(grid: Grid, words: list[Word], page: int) -> Table:
    """Put the words that stand in a grid into its cells."""
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        inside.setdefault(grid.cell_of(word), []).append(word)
    rows = []
    for row in range(len(grid.rows) - 1):
        cells: list[TableCell | None] = []
        for column in range(len(grid.columns) - 1):
            owner = grid.owners[row, column]
            cell = TableCell(grid.columns[column], grid.columns[column + 1])
            if owner == (row, column):
                cell.right = _right_end(grid, row, column)
                cell.lines = lines_of(inside.get(owner, []), page)
            carried = 0 < owner[0] < row and owner[1] == column
            cells.append(None if carried else cell)
        rows.append(TableRow(page, cells))
    return Table(grid.top, rows)


def _right_end(grid: Grid, row: int, column: int) -> float:
    end = column + 1
    while end < len(grid.columns) - 1 and grid.owners[row, end] == (row, column):
        end += 1
    return grid.columns[end]
