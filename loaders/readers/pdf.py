"""PDF: the words of its pages in reading order, their lines joined and their tables put together over the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2

from remit.loaders.document import Document
from remit.loaders.readers.flow import Flow
from remit.loaders.readers.pdf_grids import Grid, find_grids
from remit.loaders.readers.pdf_lines import Vocabulary
from remit.loaders.readers.pdf_margins import without_margins
from remit.loaders.readers.pdf_paragraphs import Column, read_paragraphs
from remit.loaders.readers.pdf_sheets import Line, Sheet, lines_of, read_sheet
from remit.loaders.readers.pdf_tables import Table, fill
from remit.ontology.errors import UnreadableDocument

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 5000
_RECOGNISE = "recognise the text of the pictures first"


def read(data: bytes, name: str) -> Document:
    """Read a PDF file; raise `UnreadableDocument` when it is damaged, under a password, or but pictures of pages.

    Where only some pages are pictures the others are read, and the document's notes name the pages left out.
    """
    sheets = _sheets(data, name)
    silent = [sheet.number for sheet in sheets if not sheet.words and sheet.pictured]
    if not any(sheet.words for sheet in sheets):
        pages = silent or [sheet.number for sheet in sheets]
        raise UnreadableDocument(f"no text layer on {_pages(pages)}", name, _RECOGNISE)
    document = _flow(sheets).document(name, MEDIA_TYPE)
    if document is None:
        raise UnreadableDocument("no letters in its text layer", name, _RECOGNISE)
    return replace(document, notes=(f"no text layer on {_pages(silent)}; {_RECOGNISE}",)) if silent else document


def _sheets(data: bytes, name: str) -> list[Sheet]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("PDF file under a password", name, "save it without one") from error
        raise UnreadableDocument("damaged PDF file", name, "check the download") from error
    try:
        if len(pdf) > MAX_PAGES:
            raise UnreadableDocument(f"PDF file of {len(pdf)} pages, more than {MAX_PAGES}", name, "split it")
        return [read_sheet(pdf, number) for number in range(1, len(pdf) + 1)]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"damaged PDF file: {error}", name, "check the download") from error
    finally:
        pdf.close()


def _pages(numbers: list[int]) -> str:
    """Write page numbers for a reader: `page 4`, `pages 1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {written}"


def _flow(sheets: list[Sheet]) -> Flow:
    grids = [find_grids(sheet.rules) for sheet in sheets]
    lines = without_margins([_free_lines(sheet, each) for sheet, each in zip(sheets, grids, strict=True)])
    vocabulary = Vocabulary(line.text for sheet in sheets for line in lines_of(sheet.words, sheet.number))
    columns = _columns(sheets, grids, lines)
    flow = Flow()
    for run in _runs(sheets, grids, lines):
        if isinstance(run, Table):
            flow.table(run.read(vocabulary))
            continue
        for paragraph in read_paragraphs(run, columns[sheets[run[0].page - 1].width]):
            if paragraph.name:
                flow.pair((paragraph.text(vocabulary), paragraph.name.text), paragraph.place)
            else:
                flow.paragraph(paragraph.text(vocabulary), paragraph.place, close=paragraph.below)
    return flow


def _free_lines(sheet: Sheet, grids: list[Grid]) -> list[Line]:
    return lines_of([word for word in sheet.words if not any(grid.holds(word) for grid in grids)], sheet.number)


def _columns(sheets: list[Sheet], grids: list[list[Grid]], lines: list[list[Line]]) -> dict[float, Column]:
    """Give what lines keep between on pages of each width: as far as lines reach, or a table if they are short.

    Their usual distance is one of the shortest there are: lines of paragraphs, not lines with a blank between.
    """
    distances = ((below.base - above.base, above.height) for free in lines for above, below in pairwise(free))
    pitches = sorted(distance for distance, height in distances if distance > height)
    pitch = pitches[len(pitches) // 10] if pitches else float("inf")
    columns: dict[float, Column] = {}
    for width in {sheet.width for sheet in sheets}:
        pages = [index for index, sheet in enumerate(sheets) if sheet.width == width]
        places = [edge for index in pages for line in lines[index] for edge in (line.left, line.right)]
        if not places or max(places) - min(places) < width / 2:
            places += [edge for index in pages for grid in grids[index] for edge in (grid.columns[0], grid.columns[-1])]
        columns[width] = Column(min(places, default=0), max(places, default=width), pitch)
    return columns


def _runs(sheets: list[Sheet], grids: list[list[Grid]], lines: list[list[Line]]) -> Iterator[Table | list[Line]]:
    """Give tables, and the runs of lines between them, in reading order; a table over several pages is one."""
    runs: list[Table | list[Line]] = []
    for sheet, found, free in zip(sheets, grids, lines, strict=True):
        tables = [fill(grid, [word for word in sheet.words if grid.holds(word)], sheet.number) for grid in found]
        pieces: list[Table | Line] = sorted([*tables, *free], key=lambda piece: piece.top)
        for index, piece in enumerate(pieces):
            last = runs[-1] if runs else None
            if isinstance(piece, Line):
                if isinstance(last, list):
                    last.append(piece)
                else:
                    runs.append([piece])
            elif not (index == 0 and isinstance(last, Table) and last.go_on(piece)):
                runs.append(piece)
    yield from runs
