"""Columns of a plan: what each is for by its heading, headings over two rows, rows whose merged cells are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from remit.loaders.deadlines import find_deadlines
from remit.loaders.document import Block, Cell
from remit.loaders.executors import Matcher
from remit.loaders.hyphens import unbroken
from remit.loaders.parts import grammar_of
from remit.ontology.letters import fold

Fit = Callable[[str | None, Cell], int]
"""How well a cell suits a kind of column: above 0 well, below 0 badly."""

_COLUMN_NUMBERS = re.compile(r"\s*\d{1,2}\s*\.?\s*$")
_REPEATED = ("deadline",)  # kinds of which a plan may have several columns
_WIDEST = 12
_LONGEST_DEADLINE = 120
_WORDS_OF_TITLE = 3  # on average
_SURE = 2
_MOST = 0.7  # of the cells of a column tell what it is for


@dataclass(frozen=True)
class Layout:
    """The kind of each column (`None`: of no interest) and, where a heading is split below, the lower heading.

    `years` are the columns of figures: column → (year, whether the figures are actual ones).
    """

    kinds: tuple[str | None, ...]
    labels: tuple[str, ...]
    heading_rows: int = 1
    years: tuple[tuple[int, tuple[int, bool]], ...] = ()

    def index(self, kind: str) -> int | None:
        """Give the first column of a kind; `None` when there is none."""
        return self.kinds.index(kind) if kind in self.kinds else None

    def all(self, kind: str) -> list[int]:
        """Give every column of a kind."""
        return [index for index, each in enumerate(self.kinds) if each == kind]

    def place(self, row: Block, fit: Fit) -> dict[int, Cell]:
        """Give column → cell; a row shorter than the table lacks the cells that suit it least, in doubt the last."""
        width, cells = len(self.kinds), row.cells
        if len(cells) >= width or width > _WIDEST:
            return dict(enumerate(cells))
        fits = [[fit(kind, cell) for kind in self.kinds] for cell in cells]
        best = max(
            combinations(range(width), len(cells)),
            key=lambda columns: sum(fits[at][column] for at, column in enumerate(columns)),
        )
        return dict(zip(best, cells, strict=True))


def read_layout(rows: list[Block], index: int, known: Matcher) -> Layout | None:
    """Read the headings in a row and in the one below it; `None` when they are not those of a plan.

    A column of deadlines or of bodies that `known` tells is one whatever its heading, where the others are a plan's.
    """
    row = rows[index]
    kinds = _with_vague_headings(_kinds(row), row)
    named = {kind for kind in kinds if kind}
    if "title" not in named and "task" in named:
        kinds = [("title" if kind == "task" else kind) for kind in kinds]
    elif {"number", "executors"} <= named and "title" not in named and None in kinds:
        kinds[kinds.index(None)] = "title"  # a list of those responsible: what for has no set heading
    if "executors" not in named:
        kinds = [("executors" if kind == "co_executors" else kind) for kind in kinds]
    if "completion" not in named:
        kinds = [("completion" if kind == "result" else kind) for kind in kinds]
    kinds = _with_title_by_content(_with_kinds_by_content(kinds, rows[index + 1 :], known), rows[index + 1 :])
    named = {kind for kind in kinds if kind}
    if "title" not in named or not named & {"executors", "deadline"} or len(named) < 3:
        return None
    layout = _with_lower_headings(kinds, rows[index:])
    return _with_years(_with_deadlines_beside(layout, row, rows[index + layout.heading_rows :]), row)


def is_deadline(cell: Cell, row: Block, year: int | None = None) -> bool:
    """Tell a cell that holds a time limit and no more; `year` is the one of limits that name none."""
    text = fold(unbroken(cell.text)).strip()
    return len(text) < _LONGEST_DEADLINE and bool(find_deadlines(text, grammar_of(row), year or 1))


def is_numbering(row: Block) -> bool:
    """Tell the row that numbers the columns (1, 2, 3, …)."""
    filled = [cell for cell in row.cells if cell.text.strip()]
    return len(filled) > 2 and all(_COLUMN_NUMBERS.match(cell.text) for cell in filled)


def repeats(row: Block, header: Block) -> bool:
    """Tell a row that says the headings again, as on a new page."""
    kinds = _kinds(row)
    return any(kinds) and kinds == _kinds(header)


def _kinds(row: Block) -> list[str | None]:
    kinds: list[str | None] = []
    for cell in row.cells:
        found = grammar_of(row).search("column", fold(unbroken(cell.text)))
        kind = str(found[0].sets["column"]) if found else None
        kinds.append(None if kind in kinds and kind not in _REPEATED else kind)
    return kinds


def _with_vague_headings(kinds: list[str | None], row: Block) -> list[str | None]:
    """Tell columns by headings that other tables have too, where two of what, by when and by whom are told already."""
    told = list(kinds)
    sure = ({"title", "task"}, {"deadline"}, {"executors", "co_executors"})
    if sum(bool(each & set(kinds)) for each in sure) < _SURE:
        return told
    for at, cell in enumerate(row.cells):
        found = grammar_of(row).search("vague_column", fold(unbroken(cell.text)))
        if kinds[at] is None and found and found[0].sets["column"] not in told:
            told[at] = str(found[0].sets["column"])
    return told


def _with_kinds_by_content(kinds: list[str | None], rows: list[Block], known: Matcher) -> list[str | None]:
    told = list(kinds)
    if not {"deadline", "executors", "completion"} & set(kinds):
        return told
    items = [row for row in rows if len(row.cells) == len(kinds) and not is_numbering(row)]
    for at in (at for at, kind in enumerate(kinds) if kind is None):
        cells = [(row.cells[at], row) for row in items if row.cells[at].text.strip()]
        dates = sum(is_deadline(*each) for each in cells)
        bodies = sum(known(cell.folded.strip(), 0) > 0 for cell, _ in cells)
        for kind, suiting in (("deadline", dates), ("executors", bodies)):
            if kind not in told and suiting > 1 and suiting >= _MOST * len(cells):
                told[at] = kind
    return told


def _with_title_by_content(kinds: list[str | None], rows: list[Block]) -> list[str | None]:
    """Tell what is to be done, whatever its heading: the wordiest column, where the others say by when and by whom."""
    told = list(kinds)
    if "title" in kinds or None not in kinds or not {"deadline", "executors"} <= set(kinds):
        return told
    items = [row for row in rows if len(row.cells) == len(kinds) and not is_numbering(row)]
    words = {at: sum(len(row.cells[at].text.split()) for row in items) for at, kind in enumerate(kinds) if kind is None}
    wordiest = max(words, key=lambda at: words[at])
    if words[wordiest] >= _WORDS_OF_TITLE * max(2, len(items)):
        told[wordiest] = "title"
    return told


def _with_lower_headings(kinds: list[str | None], rows: list[Block]) -> Layout:
    header, below = rows[0], rows[1] if len(rows) > 1 else None
    labels = [" ".join(cell.text.split()) for cell in header.cells]
    if below is None or is_numbering(below):
        return Layout(tuple(kinds), tuple(labels))
    lower = [" ".join(cell.text.split()) for cell in below.cells]
    blank = [at for at, cell in enumerate(header.cells) if not cell.text.strip()]
    if len(lower) == len(kinds) and blank and all(lower[at] for at in blank):
        if any(text and at not in blank and at + 1 not in blank for at, text in enumerate(lower)):
            return Layout(tuple(kinds), tuple(labels))
        kinds = _kinds_of_two_levels(kinds, header, below)
        return Layout(tuple(kinds), tuple(new or old for new, old in zip(lower, labels, strict=True)), 2)
    widths = Counter(len(row.cells) for row in rows[1:] if len(row.cells) > 2)
    width = widths.most_common(1)[0][0] if widths else 0
    if len(lower) < 2 or width != len(kinds) + len(lower) - 1:
        return Layout(tuple(kinds), tuple(labels))
    split = next((kinds.index(kind) for kind in ("deadline", "funding", None) if kind in kinds), len(kinds) - 1)
    kinds[split : split + 1] = [kinds[split]] * len(lower)
    labels[split : split + 1] = lower
    return Layout(tuple(kinds), tuple(labels), 2)


def _kinds_of_two_levels(kinds: list[str | None], header: Block, below: Block) -> list[str | None]:
    """Tell columns by the headings of both rows («Завершение» above «форма» and «срок»), else by the upper one."""
    grammar, told, upper, above = grammar_of(header), list(kinds), "", None
    for at, (high, low) in enumerate(zip(header.cells, below.cells, strict=True)):
        upper, above = (high.folded, kinds[at]) if high.text.strip() else (upper, above)
        if not low.text.strip():
            continue
        tried = (low.folded, f"{upper} {low.folded}", f"{low.folded} {upper}")
        found = next(filter(None, (grammar.search("column", text) for text in tried)), None)
        told[at] = str(found[0].sets["column"]) if found else above
    return told


def _with_deadlines_beside(layout: Layout, header: Block, rows: list[Block]) -> Layout:
    """Tell the columns that share the heading of the deadline left of them: nothing but deadlines stands in them."""
    kinds, labels = list(layout.kinds), list(layout.labels)
    items = [row for row in rows if len(row.cells) == len(kinds) and not is_numbering(row)]
    for at in range(1, len(kinds)):
        cells = [(row.cells[at], row) for row in items if row.cells[at].text.strip()]
        if kinds[at] is None and kinds[at - 1] == "deadline" and cells and all(is_deadline(*each) for each in cells):
            kinds[at] = "deadline"
            labels[at - 1] = labels[at - 1] if layout.kinds[at - 1] is None else _last_line(header.cells[at - 1])
    return replace(layout, kinds=tuple(kinds), labels=tuple(labels))


def _last_line(heading: Cell) -> str:
    """Give the lower of two headings that stand above each other in one cell, else the only one."""
    return heading.text.strip().split("\n")[-1].strip()


def _with_years(layout: Layout, header: Block) -> Layout:
    """Tell the columns of figures by year; those under a heading of costs are none."""
    grammar = grammar_of(header)
    years: list[tuple[int, tuple[int, bool]]] = []
    funding = -1
    for at, label in enumerate(layout.labels):
        lower = _last_line(header.cells[at]) if layout.heading_rows == 1 else label
        found = grammar.search("year_column", fold(lower))
        if found and (layout.kinds[at] == "funding" or (funding == at - 1 and funding >= 0)):
            funding = at
        elif found:
            actual = grammar.search("indicator_actual", found[1]["mark"] or "") is not None
            years.append((at, (int(found[1]["year"]), actual)))
    return replace(layout, years=tuple(years))
