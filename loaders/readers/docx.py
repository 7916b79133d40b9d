"""DOCX: the words of a word processor's document as printed, without its headers, footers and tracked deletions."""

from __future__ import annotations

from lxml import etree

from remit.loaders.document import Document
from remit.loaders.readers.docx_markup import child, contents, kind, value
from remit.loaders.readers.docx_numbering import Numbering
from remit.loaders.readers.docx_package import Package
from remit.loaders.readers.docx_paragraphs import Paragraphs, lines_of, signature
from remit.loaders.readers.docx_tables import TableRow, grid, is_frame, read_rows
from remit.loaders.readers.flow import Flow
from remit.ontology.errors import UnreadableDocument

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_DEPTH = 16
"""Tables and text boxes nested deeper give their words, but no rows."""


def read(data: bytes, name: str) -> Document:
    """Read a DOCX file; raise `UnreadableDocument` when it is damaged, encrypted, or has no words in it."""
    package = Package(data, name)
    body = child(package.main(), "body")
    reader = _Reader(package)
    if body is not None:
        reader.blocks(body)
    document = reader.flow.document(name, MEDIA_TYPE)
    if document is None:
        raise UnreadableDocument("no words in it, pictures at most", name, "recognise the text of the pictures first")
    return document


class _Reader:
    def __init__(self, package: Package) -> None:
        self.flow = Flow()
        self._paragraphs = Paragraphs(package.part("styles"), Numbering(package.part("numbering")))
        self._notes = {
            (note, value(each, "id")): each
            for note in ("footnote", "endnote")
            if (part := package.part(f"{note}s")) is not None
            for each in contents(part)
        }
        self._referred: list[tuple[str, str]] = []  # notes to add below the block being read
        self._carried = ""  # words of paragraphs whose ends are deleted
        self._below = False  # right below a centred line

    def blocks(self, container: etree._Element, depth: int = 0) -> None:
        """Add the paragraphs and tables of the body, of a frame or of a text box; tables that touch are one."""
        rows: list[TableRow] = []
        for element in contents(container):
            if kind(element) == "tbl":
                rows += read_rows(element)
            elif kind(element) == "p":
                self._table(rows, depth)
                rows = []
                self._paragraph(element, depth)
        self._table(rows, depth)
        self._end(lines_of(self._carried))
        self._carried = ""

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        carried, self._carried = self._carried, ""
        paragraph = self._paragraphs.read(element, carried)
        for box in paragraph.boxes:  # before the paragraph: what floats beside it stands at its head
            self._nested(box, depth)
        self._referred += paragraph.notes
        self._carried = paragraph.carried
        if not self._carried:
            self._end(paragraph.text, paragraph.centred)

    def _end(self, text: str, centred: bool = False) -> None:
        if sides := signature(text):
            self.flow.pair(sides)
        else:
            self.flow.paragraph(text, close=self._below and centred)
        self._below = centred and bool(text)
        self._add_notes()

    def _nested(self, container: etree._Element, depth: int) -> None:
        if depth < MAX_DEPTH:
            self.blocks(container, depth + 1)
        else:
            self.flow.paragraph(_plain(container))

    def _table(self, rows: list[TableRow], depth: int) -> None:
        if is_frame(rows):
            for cell in (cell for row in rows for cell in row):
                self._nested(cell.element, depth)
            return
        self._below = False
        inner: list[list[TableRow]] = []
        self.flow.table(grid(rows, lambda cell: self._cell(cell, inner, depth)))
        for table in inner:
            self._table(table, depth + 1)
        self._add_notes()

    def _cell(self, cell: etree._Element, inner: list[list[TableRow]], depth: int) -> str:
        """Give the lines of a cell; a nested table of data is left to `inner`, other nested cells are lines too."""
        lines: list[str] = []
        carried = ""
        for element in contents(cell):
            if kind(element) == "p":
                paragraph = self._paragraphs.read(element, carried)
                self._referred += paragraph.notes
                lines += [*map(_plain, paragraph.boxes), paragraph.text]
                carried = paragraph.carried
            elif kind(element) == "tbl" and depth >= MAX_DEPTH:
                lines.append(_plain(element))
            elif kind(element) == "tbl":
                rows = list(read_rows(element))
                if len(rows) > 1 and max(map(len, rows)) > 2:
                    inner.append(rows)
                else:
                    lines += [" ".join(self._cell(each.element, inner, depth + 1) for each in row) for row in rows]
        return "\n".join(filter(None, (*lines, lines_of(carried))))

    def _add_notes(self) -> None:
        """Add the notes referred to above; the star before them says that they are notes, not text."""
        for reference in self._referred:
            if reference in self._notes and (words := _plain(self._notes[reference])):
                self.flow.paragraph(f"* {words}")
        self._referred = []


def _plain(container: etree._Element) -> str:
    """Give the words under an element, however deep, as one line."""
    words = (" " if kind(each) == "p" else each.text or "" for each in container.iter() if kind(each) in ("p", "t"))
    return " ".join("".join(words).split())
