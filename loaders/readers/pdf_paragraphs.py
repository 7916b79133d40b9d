"""Paragraphs of a PDF file, told from its lines by their ends, indents and distances; and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from remit.loaders.readers.pdf_lines import Vocabulary, fits, is_centred
from remit.loaders.readers.pdf_sheets import Line

_MARK = re.compile(r"(?:\d+(?:-\d+)?[.)]|[-–—•])\s")
_ENDS = (".", ";", ":")
_INDENT = 6.0
_SPREAD = 1.3  # a distance so much greater than that of the lines around parts paragraphs
_DOUBLE = 1.6  # of the usual distance of lines: a blank line, whatever stands around
_BESIDE, _NEAR, _FAR, _GAP = 0.9, 1.8, 2.6, 3.0  # in heights of a line
_POST_LINES = 3


@dataclass(frozen=True)
class Column:
    """What the lines of a page keep between, in points from the left, and the distance from one to the next."""

    left: float
    right: float
    pitch: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass
class Paragraph:
    """Lines that belong together; beside those of a signature stands the `name`."""

    lines: list[Line]
    name: Line | None = None
    below: bool = False  # right below a line that it goes with: of a title, of an approval block

    @property
    def place(self) -> str:
        """The page it begins on."""
        return f"page={self.lines[0].page}"

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def text(self, vocabulary: Vocabulary) -> str:
        """Give its lines as one."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text = vocabulary.join(text, line.text)
        return text


def read_paragraphs(lines: list[Line], column: Column) -> Iterator[Paragraph]:
    """Group lines that no table parts, over pages too, into paragraphs."""
    current: Paragraph | None = None
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        post, name = _parted(line, column)
        if current and _signs(current, post, name or line, alone=name is None):
            current.lines += [post] if name else []
            current.name = name or line
        elif current and not name and _belongs(current, line, below, column):
            current.lines.append(line)
        else:
            if current:
                yield current
            current = Paragraph([post], name, below=bool(current) and _right_below(current, line, column))
    if current:
        yield current


def _belongs(paragraph: Paragraph, line: Line, below: Line | None, column: Column) -> bool:
    """Tell whether a line goes on with the paragraph above; `below` is the line after it."""
    if paragraph.name:
        return _beside(line, paragraph.name)
    above = paragraph.last
    if fits(above, line.words[0], column.left, column.right) or _indented(paragraph, line, column):
        return False
    if _MARK.match(line.text) and above.text.endswith(_ENDS):
        return False
    if above.page != line.page:
        return True
    distance = line.base - above.base
    around = [later.base - earlier.base for earlier, later in pairwise(paragraph.lines)]
    if below and below.page == line.page:
        around.append(below.base - line.base)
    usual = min((each for each in around if each > 0), default=distance)
    if distance > _DOUBLE * column.pitch:
        return False
    far = _NEAR if is_centred(line, column.left, column.right) else _FAR
    return 0 < distance <= min(_SPREAD * usual, far * line.height)


def _indented(paragraph: Paragraph, line: Line, column: Column) -> bool:
    """Tell the first line of a paragraph by its indent; a list's lines hang under the words of its first one."""
    above = paragraph.last
    if is_centred(line, column.left, column.right):
        return not is_centred(above, column.left, column.right) and line.left > above.left + _INDENT
    if line.left > above.left + _INDENT:
        return not any(abs(word.left - line.left) < _INDENT / 2 for word in above.words[1:3])
    alone = len(paragraph.lines) == 1 and abs(line.left - above.left) < _INDENT / 2
    return alone and _INDENT < line.left - column.left < column.width / 4


def _parted(line: Line, column: Column) -> tuple[Line, Line | None]:
    """Part a line in post and name where a wide gap, and only one, does; not one with digits, as of date and number."""
    gaps = [
        index
        for index, (left, right) in enumerate(pairwise(line.words), 1)
        if right.left - left.right > _GAP * line.height
    ]
    if len(gaps) != 1 or line.left > column.left + column.width / 2 or _has_digits(line):
        return line, None
    return Line(line.words[: gaps[0]], line.page), Line(line.words[gaps[0] :], line.page)


def _signs(paragraph: Paragraph, post: Line, name: Line, alone: bool) -> bool:
    """Tell whether the paragraph is the post that the name stands beside: below its last line, or between its lines."""
    last = paragraph.last
    if paragraph.name or len(paragraph.lines) > _POST_LINES or any(map(_has_digits, (*paragraph.lines, name))):
        return False
    if last.page != name.page or last.text.endswith(_ENDS) or max(line.right for line in paragraph.lines) >= name.left:
        return False
    if alone:
        return _beside(last, name)
    return name.base - last.base < _NEAR * name.height and abs(paragraph.lines[0].left - post.left) < _INDENT / 2


def _beside(line: Line, name: Line) -> bool:
    return line.page == name.page and abs(line.base - name.base) < _BESIDE * name.height and line.right < name.left


def _has_digits(line: Line) -> bool:
    return any(letter.isdigit() for letter in line.text)


def _right_below(paragraph: Paragraph | None, line: Line, column: Column) -> bool:
    """Tell lines of one title, or of one approval block at the right, from paragraphs that follow one another."""
    if paragraph is None or paragraph.name:
        return False
    above = paragraph.last
    if above.page == line.page and not 0 < line.base - above.base < _NEAR * line.height:
        return False
    centred = is_centred(above, column.left, column.right) and is_centred(line, column.left, column.right)
    aside = min(above.left, line.left) > column.left + column.width / 3
    return aside or (centred and above.page == line.page)
