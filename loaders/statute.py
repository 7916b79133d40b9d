"""Find the powers a statute gives: functions, rights and duties, each with its holder and place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import LONGEST, Point, read_points, readable, walk
from remit.ontology.letters import fold

_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.)»\"])(?:(?<=\.)|\.)\s+(?=[^\W\da-zа-яёәғқңөұүһі_]|[«\"])")
_HOLDERS = ("holder", "owner")  # alternatives of one pattern need names of their own


Holder = tuple[str, int, int]
"""Who holds a power, in words, and where these stand in the document."""


@dataclass(frozen=True)
class PowerMention:
    """A function, right or duty: its words, who holds it, where the holder is named, and the locator of the entry."""

    kind: str
    title: str
    start: int
    end: int
    holder: str
    holder_start: int
    holder_end: int
    locator: str
    number: str | None
    rule: str
    joint: tuple[Holder, ...] = ()  # further holders that the same sentence names


@dataclass(frozen=True)
class _Lead:
    """What the words above a list say: the kind of its entries, whose they are, and whether they name the kind."""

    kind: str
    holder: Holder | None
    rule: str
    bare: bool


def find_powers(part: Part, terms: Collection[str] = ()) -> list[PowerMention]:
    """Read the powers of a statute in order; `terms` are the words by which the document itself calls bodies.

    A list is one when its lead-in names a holder ("The chair:", "the main functions of the Council are:"); a heading
    may name the kind, the closing words of the last entry may change it («… құқылы»). Lists that name no holder are
    those of the body the statute is about. Nested lists (rights and duties of a body under one point) take their kind
    from the entry they stand under.
    """
    powers: list[PowerMention] = []
    points = read_points(part)
    body = _body(points)
    for point in points:
        if not point.subpoints:
            powers += _sentences(point, terms)
        elif (lead := _lead(point)) and (holder := _whole_body(lead.holder, body, point) or body):
            kind, rule = _closing(point, lead)
            powers += _entries(point, kind, holder, rule)
            body = body or holder
    return powers


def _body(points: list[Point]) -> Holder | None:
    """Give the name by which the first points call the body the statute is about."""
    for point in points[:2]:
        grammar = load_grammar(point.passage.language)
        if found := grammar.search("alias", readable(point.passage)):
            return _holder(point.passage, *found[1].span("alias"))
    return None


def _whole_body(holder: Holder | None, body: Holder | None, point: Point) -> Holder | None:
    """Give the body itself for its central apparatus, which has no powers but those of the body."""
    grammar = load_grammar(point.passage.language)
    return body if holder and body and grammar.search("power_own_part", fold(holder[0])) else holder


def _lead(point: Point, kind: str = "power_list") -> _Lead | None:
    """Read the words above a list: the whole passage, else its last sentence."""
    passage = point.passage
    grammar = load_grammar(passage.language)
    for start in dict.fromkeys((0, _last_sentence(passage.folded))):
        if len(passage.text) - start > LONGEST:
            continue
        if found := grammar.search(kind, passage.folded[start:]):
            rule, match = found
            holder = named_holder(passage, match, start)
            lead = _Lead(str(rule.sets["kind"]), holder, rule.id, bool(rule.sets.get("bare")))
            chapter = grammar.search("power_chapter", fold(point.chapter or "")) if lead.bare else None
            return replace(lead, kind=str(chapter[0].sets["kind"])) if chapter else lead
    return None


def _last_sentence(folded: str) -> int:
    return max((match.end() for match in _SENTENCE.finditer(folded)), default=0)


def named_holder(passage: Passage, match: re.Match[str], shift: int = 0) -> Holder | None:
    """Give the holder that a match names; `shift` is where the matched text begins in the passage."""
    spans = [match.span(name) for name in match.re.groupindex if name in _HOLDERS and match.start(name) >= 0]
    return _holder(passage, shift + spans[0][0], shift + spans[0][1]) if spans else None


def _holder(passage: Passage, start: int, end: int) -> Holder | None:
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip(" ,–-")
    quoted = text.count("«") == text.count("»") and text.count('"') % 2 == 0
    text = text if quoted else text.strip('«»"')
    start = passage.text.find(text, start)
    return (text, passage.start + start, passage.start + start + len(text)) if text else None


def _closing(point: Point, lead: _Lead) -> tuple[str, str]:
    last = point.subpoints[-1]
    while last.subpoints:
        last = last.subpoints[-1]
    found = load_grammar(last.passage.language).search("power_closing", readable(last.passage))
    return (str(found[0].sets["kind"]), found[0].id) if found else (lead.kind, lead.rule)


def _entries(point: Point, kind: str, holder: Holder, rule: str) -> list[PowerMention]:
    """Give the entries of a list; those under an entry that only says what they are about, one by one."""
    powers = []
    for sub in point.subpoints:
        if load_grammar(sub.passage.language).search("struck", readable(sub.passage)):
            continue
        inner = (_lead(sub, "power_inner") or _lead(sub)) if sub.subpoints and not _has_details(sub) else None
        if inner:
            inner_kind, inner_rule = _closing(sub, inner)
            powers += _entries(sub, inner_kind, inner.holder or holder, inner_rule)
        elif sub.subpoints and _is_topic(sub):
            powers += _entries(sub, kind, holder, rule)
        else:
            powers.append(_power(sub.passage, kind, holder, sub, rule))
    return powers


def _has_details(point: Point) -> bool:
    """Tell an entry whose list only spells it out («материалы, в том числе:»)."""
    grammar = load_grammar(point.passage.language)
    return grammar.search("power_detail", readable(point.passage)) is not None


def _is_topic(point: Point) -> bool:
    """Tell words that say only what the list below is about («по вопросам надзора:») from an entry of their own."""
    grammar, folded = load_grammar(point.passage.language), readable(point.passage)
    says = _has_details(point) or grammar.search("duty_verb", folded)
    return grammar.search("power_topic", folded) is not None and not says


def _power(
    passage: Passage, kind: str, holder: Holder, point: Point, rule: str, joint: tuple[Holder, ...] = ()
) -> PowerMention:
    """Make the power of an entry; a list below that only spells it out is part of its words."""
    below = [block for sub, _, _ in walk(point.subpoints) for block in sub.blocks]
    title = " ".join(" ".join([passage.text, *(block.text for block in below)]).split())
    last = below[-1] if below else passage
    end = last.start + len(last.text.rstrip())
    return PowerMention(kind, title, passage.start, end, *holder, point.locator, point.number, rule, joint)


def _sentences(point: Point, terms: Collection[str]) -> Iterator[PowerMention]:
    """Give the sentences of a point that lay down a power of somebody they name."""
    passage = point.passage
    grammar = load_grammar(passage.language)
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(passage.folded)), len(passage.text)]
    for start, end in pairwise(cuts):
        sentence = Passage(passage.text[start:end].rstrip(), passage.start + start, passage.language)
        if len(sentence.text) > LONGEST or not point.locator:
            continue
        found = grammar.search("power_sentence", sentence.folded)
        if found is None:
            yield from _defined(sentence, point, terms)
            continue
        rule, match = found
        if holder := named_holder(sentence, match):
            first, *others = split_holder(sentence, holder, "power_holder_split")
            yield _power(sentence, str(rule.sets["kind"]), first, point, rule.id, tuple(others))


def _defined(sentence: Passage, point: Point, terms: Collection[str]) -> Iterator[PowerMention]:
    """Give the power of a body that the document has defined a word for, where a sentence opens with the word."""
    opening = [len(term) for term in terms if sentence.folded.lower().startswith(f"{fold(term).lower()} ")]
    if not opening:
        return
    end = max(opening)
    found = load_grammar(sentence.language).search("power_of_term", sentence.folded[end:])
    if found and (holder := _holder(sentence, 0, end)):
        yield _power(sentence, str(found[0].sets["kind"]), holder, point, found[0].id)


def split_holder(passage: Passage, holder: Holder, split: str) -> list[Holder]:
    """Part the words on several holders («органы и акиматы областей») by the rules of a kind."""
    _, start, end = holder
    shift = start - passage.start
    folded = passage.folded[shift : end - passage.start]
    cuts = sorted(cut for _, match in load_grammar(passage.language).find(split, folded) for cut in match.span())
    spans = zip([0, *cuts[1::2]], [*cuts[::2], len(folded)], strict=True)
    return [each for first, last in spans if (each := _holder(passage, shift + first, shift + last))] or [holder]
