"""Numbered points and subpoints of running text, with the chapter they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from remit.loaders.document import Block, Passage
from remit.loaders.parts import Part, grammar_of

_POINT = re.compile(r"\s*(?P<number>\d+(?:-\d+)?)\.\s+(?=\S)")
_SUBPOINT = re.compile(r"\s*(?P<number>\d+(?:-\d+)?)\)\s*(?=\S)")
_DASH = re.compile(r"\s*[-–•]\s+(?=\S)")
_HEADING_WORDS = 14


@dataclass
class Point:
    """A point: its own text, and the subpoints under it. `number` is `None` for text that stands under no number."""

    number: str | None
    passage: Passage
    chapter: str | None
    subpoints: list[Point] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The first code point after the point and all under it."""
        last = self.subpoints[-1] if self.subpoints else None
        return last.end if last else self.passage.start + len(self.passage.text)


def read_points(part: Part) -> list[Point]:
    """Read the points of a part in order; headings are not points, unnumbered lines go on with the point above."""
    points: list[Point] = []
    chapter: str | None = None
    paragraphs = [block for block in part.blocks if block.kind == "paragraph"]
    for block in paragraphs:
        grammar = grammar_of(block)
        if grammar.search("note", block.folded):
            continue
        if _heading(block, points):
            chapter = " ".join(block.text.split())
            continue
        if match := _POINT.match(block.text):
            points.append(Point(match["number"], _rest(block, match.end()), chapter, blocks=[block]))
        elif match := _SUBPOINT.match(block.text) or (_DASH.match(block.text) if points else None):
            number = match.groupdict().get("number")
            sub = Point(number, _rest(block, match.end()), chapter, blocks=[block])
            if not points:
                points.append(Point(None, replace(block.passage, text=""), chapter))
            _attach(points[-1], sub)
        else:
            points.append(Point(None, block.passage, chapter, blocks=[block]))
    return points


def _attach(point: Point, sub: Point) -> None:
    if sub.number is None and point.subpoints and point.subpoints[-1].passage.text.rstrip().endswith(":"):
        point.subpoints[-1].subpoints.append(sub)
    else:
        point.subpoints.append(sub)


def _rest(block: Block, shift: int) -> Passage:
    return Passage(block.text[shift:], block.start + shift, block.language)


def _heading(block: Block, points: list[Point]) -> bool:
    """Tell a chapter heading: a chapter mark, capitals, or a short numbered line without a full stop."""
    text = block.text.strip().strip("*# ")
    if grammar_of(block).search("chapter", block.folded):
        return True
    if text.endswith((".", ";", ":", ",")) or len(text.split()) > _HEADING_WORDS:
        return False
    number = _POINT.match(text)
    if number is None:
        return text.isupper() and len(text) > 3
    expected = int(points[-1].number.split("-")[0]) + 1 if points and points[-1].number else 1
    follows = int(number["number"].split("-")[0]) == expected
    return not follows or not _has_verb(block) and len(text.split()) <= 8


def _has_verb(block: Block) -> bool:
    return grammar_of(block).search("duty_verb", block.folded) is not None


def walk(points: list[Point]) -> Iterator[tuple[Point, Point | None, str]]:
    """Give every point and subpoint with the point it stands in and its locator (`pt_3/sub_1`)."""
    for point in points:
        locator = f"pt_{point.number}" if point.number else ""
        yield point, None, locator
        for sub in point.subpoints:
            inner = f"sub_{sub.number}" if sub.number else ""
            yield sub, point, "/".join(filter(None, (locator, inner)))
