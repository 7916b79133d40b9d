"""Find what an act names bodies to be: «Определить Министерство … уполномоченным органом»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from remit.loaders.document import Passage
from remit.loaders.duties import own_words
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import Point, read_points, readable, walk
from remit.loaders.statute import Holder, PowerMention, named_holder, split_holder


def find_designations(part: Part) -> list[PowerMention]:
    """Read the points of an act that name a body to be something: a function of that body, in the words of the act.

    The body and what it is to be may stand in one sentence, in the entries of a list, or one above the list and the
    other in it. What names no body, or nothing a body can be, is none.
    """
    points = read_points(replace(part, blocks=list(own_words(part.blocks))))
    return [power for point in points if _leads(point) for power in _designations(point)]


def _leads(point: Point) -> bool:
    passages = [point.passage, *(sub.passage for sub, _, _ in walk(point.subpoints))]
    grammar = load_grammar(point.passage.language)
    return any(grammar.search("designation_lead", readable(passage)) for passage in passages)


def _designations(point: Point) -> Iterator[PowerMention]:
    if not point.subpoints:
        yield from _stated(point)
        return
    grammar = load_grammar(point.passage.language)
    if role := grammar.search("designation_role", readable(point.passage)):
        words = point.passage.text[slice(*role[1].span("role"))]
        for sub in point.subpoints:
            yield from _held(sub, sub, f"{words}: ")
        return
    for sub in point.subpoints:
        if sub.subpoints:
            for each in sub.subpoints:
                yield from _held(sub, each)
        else:
            yield from _stated(sub)


def _stated(point: Point) -> Iterator[PowerMention]:
    """Give what one sentence says: who, and what they are to be."""
    found = load_grammar(point.passage.language).search("designation", readable(point.passage))
    if found and (holder := named_holder(point.passage, found[1])):
        yield _power(point, point.passage, holder, found[0].id)


def _held(holding: Point, said: Point, role: str = "") -> Iterator[PowerMention]:
    """Give what stands in `said`, or in the words of `role` above it, of the body that `holding` begins with."""
    grammar = load_grammar(holding.passage.language)
    kinds = ("designation_endowed", "designation_holder")
    found = next(filter(None, (grammar.search(kind, readable(holding.passage)) for kind in kinds)), None)
    if found and (holder := named_holder(holding.passage, found[1])):
        yield _power(said, holding.passage, holder, found[0].id, role)


def _power(point: Point, named: Passage, holder: Holder, rule: str, role: str = "") -> PowerMention:
    passage = point.passage
    first, *joint = split_holder(named, holder, "designation_split")
    title = role + " ".join(passage.text.split())
    end = passage.start + len(passage.text.rstrip())
    stands = (*first, point.locator, point.number, rule)
    return PowerMention("function", title, passage.start, end, *stands, joint=tuple(joint))
