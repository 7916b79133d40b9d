"""Lines of a page put together: what a line's end parts, and what it only breaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import pairwise

from remit.loaders.hyphens import is_broken
from remit.loaders.readers.pdf_sheets import Line, Word

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_SLACK = 1.0
_INDENT = 2.4  # in heights of a line


class Vocabulary:
    """The words of a document, to tell a broken word from one with a hyphen of its own."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _all(self) -> str:
        return "\n".join(self._texts).lower()

    @cached_property
    def words(self) -> Collection[str]:
        """Words written in one piece, in small letters."""
        return frozenset(_WORD.findall(self._all))

    @cached_property
    def compounds(self) -> Collection[str]:
        """Words written with a hyphen, in small letters."""
        return frozenset(_COMPOUND.findall(self._all))

    def join(self, above: str, below: str) -> str:
        """Put two lines together: with a space, or as a word that the line's end breaks."""
        if above.endswith("\xad"):
            return above.rstrip("\xad") + below
        if not above.endswith("-") or not above[-2:-1].isalnum():
            return f"{above} {below}"
        compound = _COMPOUND.match((above + below)[len(above.rpartition(" ")[0]) :].strip().lower())
        if compound and compound[0] in self.compounds:
            return above + below
        return above[:-1] + below if is_broken(above, below, lambda: self.words) else above + below


def fits(above: Line, word: Word, left: float, right: float) -> bool:
    """Tell whether a word would have had room on the line above: then the line was ended, not broken.

    `left` and `right` bound the column; a line in the middle of it has room on both sides.
    """
    room = right - above.right
    if is_centred(above, left, right):
        room += above.left - left
    return word.right - word.left + 0.25 * above.height < room - _SLACK


def is_centred(line: Line, left: float, right: float) -> bool:
    """Tell whether a line keeps about the same distance from both sides of its column; a first line may be indented."""
    before, after = line.left - left, right - line.right
    return before > _INDENT * line.height and abs(before - after) < _INDENT * line.height


def cell_text(lines: list[Line], left: float, right: float, vocabulary: Vocabulary) -> str:
    """Give the text of a cell: broken lines joined, ended ones each on its own."""
    if not lines:
        return ""
    inset = max(0.0, min(min(line.left for line in lines) - left, right - max(line.right for line in lines)))
    inner_left, inner_right = left + inset, right - inset
    paragraphs = [lines[0].text]
    for above, line in pairwise(lines):
        if fits(above, line.words[0], inner_left, inner_right) and not _goes_on(line):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = vocabulary.join(paragraphs[-1], line.text)
    return "\n".join(paragraphs)


def _goes_on(line: Line) -> bool:
    """A small letter or a bracket goes on with the phrase above, however short its line was."""
    return line.text[:1].islower() or line.text[:1] == "("
