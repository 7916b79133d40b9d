"""Find the items of a plan: columns known by their headings, sections, targets, executors, deadlines, reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from remit.loaders.deadlines import find_deadlines
from remit.loaders.document import Block, Cell
from remit.loaders.executors import ExecutorMention, Matcher, find_executors
from remit.loaders.parts import grammar_of
from remit.ontology.claims import Deadline

_NUMBER = re.compile(r"\s*(?P<number>\d+(?:[-.]\d+)*)\s*[.)]?(?:\s+|$)")
_COLUMN_NUMBERS = re.compile(r"\s*\d{1,2}\s*\.?\s*$")
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


@dataclass
class PlanTable:
    """A table of measures as read: its items, rows of targets with the section they stand in, and what is missing."""

    header: Block
    columns: dict[str, int]
    items: list[PlanItem] = field(default_factory=list)
    targets: list[tuple[Block, str | None]] = field(default_factory=list)
    sections: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    unread: list[Block] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Which of the columns every plan should have are not there."""
        return [column for column in ("title", "deadline", "executors") if column not in self.columns]


def read_table(rows: list[Block], known: Matcher) -> PlanTable | None:
    """Read the rows of one table as a plan; `None` when its headings are not those of a plan."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        columns = _columns(row)
        if "title" in columns and ("executors" in columns or "deadline" in columns) and len(columns) >= 3:
            table = PlanTable(row, columns, headings=rows[: index + 1])
            section: str | None = None
            for each in rows[index + 1 :]:
                section = _take(table, each, section, known)
            return table
    return None


def _columns(row: Block) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        found = grammar_of(row).search("column", cell.folded)
        if found and (column := str(found[0].sets["column"])) not in columns:
            columns[column] = index
    if "title" not in columns and "task" in columns:
        columns["title"] = columns.pop("task")
    return columns


def _take(table: PlanTable, row: Block, section: str | None, known: Matcher) -> str | None:
    filled = [cell for cell in row.cells if cell.text.strip()]
    if len(filled) > 2 and all(_COLUMN_NUMBERS.match(cell.text) for cell in filled) or _columns(row) == table.columns:
        table.headings.append(row)
    elif len(filled) == 1 or len(filled) == 2 and _NUMBER.fullmatch(filled[0].text) and row.cells[0] is filled[0]:
        if grammar_of(row).search("indicators", filled[-1].folded):
            table.targets.append((row, section))
        elif len(row.cells) == 1 or row.cells[0] is filled[0]:
            table.sections.append(row)
            return " ".join(" ".join(cell.text for cell in filled).split())
        else:
            table.unread.append(row)
    elif item := _item(table, row, section, known):
        table.items.append(item)
    else:
        table.unread.append(row)
    return section


def _item(table: PlanTable, row: Block, section: str | None, known: Matcher) -> PlanItem | None:
    def cell(column: str) -> Cell | None:
        index = table.columns.get(column)
        found = row.cells[index] if index is not None and index < len(row.cells) else None
        return found if found and found.text.strip() else None

    title, deadline, executors = cell("title"), cell("deadline"), cell("executors")
    if title is None or deadline is None and executors is None:
        return None
    number_cell, number, text = cell("number"), None, title.text
    if number_cell:
        number = number_cell.text.strip().rstrip(".)")
    elif lead := _NUMBER.match(text):
        number, text = lead["number"], text[lead.end() :]
    grammar = grammar_of(row)
    completion = cell("completion")
    return PlanItem(
        row=row,
        number=number,
        title=" ".join(_WORD_BOOKMARK.sub("", text).split()),
        title_cell=title,
        section=section,
        completion=" ".join(completion.text.split()) if completion else None,
        deadline=deadline,
        deadlines=tuple(find_deadlines(" ".join(deadline.text.split()), grammar)) if deadline else (),
        executors=tuple(find_executors(executors, grammar, known)) if executors else (),
        report=cell("report"),
    )


