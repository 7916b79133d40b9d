"""The numbers that a word processor writes before paragraphs: «1.», «2)», «1.3.», counted as it counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from remit.loaders.readers.docx_markup import child, children, number, switched_on, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ALPHABETS = {"Letter": "abcdefghijklmnopqrstuvwxyz", "russian": "абвгдежзиклмнопрстуфхцчшщыэюя"}


@dataclass(frozen=True)
class Level:
    """How one level of a list is written: `%1` … `%9` in `text` stand for the counts of the levels."""

    format: str
    text: str
    start: int
    style: str | None
    restarts_after: int | None  # the level (from 1) that sets the count back; 0 is none, `None` any above
    legal: bool

    @classmethod
    def parse(cls, element: etree._Element) -> Level:
        start = number(child(element, "start"))
        return cls(
            format=value(child(element, "numFmt")) or "decimal",
            text=value(child(element, "lvlText")) or "",
            start=1 if start is None else start,
            style=value(child(element, "pStyle")),
            restarts_after=number(child(element, "lvlRestart")),
            legal=switched_on(child(element, "isLgl")),
        )


@dataclass(frozen=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)  # counts that this list sets anew


class Numbering:
    """Counts through a document; `label` must be asked once for every numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        root = etree.Element("numbering") if root is None else root
        self._abstract = _abstract_lists(root)
        self._lists = {value(each, "numId") or "": self._list(each) for each in children(root, "num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()

    def _list(self, element: etree._Element) -> _List:
        abstract = value(child(element, "abstractNumId")) or ""
        levels, starts = dict(self._abstract.get(abstract, {})), {}
        for override in children(element, "lvlOverride"):
            index = number(override, "ilvl") or 0
            if (replaced := child(override, "lvl")) is not None:
                levels[index] = Level.parse(replaced)
            if (start := number(child(override, "startOverride"))) is not None:
                starts[index] = start
        return _List(abstract, levels, starts)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Give the level that a list keeps for paragraphs of a style, 0 when it keeps none."""
        found = self._lists.get(list_id)
        return next((index for index, level in found.levels.items() if level.style == style), 0) if found else 0

    def label(self, list_id: str, index: int) -> str:
        """Count one more paragraph on a level of a list, and write its number; empty for a list without numbers."""
        found = self._lists.get(list_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts[found.abstract]
        if index in found.starts and (list_id, index) not in self._restarted:
            self._restarted.add((list_id, index))
            counts[index] = found.starts[index]
        else:
            counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in [each for each in counts if each > index]:
            after = found.levels[deeper].restarts_after if deeper in found.levels else None
            if after is None or 0 < index + 1 <= after:
                del counts[deeper]
        if level.format == "bullet":
            return level.text if level.text in ("-", "–", "—", "•") else "–"
        return _PLACE.sub(lambda place: _written(found, counts, int(place[1]) - 1, level.legal), level.text).strip()


def _abstract_lists(root: etree._Element) -> dict[str, dict[int, Level]]:
    abstract: dict[str, dict[int, Level]] = {}
    styled: dict[str | None, dict[int, Level]] = {}
    for each in children(root, "abstractNum"):
        levels = {number(level, "ilvl") or 0: Level.parse(level) for level in children(each, "lvl")}
        abstract[value(each, "abstractNumId") or ""] = levels
        styled[value(child(each, "styleLink"))] = levels
    for each in children(root, "abstractNum"):
        if link := value(child(each, "numStyleLink")):
            abstract[value(each, "abstractNumId") or ""] = styled.get(link, {})
    return abstract


def _written(found: _List, counts: dict[int, int], index: int, legal: bool) -> str:
    level = found.levels.get(index)
    if level is None:
        return ""
    return write(counts.get(index, level.start), "decimal" if legal else level.format)


def write(count: int, format: str) -> str:
    """Write a count in a format of WordprocessingML; formats that are not ours as decimal."""
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{count:02d}"
    if format.endswith("Roman") and 0 < count < 4000:
        letters = ""
        for worth, letter in _ROMAN:
            letters += letter * (count // worth)
            count %= worth
        return letters.upper() if format.startswith("upper") else letters
    for mark, alphabet in _ALPHABETS.items():
        if mark in format and 0 < count <= 10 * len(alphabet):
            letters = alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)
            return letters.upper() if "upper" in format or "Upper" in format else letters
    return str(count)
