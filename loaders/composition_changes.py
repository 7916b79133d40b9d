"""Find how an act changes the composition of a group that another act approved: who comes in, who goes, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from remit.loaders.composition import GroupMention, SeatMention, find_seats
from remit.loaders.document import Block
from remit.loaders.forms import nominative as name_in_nominative
from remit.loaders.grammar import Grammar, Rule, load_grammar
from remit.loaders.parts import Part, grammar_of, signs
from remit.loaders.persons import cases_of, nominative
from remit.loaders.quoted_lines import QuotedLine, quoted_line
from remit.ontology.letters import fold

_POINT = re.compile(r"^\s*(\d+)\.\s")
_LEAD = re.compile(r"^\W*(?:\d+(?:-\d+)?[.)]\s*)")
_QUOTED = re.compile(r"[«„“\"].+[»”\"]", re.DOTALL)
_LISTED = re.compile(r"\s*[,;]\s*|\s+(?:и|және|and)\s+")
_QUOTES = ("added", "reworded", "restated")  # changes that quote the lines to come
_ACCUSATIVE = frozenset({"accs"})
_EDGE = " \t\n,;.:"


@dataclass(frozen=True)
class GoneMention:
    """A seat that an act ends: by the words on it, the person it names, or its number in the composition."""

    start: int
    end: int
    rule: str
    mention: str = ""
    person: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class CompositionChange:
    """One change: `at` is where it is announced, `group` the group as named there or above, if it is.

    `kind`: in, added (lines), out, deleted (lines), reworded (lines), words, restated (all of the composition).
    `in_composition` tells that the words say it is a composition that is changed, not an annex of what kind soever.
    """

    kind: str
    at: Block
    rule: str
    group: GroupMention | None
    in_composition: bool
    seats: tuple[SeatMention, ...] = ()
    gone: tuple[GoneMention, ...] = ()


@dataclass
class _Reading:
    """How far a part has been read: the place in the act amended, the change under way, and its lines so far."""

    language: str
    place: str | None = None
    group: GroupMention | None = None
    kind: str | None = None
    rule: str = ""
    at: Block | None = None
    gone: list[GoneMention] = field(default_factory=list)
    lines: list[Block] = field(default_factory=list)
    quoting: bool = False
    quoted: bool = False
    point: int = 0

    def take(self, line: QuotedLine) -> bool:
        """Take a line in, unless the quotation that held the new lines is over."""
        if self.kind in _QUOTES and self.quoted and not line.begins:
            return False
        self.lines.append(line.block)
        self.quoted = line.ends
        self.quoting = (self.quoting or line.opens) and not line.may_end
        return True

    def finish(self) -> Iterator[CompositionChange]:
        """Give the change under way with the lines that were read for it."""
        if self.kind and self.at:
            seats = _seats(self.lines, self.language) if self.kind in ("in", *_QUOTES) else ()
            gone = [*self.gone, *(_gone(self.lines, self.rule, self.language) if self.kind == "out" else ())]
            if seats or gone or self.kind in ("restated", "words"):
                named = self.place == "composition"
                yield CompositionChange(self.kind, self.at, self.rule, self.group, named, tuple(seats), tuple(gone))
        self.kind, self.lines, self.gone, self.quoting, self.quoted = None, [], [], False, False

    def leave(self) -> Iterator[CompositionChange]:
        """Leave the place where the changes stood."""
        yield from self.finish()
        self.place = self.group = None


def find_changes(part: Part) -> tuple[list[CompositionChange], list[Block]]:
    """Give the changes of compositions in a part, in order, and the blocks that are seats in them, not points."""
    reading = _Reading(part.language)
    changes: list[CompositionChange] = []
    listed: list[Block] = []
    for position, block in enumerate(part.blocks):
        if signs(part.blocks, position) or _ends(block, reading):
            changes += reading.leave()
        rest: Block | None = block
        while rest is not None:
            grammar = grammar_of(rest)
            if found := _change(rest, reading, grammar):
                changes += _begin(found, rest, reading, grammar)
                rest = None
            elif place := _place(rest, reading, grammar):
                changes += reading.leave()
                rest = _enter(place, rest, reading, grammar)
            else:
                if reading.place and reading.take(quoted_line(rest)):
                    listed.append(block)
                rest = None
    changes += reading.leave()
    return changes, listed


def _ends(block: Block, reading: _Reading) -> bool:
    """Tell that a block is the next point of the act; numbers in a quotation are those of its lines."""
    if not (point := _POINT.match(block.text)):
        return False
    number = int(point[1])
    if reading.place and reading.kind and (reading.quoting or number != reading.point + 1):
        return False
    reading.point = number
    return True


def _change(block: Block, reading: _Reading, grammar: Grammar) -> tuple[Rule, re.Match[str]] | None:
    """Find the change that a block announces: one that names a composition, or any where a composition is changed."""
    for rule in grammar.of("composition_change"):
        if match := rule.regex.search(block.folded):
            named = match.groupdict().get("composition") is not None
            if named or reading.place or rule.sets.get("annex"):
                return rule, match
    return None


def _place(block: Block, reading: _Reading, grammar: Grammar) -> tuple[Rule, re.Match[str]] | None:
    found = grammar.search("composition_place", block.folded)
    return None if found and reading.quoting else found


def _enter(found: tuple[Rule, re.Match[str]], block: Block, reading: _Reading, grammar: Grammar) -> Block | None:
    """Note where the changes below are made; give what the block goes on with."""
    rule, match = found
    if rule.sets["place"] == "other":
        return None
    reading.place = str(rule.sets["place"])
    reading.group = _group(match, block, rule, reading, grammar)
    if change := rule.sets.get("change"):
        reading.kind, reading.rule, reading.at = str(change), rule.id, block
    return _after(block, match.end())


def _begin(
    found: tuple[Rule, re.Match[str]], block: Block, reading: _Reading, grammar: Grammar
) -> Iterator[CompositionChange]:
    rule, match = found
    kind, ends = str(rule.sets["change"]), bool(rule.sets.get("ends"))
    held = reading.lines if reading.kind in (None, "quoted") or (ends and reading.kind == kind) else []
    if held is not reading.lines:
        yield from reading.finish()
    if match.groupdict().get("composition"):
        reading.place = "composition"
    reading.group = _group(match, block, rule, reading, grammar)
    reading.kind, reading.rule, reading.at, reading.quoting = kind, rule.id, block, False
    reading.gone, reading.lines, reading.quoted = [], [], False
    if kind in ("reworded", "deleted"):
        reading.gone = [*_gone(held, rule.id, reading.language), *_told(block, match, rule, reading.language, grammar)]
    elif ends or kind == "quoted":
        reading.lines = list(held)
    if match.groupdict().get("lines"):
        left, right = match.span("lines")
        lines = replace(block, text=block.text[left:right], start=block.start + left, cells=(), breaks=0)
        reading.take(quoted_line(lines))
    if ends or kind in ("words", "deleted") or (kind == "restated" and not block.text.rstrip().endswith(":")):
        yield from reading.finish()


def _told(block: Block, match: re.Match[str], rule: Rule, language: str, grammar: Grammar) -> Iterator[GoneMention]:
    """Give the lines that the words of a change name themselves: quoted, or by their numbers."""
    end = match.start("lines") if match.groupdict().get("lines") else match.end()
    words = block.text[match.start() : end]
    if quoted := _QUOTED.search(words):
        left = match.start() + quoted.start()
        line = replace(block, text=quoted[0], start=block.start + left, cells=())
        yield from _gone([quoted_line(line).block], rule.id, language)
        return
    lead = _LEAD.match(words)
    for _, number in grammar.find("line_number", fold(words)):
        if not lead or number.start() >= lead.end():
            at = block.start + match.start() + number.start()
            yield GoneMention(at, at + len(number[0]), rule.id, number=number[0])


def _group(match: re.Match[str], block: Block, rule: Rule, reading: _Reading, grammar: Grammar) -> GroupMention | None:
    """Name the group whose composition is changed: the one named above where there is none, or but a common noun."""
    if not match.groupdict().get("name"):
        return reading.group
    left, right = match.span("name")
    name = " ".join(block.text[left:right].split()).strip(_EDGE)
    if reading.group and grammar.search("group_noun", fold(name)):
        return reading.group
    return GroupMention(name_in_nominative(name, grammar), block.start + left, block.start + right, rule.id)


def _after(block: Block, at: int) -> Block | None:
    rest = block.text[at:]
    shift = at + len(rest) - len(rest.lstrip())
    return replace(block, text=block.text[shift:], start=block.start + shift, cells=()) if rest.strip(_EDGE) else None


def _seats(lines: list[Block], language: str) -> list[SeatMention]:
    """Read who comes in, their names brought to the nominative: «ввести … Самплова С.С. – Министра рек»."""
    grammar = load_grammar(language)
    own = [replace(line, language=language) for line in lines]
    return [_in_nominative(seat, grammar) for seat in find_seats(Part("composition", own))]


def _in_nominative(seat: SeatMention, grammar: Grammar) -> SeatMention:
    cases = cases_of(seat.mention, grammar) if seat.person else frozenset()
    if not seat.person or not cases or "nomn" in cases:
        return seat
    return replace(seat, person=nominative(seat.person, grammar, cases & _ACCUSATIVE))


def _gone(lines: list[Block], rule: str, language: str) -> Iterator[GoneMention]:
    """Read who goes: persons listed by name, else lines as a composition has them."""
    grammar = load_grammar(language)
    for line in lines:
        if persons := _persons(line, grammar):
            for start, end, name in persons:
                yield GoneMention(start, end, rule, name, nominative(name, grammar, _ACCUSATIVE))
            continue
        for seat in _seats([line], language):
            yield GoneMention(seat.start, seat.end, rule, seat.mention, seat.person, seat.number)


def _persons(line: Block, grammar: Grammar) -> list[tuple[int, int, str]]:
    """Give the places and names in a line that lists persons alone; none where it holds anything else."""
    found: list[tuple[int, int, str]] = []
    text, at = line.text.rstrip(_EDGE), 0
    for left, right in (*(match.span() for match in _LISTED.finditer(text)), (len(text), len(text))):
        name = text[at:left].strip()
        if not grammar.search("person_cell", fold(name)):
            name += "."  # the full stop of a last initial also ends the list
        if not grammar.search("person_cell", fold(name)) or name not in line.text:
            return []
        start = line.start + line.text.index(name, at)
        found.append((start, start + len(name), name))
        at = right
    return found
