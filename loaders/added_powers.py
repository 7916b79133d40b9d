"""Find the functions that an amending act writes into the statute of a body («… дополнить подпунктом 12-3) …»)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from remit.loaders.document import Block
from remit.loaders.parts import Part, grammar_of
from remit.loaders.points import readable
from remit.loaders.statute import Holder, PowerMention, named_holder

_POINT = re.compile(r"\s*\d+(?:-\d+)?\.\s")
_ENTRY = re.compile(r"\s*[«\"„“]?\s*(?P<number>\d+(?:-\d+)?)\)\s*(?=\S)")
_ENDS = " ;.,\n"
_OPENS = re.compile(r"\s*[«\"„“]")
_POINTS = ("13", "15", "16")
"""Where the standard forms of a statute list tasks and functions of the body; what its officers may do stands below,
departments and rights above (form approved by Government resolution of 1 September 2021 № 590, and the one before)."""


@dataclass(frozen=True)
class _Place:
    """Where an amendment writes: whose statute it is and which of its points, as far as the lines above say."""

    holder: Holder | None = None
    point: str | None = None


def find_added_powers(part: Part) -> list[PowerMention]:
    """Read the entries that a part writes into the functions of a body, in order; none where that is not certain.

    The locator is that of the entry in the statute it is written into. A line above must name the statute («в Положении
    о Министерстве …, утвержденном …:») and the point must be one where a statute lists functions.
    """
    return list(_added(part.blocks))


def _added(blocks: list[Block]) -> Iterator[PowerMention]:
    place = _Place()
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        place = _placed(block, place)
        quoted = list(_quotation(blocks[position:]))
        position += len(quoted)
        found = grammar_of(block).search("added_entries", readable(block.passage))
        if found and place.holder and place.point in _POINTS:
            yield from _entries(quoted, place.holder, place.point, found[0].id)


def _placed(block: Block, place: _Place) -> _Place:
    grammar = grammar_of(block)
    statute = grammar.search("amended_statute", readable(block.passage))
    if statute:
        place = _Place(named_holder(block.passage, statute[1]))
    elif _POINT.match(block.text):
        place = _Place()
    point = grammar.search("amended_point", readable(block.passage))
    return _Place(place.holder, point[1]["point"]) if point else place


def _quotation(blocks: list[Block]) -> Iterator[Block]:
    """Give the lines from the one that opens a quotation to the one that closes it."""
    if not blocks or not _OPENS.match(blocks[0].text):
        return
    depth = 0
    for block in blocks:
        yield block
        depth += block.text.count("«") - block.text.count("»")
        if depth <= 0 and block.text.rstrip(" ;.,").endswith(("»", '"', "”", "“")):
            return


def _entries(blocks: Iterable[Block], holder: Holder, point: str, rule: str) -> Iterator[PowerMention]:
    for block in blocks:
        if match := _ENTRY.match(block.text):
            text = block.text[match.end() :].rstrip(_ENDS)
            closed = (text.endswith("»") and text.count("»") > text.count("«")) or text.endswith(('"', "”"))
            text = text[:-1].rstrip(_ENDS) if closed else text
            start = block.start + match.end()
            place = (start, start + len(text), *holder, f"pt_{point}/sub_{match['number']}", match["number"])
            yield PowerMention("function", " ".join(text.split()), *place, rule)
