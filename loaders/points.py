"""Numbered points and subpoints of running text, with the chapter they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from remit.loaders.document import Block, Passage
from remit.loaders.parts import Part, grammar_of

_POINT = re.compile(r"\s*(?P<number>\d+(?:-\d+)?(?:\.\d{1,2}){0,3})\.(?:\s+(?=\S)|(?=[^\W\d_]{2}|[«\"]))")
_SUBPOINT = re.compile(r"\s*(?P<number>\d+(?:-\d+)?)\)\s*(?=\S)")
_MARK = re.compile(r"\s*(?:[-–•]\s+|(?P<number>[^\W\d_])\)\s*)(?=\S)")
_OPEN = (":", ";", ",")
_HEADING_WORDS = 14
_LONE_HEADING_WORDS = 8
LONGEST = 2500  # code points: patterns take time by the cube of a text's length, and no sentence of an act is longer


@dataclass
class Point:
    """A point: its own text, and the subpoints under it.

    `number` is `None` for text that stands under no number; `locator` is then that of the point it goes on with.
    """

    number: str | None
    passage: Passage
    chapter: str | None
    subpoints: list[Point] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    locator: str = ""

    @property
    def end(self) -> int:
        """The first code point after the point and all under it."""
        last = self.subpoints[-1] if self.subpoints else None
        return last.end if last else self.passage.start + len(self.passage.text)

    @property
    def tail(self) -> str:
        """The text of the last thing in it: its sign at the end tells whether the list goes on."""
        return self.subpoints[-1].tail if self.subpoints else self.passage.text.rstrip()


def read_points(part: Part) -> list[Point]:
    """Read the points of a part in order; headings, notes and what is struck out are not points.

    Lines without a number go on with the list above where it is open; else they are points of no number.
    """
    points: list[Point] = []
    chapter: str | None = None
    paragraphs = [block for block in part.blocks if block.kind == "paragraph"]
    for block in paragraphs:
        grammar = grammar_of(block)
        if grammar.search("note", block.folded) or grammar.search("struck", block.folded):
            continue
        if _heading(block, points, part.kind):
            chapter = " ".join(block.text.split())
        elif match := _POINT.match(block.text):
            points.append(_point(block, match["number"], match.end(), chapter, f"pt_{match['number']}"))
        elif match := _SUBPOINT.match(block.text) or (_MARK.match(block.text) if points else None):
            if not points:
                points.append(Point(None, Passage("", block.start, block.language), chapter))
            number = match["number"] if "number" in match.re.groupindex else None
            _attach(points[-1], _point(block, number, match.end(), chapter))
        elif points and _goes_on(points[-1], block):
            _attach(points[-1], _point(block, None, 0, chapter))
        else:
            above = points[-1].locator if points else ""
            points.append(_point(block, None, 0, chapter, above))
    return points


def readable(passage: Passage) -> str:
    """Give the folded words of a passage for patterns to read: none where it is longer than any sentence of an act."""
    return passage.folded if len(passage.text) <= LONGEST else ""


def _point(block: Block, number: str | None, shift: int, chapter: str | None, locator: str = "") -> Point:
    passage = Passage(block.text[shift:], block.start + shift, block.language)
    return Point(number, passage, chapter, blocks=[block], locator=locator)


def _goes_on(point: Point, block: Block) -> bool:
    """Tell a line of an open list: in mid-phrase, or one of entries that semicolons part."""
    if not point.tail.endswith(_OPEN):
        return False
    listed = block.text.rstrip().endswith(";") or (bool(point.subpoints) and block.text.rstrip().endswith("."))
    in_phrase = block.text[:1].islower() or (point.tail.endswith(":") and listed)
    return in_phrase or (point.tail.endswith(";") and not block.text.rstrip().endswith(":"))


def _attach(point: Point, sub: Point) -> None:
    """Put a subpoint in its place: under the point, or under the subpoint above when that opens a list of its own."""
    above = point.subpoints[-1] if point.subpoints else None
    opens = above is not None and (above.tail if above.subpoints else above.passage.text.rstrip()).endswith(_OPEN)
    numbered = _is_digit(sub.number)
    leads = above is not None and above.passage.text.rstrip().endswith(":")
    listed = above is not None and (_is_digit(above.number) or leads)
    inside = leads and sub.number == "1" if numbered else listed and opens
    if inside and above is not None:
        above.subpoints.append(sub)
        place = f"sub_{sub.number}" if numbered else f"par_{len(above.subpoints) + 1}"
        sub.locator = f"{above.locator}/{place}" if above.locator else place
    else:
        point.subpoints.append(sub)
        place = f"sub_{sub.number}" if sub.number else f"par_{len(point.subpoints) + 1}"
        sub.locator = f"{point.locator}/{place}" if point.locator else place


def _is_digit(number: str | None) -> bool:
    return number is not None and number[0].isdigit()


def _heading(block: Block, points: list[Point], kind: str) -> bool:
    """Tell a chapter heading: a chapter mark, capitals, or a short line without a full stop and without a verb."""
    text = block.text.strip().strip("*# ")
    if grammar_of(block).search("chapter", block.folded):
        return True
    if text.endswith((".", ";", ":", ",")) or len(text.split()) > _HEADING_WORDS:
        return False
    number = _POINT.match(text)
    if number is None:
        if text.isupper() and len(text) > 3:
            return True
        closed = not points or not points[-1].tail.endswith(_OPEN)
        lone = kind == "statute" and block.breaks > 1 and text[:1].isupper() and closed
        return lone and len(text.split()) <= _LONE_HEADING_WORDS and not _has_verb(block)
    expected = _ordinal(points[-1].locator) + 1 if points and points[-1].locator else 1
    follows = _ordinal(f"pt_{number['number']}") == expected
    return not follows or (not _has_verb(block) and len(text.split()) <= _LONE_HEADING_WORDS)


def _ordinal(locator: str) -> int:
    return int(re.findall(r"\d+", locator)[0])


def _has_verb(block: Block) -> bool:
    return grammar_of(block).search("duty_verb", block.folded) is not None


def walk(points: list[Point], above: Point | None = None) -> Iterator[tuple[Point, Point | None, str]]:
    """Give every point and subpoint with the point it stands in and its locator (`pt_3/sub_1`)."""
    for point in points:
        yield point, above, point.locator
        yield from walk(point.subpoints, point)
