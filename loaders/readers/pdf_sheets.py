"""Pages of a PDF file as they are drawn: words where they stand, and the ruling lines between them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument

MAX_LETTERS = 200_000
"""Letters of a page beyond these are not read: no printed page has as many."""
MAX_OBJECTS = 50_000
"""Objects of a page beyond these draw no ruling lines."""
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_MAX_SEGMENTS = 200
_THIN = 3.0  # a filled box so narrow is a ruling line
_HYPHENS = {"\x02": "-", "\ufffe": "-"}  # what the engine puts for a hyphen at a line's end


@dataclass(frozen=True)
class Word:
    """A word; distances are points from the left and from the top, `base` is that of the baseline."""

    text: str
    left: float
    right: float
    base: float
    height: float
    spaced: bool = True  # white space before it

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the word."""
        return (self.left + self.right) / 2, self.base - self.height / 3


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]
    page: int

    @property
    def text(self) -> str:
        return "".join((" " if index and word.spaced else "") + word.text for index, word in enumerate(self.words))

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def top(self) -> float:
        return self.base - self.height

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)


@dataclass(frozen=True)
class Rule:
    """A ruling line, upright or level, from one end to the other."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Sheet:
    """A page, numbered from 1."""

    number: int
    width: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    pictured: bool  # there are pictures on it


def read_sheet(pdf: PdfDocument, number: int) -> Sheet:
    """Read a page so turned that most of its text is upright; unreadable pages raise `pypdfium2.PdfiumError`."""
    page = pdf[number - 1]
    try:
        objects = list(islice(page.get_objects(max_depth=1), MAX_OBJECTS))
        left, top, width = _set_upright(page, objects)
        place = _Place(left, top)
        textpage = page.get_textpage()
        words = tuple(_words(textpage, place))
        textpage.close()
        pictured = any(each.type in _PICTURES for each in objects)
        paths = (each for each in objects if each.type == pdfium.FPDF_PAGEOBJ_PATH)
        return Sheet(number, width, words, tuple(_rules(paths, place)), pictured)
    finally:
        page.close()


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Put words together that stand on one baseline, from the top down."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if lines and word.base - lines[-1][0].base < 0.35 * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda word: word.left)), page) for line in lines]


def _set_upright(page: Any, objects: list[Any]) -> tuple[float, float, float]:
    """Turn what is on the page, for the engine loses words of turned text; give the page's left, top and width then."""
    page.set_rotation(0)
    left, bottom, right, top = page.get_bbox()
    quarters: Counter[int] = Counter()
    for text in objects:
        if text.type == pdfium.FPDF_PAGEOBJ_TEXT:
            matrix = text.get_matrix()
            quarters[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    if quarter == 0:
        return left, top, right - left
    turn = {
        1: pypdfium2.PdfMatrix(0, -1, 1, 0, -bottom, right),
        2: pypdfium2.PdfMatrix(-1, 0, 0, -1, right, top),
        3: pypdfium2.PdfMatrix(0, 1, -1, 0, top, -left),
    }[quarter]
    for each in objects:
        each.transform(turn)
    width, height = (top - bottom, right - left) if quarter % 2 else (right - left, top - bottom)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    return 0, height, width


@dataclass(frozen=True)
class _Place:
    """Brings points of the page to distances from its left and its top."""

    left: float
    top: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return x - self.left, self.top - y


def _words(textpage: Any, place: _Place) -> Iterator[Word]:
    letters: list[tuple[str, float, float, float, float]] = []
    spaced = True
    for letter in _letters(textpage, place):
        text, left, _, base, height = letter
        if text.isspace() and text != "\xa0":
            if letters:
                yield _word(letters, spaced)
            letters, spaced = [], True
            continue
        if letters:
            above = letters[-1]
            apart = left - above[2]
            if abs(base - above[3]) > 0.3 * height or apart > 0.25 * height or apart < -0.5 * height:
                yield _word(letters, spaced)
                letters, spaced = [], abs(base - above[3]) > 0.3 * height or abs(apart) > 0.25 * height
        letters.append(letter)
    if letters:
        yield _word(letters, spaced)


def _word(letters: list[tuple[str, float, float, float, float]], spaced: bool) -> Word:
    text = "".join(letter[0] for letter in letters)
    height = max(letter[4] for letter in letters)
    return Word(text, letters[0][1], letters[-1][2], letters[0][3], height, spaced)


def _letters(textpage: Any, place: _Place) -> Iterator[tuple[str, float, float, float, float]]:
    """Give each letter with its left, right, baseline and height."""
    box, x, y, matrix = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(min(textpage.count_chars(), MAX_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0x0A) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        text = _HYPHENS.get(chr(code), chr(code))
        left, right = sorted((place(box.left, box.top)[0], place(box.right, box.bottom)[0]))
        height = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        yield text, left, right, place(x.value, y.value)[1], max(height, 1.0)


def _rules(paths: Iterable[Any], place: _Place) -> Iterator[Rule]:
    for path in paths:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
        for outline in _outlines(path, place):
            if stroked.value:
                for (x0, y0), (x1, y1) in pairwise(outline):
                    yield from _rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            elif filled.value and len(outline) > 2:
                xs, ys = [x for x, _ in outline], [y for _, y in outline]
                yield from _rule(min(xs), min(ys), max(xs), max(ys))


def _rule(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    if right - left <= _THIN < bottom - top:
        yield Rule(True, (left + right) / 2, top, bottom)
    elif bottom - top <= _THIN < right - left:
        yield Rule(False, (top + bottom) / 2, left, right)


def _outlines(path: Any, place: _Place) -> Iterator[list[tuple[float, float]]]:
    """Give the corners of each part of a path, in order."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MAX_SEGMENTS:
        return
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append(place(*matrix.on_point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if outline:
        yield outline
