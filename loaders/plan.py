"""Find the items of a plan: columns known by their headings, sections, targets, executors, deadlines, reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from remit.loaders.columns import Layout, is_deadline, is_numbering, read_layout, repeats
from remit.loaders.deadlines import find_deadlines
from remit.loaders.document import Block, Cell
from remit.loaders.executors import ExecutorMention, Matcher, find_executors
from remit.loaders.grammar import Grammar
from remit.loaders.hyphens import unbroken
from remit.loaders.measures import LAYOUT, read_measures
from remit.loaders.parts import grammar_of
from remit.loaders.targets import TargetMention, find_item_targets, read_figure
from remit.ontology.claims import Deadline
from remit.ontology.letters import fold

_NUMBER = re.compile(r"\s*(?P<number>\d+(?:[-.]\d+)*|[^\W\d_](?=\s*\)))\s*[.)]?(?:\s+|$)")
_WORD_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")
_HEADER_ROWS = 4


@dataclass(frozen=True)
class PlanItem:
    """A row of a plan; cells that the row lacks are `None`."""

    row: Block
    number: str | None
    title: str
    title_cell: Cell
    section: str | None
    completion: str | None
    deadline: Cell | None
    deadlines: tuple[Deadline, ...]
    executors: tuple[ExecutorMention, ...]
    report: Cell | None
    targets: tuple[TargetMention, ...] = ()


@dataclass
class PlanTable:
    """A table of measures as read: its items, rows of targets with the section they stand in, and what is missing."""

    header: Block
    layout: Layout
    year: int | None = None
    items: list[PlanItem] = field(default_factory=list)
    targets: list[tuple[Block, str | None]] = field(default_factory=list)
    figures: list[tuple[Block, str | None, tuple[TargetMention, ...]]] = field(default_factory=list)  # of no item
    sections: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    continued: list[Block] = field(default_factory=list)  # rows that go on with the item above, merged cells left out
    unread: list[Block] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Which of the columns every plan should have are not there."""
        return [column for column in ("title", "deadline", "executors") if column not in self.layout.kinds]


def plan_year(title: str, grammar: Grammar) -> int | None:
    """Give the one year that a plan is for by its title («План работы на 2026 год»), else `None`."""
    found = grammar.search("plan_year", fold(title))
    return int(found[1]["year"]) if found else None


def read_table(rows: list[Block], known: Matcher, year: int | None = None) -> PlanTable | None:
    """Read the rows of one table as a plan; `None` when its headings are not those of a plan.

    `year` is the year of deadlines that name none.
    """
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        if layout := read_layout(rows, index, known):
            end = index + layout.heading_rows
            table = PlanTable(row, layout, year, headings=rows[:end])
            section: str | None = None
            for each in rows[end:]:
                section = _take(table, each, section, known)
            return table
    return None


def read_paragraphs(blocks: list[Block], language: str, known: Matcher, year: int | None = None) -> PlanTable | None:
    """Read numbered paragraphs with labelled lines («Срок: …») as a plan; `None` when they are none."""
    measures = read_measures(blocks, language)
    if measures is None:
        return None
    table = PlanTable(measures.rows[0], LAYOUT, year, continued=measures.lines)
    section: str | None = None
    for row in measures.rows:
        section = _take(table, row, section, known)
    return table


def _take(table: PlanTable, row: Block, section: str | None, known: Matcher) -> str | None:
    filled = [cell for cell in row.cells if cell.text.strip()]
    if is_numbering(row) or repeats(row, table.header):
        table.headings.append(row)
    elif len(filled) == 1 or (len(filled) == 2 and _NUMBER.fullmatch(filled[0].text) and row.cells[0] is filled[0]):
        if grammar_of(row).search("indicators", filled[-1].folded):
            table.targets.append((row, section))
        elif len(row.cells) == 1 or row.cells[0] is filled[0]:
            table.sections.append(row)
            heading = " ".join(" ".join(cell.text for cell in filled).split())
            return section if heading.endswith(":") else heading  # what ends so leads in the items below it
        else:
            table.unread.append(row)
    else:
        _take_item(table, row, section, known)
    return section


def _take_item(table: PlanTable, row: Block, section: str | None, known: Matcher) -> None:
    placed = table.layout.place(row, lambda kind, cell: _fit(kind, cell, row, known, table.year))
    cells = {at: cell for at, cell in placed.items() if cell.text.strip()}
    merged = any(at not in placed for at in range(max(placed, default=0)))
    left_out = [at for at in range(len(table.layout.kinds)) if merged and at not in placed]
    above = table.items[-1] if table.items else None
    if above and _shares_title(table, above, cells, left_out):
        table.items[-1] = _continued(table, above, row, cells, known)
        table.continued.append(row)
        return
    item = _item(table, row, cells, section, known)
    if item is None:
        title = cells.get(table.layout.index("title") or 0)
        figures = _targets(table, row, cells, " ".join(title.text.split())) if title and table.layout.years else ()
        if figures:
            table.figures.append((row, section, figures))
        else:
            table.unread.append(row)
        return
    if above and left_out:  # merged cells stand for all their rows
        kinds = {table.layout.kinds[at] for at in left_out}
        if "executors" in kinds and not item.executors:
            item = replace(item, executors=above.executors)
        if "deadline" in kinds and not item.deadlines:
            item = replace(item, deadline=above.deadline, deadlines=above.deadlines)
    table.items.append(item)


def _shares_title(table: PlanTable, above: PlanItem, cells: Mapping[int, Cell], left_out: list[int]) -> bool:
    """Tell a row whose title is a cell merged with the one above: left out, or reaching down from there."""
    at = table.layout.index("title")
    title = None if at is None else cells.get(at)
    return at in left_out or (title is not None and title.spans == above.title_cell.spans)


def _fit(kind: str | None, cell: Cell, row: Block, known: Matcher, year: int | None) -> int:
    """Weigh how well a cell suits a column; see `Layout.place`."""
    text, numbered = cell.folded.strip(), _NUMBER.fullmatch(cell.text) is not None
    if kind == "number":
        return 3 if numbered else -3
    if kind == "deadline":
        return 2 if not numbered and is_deadline(cell, row, year) else -2
    if kind == "executors":
        mentions = find_executors(cell, grammar_of(row), known)
        if mentions and (known(text, 0) or any(each.by_agreement for each in mentions)):
            return 2
        return 0 if any(known(fold(each.text), 0) for each in mentions) else -2
    return -1 if numbered or (kind == "title" and known(text, 0) == len(text)) else 0


def _item(
    table: PlanTable, row: Block, cells: Mapping[int, Cell], section: str | None, known: Matcher
) -> PlanItem | None:
    def cell(column: str) -> Cell | None:
        index = table.layout.index(column)
        return None if index is None else cells.get(index)

    title, deadline, executors = cell("title"), _deadline_cell(table, cells), _executors(table, row, cells, known)
    if title is None or (deadline is None and not executors):
        return None
    number_cell, number, text = cell("number"), None, title.text
    if number_cell:
        number = number_cell.text.strip().rstrip(".)")
    elif lead := _NUMBER.match(text):
        number, text = lead["number"], text[lead.end() :]
    completion = cell("completion")
    return PlanItem(
        row=row,
        number=number,
        title=(title_text := " ".join(_WORD_BOOKMARK.sub("", unbroken(text)).split())),
        title_cell=title,
        section=section,
        completion=" ".join(unbroken(completion.text).split()) if completion else None,
        deadline=deadline,
        deadlines=_deadlines(table, row, cells),
        executors=executors,
        report=cell("report"),
        targets=_targets(table, row, cells, title_text),
    )


def _targets(table: PlanTable, row: Block, cells: Mapping[int, Cell], title: str) -> tuple[TargetMention, ...]:
    """Read the figures by year of a row: in columns of their own, else in the words on completion or time."""
    grammar = grammar_of(row)
    columns = [(cells[at], *said) for at, said in table.layout.years if at in cells]
    if columns:
        figures = (read_figure(cell, title, year, actual, grammar) for cell, year, actual in columns)
        return tuple(figure for figure in figures if figure)
    said = [at for kind in ("completion", "result", "deadline") for at in table.layout.all(kind) if at in cells]
    return tuple(each for at in said for each in find_item_targets(cells[at], title, grammar))


def _continued(table: PlanTable, above: PlanItem, row: Block, cells: Mapping[int, Cell], known: Matcher) -> PlanItem:
    """Add the executors and deadlines of a row whose title is a merged cell to the item the title belongs to."""
    named = {each.text for each in above.executors}
    deadline = _deadline_cell(table, cells)
    reaches_down = deadline is not None and above.deadline is not None and deadline.spans == above.deadline.spans
    more = tuple(each for each in _executors(table, row, cells, known) if each.text not in named)
    return replace(
        above,
        executors=above.executors + more,
        deadline=above.deadline or deadline,
        deadlines=above.deadlines if reaches_down else above.deadlines + _deadlines(table, row, cells),
    )


def _executors(table: PlanTable, row: Block, cells: Mapping[int, Cell], known: Matcher) -> tuple[ExecutorMention, ...]:
    found: list[ExecutorMention] = []
    for kind, mode in (("executors", "execute"), ("co_executors", "co-execute")):
        for at in table.layout.all(kind):
            if at in cells:
                mentions = find_executors(cells[at], grammar_of(row), known)
                found += [replace(each, mode=mode) if each.mode == "execute" else each for each in mentions]
    return tuple(found)


def _deadline_cell(table: PlanTable, cells: Mapping[int, Cell]) -> Cell | None:
    """Give the cell of the deadline; of several, one that says for each what it is the deadline of."""
    columns = [at for at in table.layout.all("deadline") if at in cells]
    if len(columns) < 2:
        return cells[columns[0]] if columns else None
    text = "; ".join(f"{table.layout.labels[at]}: {cells[at].text.strip()}" for at in columns)
    return Cell(text, tuple(span for at in columns for span in cells[at].spans))


def _deadlines(table: PlanTable, row: Block, cells: Mapping[int, Cell]) -> tuple[Deadline, ...]:
    columns = [at for at in table.layout.all("deadline") if at in cells]
    return tuple(
        replace(each, text=f"{table.layout.labels[at]}: {each.text}") if len(columns) > 1 else each
        for at in columns
        for each in find_deadlines(" ".join(unbroken(cells[at].text).split()), grammar_of(row), table.year)
    )
