"""Find the seats of a composition: one a line, with its role, by agreement or not, and the person if one is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from remit.loaders.document import Block, Cell
from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part, grammar_of
from remit.loaders.seat_lines import TRAIL, Line, filled, seat_lines
from remit.ontology.letters import fold

_LEAD = re.compile(r"^\s*(?:\*\*\s*)?(?:(?P<number>\d+(?:-\d+)?)[.)]\s*|[-–•*]\s+)?")
_NUMBER_CELL = re.compile(r"^\W*(\d+(?:-\d+)?)\W*$")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


@dataclass(frozen=True)
class SeatMention:
    """A line of a composition; offsets are the document's, `mention` the post, body or person without the role."""

    start: int
    end: int
    mention: str
    role: str
    by_agreement: bool
    person: str | None
    rule: str
    number: str | None = None  # as the line gives it: `26-1`


@dataclass(frozen=True)
class GroupMention:
    """The group a composition is of, by the title above it."""

    name: str
    start: int
    end: int
    rule: str


def find_group(part: Part) -> GroupMention | None:
    """Name the group whose composition a part gives; `None` when its title names none."""
    if not part.title:
        return None
    start, end = part.title[0].start, part.title[-1].end
    grammar = grammar_of(part.title[0])
    heading = fold(part.heading)
    found = grammar.search("inline_composition", heading) or grammar.search("group_name", heading)
    if not found:
        return GroupMention(part.heading, start, end, f"{grammar.language}.group.title")
    rule, match = found
    if not match["name"]:
        return None
    name = part.heading[match.start("name") : match.end("name")].strip()
    return GroupMention(nominative(name, grammar), start, end, rule.id)


def find_seats(part: Part) -> list[SeatMention]:
    """Read the lines of a composition in order; notes, rulers, headings and lines struck out are not seats."""
    seats: list[SeatMention] = []
    grammar = load_grammar(part.language)  # a line's own letters may mislead: Kazakh names stand in Russian lines
    for line in seat_lines(part, grammar):
        if seat := _seat(line, grammar):
            if seats and not line.listed and _continues(seats[-1], line.block, grammar):
                seat = _joined(seats.pop(), seat)
            seats.append(seat)
    return seats


def _continues(above: SeatMention, block: Block, grammar: Grammar) -> bool:
    """Tell a seat broken into two lines: one line end parts them, and the second begins in mid-phrase, with no post."""
    if block.kind != "paragraph" or block.breaks != 1 or above.by_agreement:
        return False
    if block.text[:1] != "(" and grammar.search("seat_complete", fold(above.mention)):
        return False
    return block.text[:1] == "(" or (block.text[:1].islower() and not grammar.search("seat_begin", block.folded))


def _joined(above: SeatMention, below: SeatMention) -> SeatMention:
    return replace(
        below,
        start=above.start,
        mention=f"{above.mention} {below.mention}".strip(),
        person=above.person,
        role=below.role if below.role != "member" else above.role,
        by_agreement=above.by_agreement or below.by_agreement,
    )


def _seat(line: Line, grammar: Grammar) -> SeatMention | None:
    start, text, person = _words(line.block, grammar)
    role, rule, end = line.role or "member", line.rule or f"{grammar.language}.seat.line", len(text)
    if found := grammar.search("role", fold(text)):
        role, rule, end = str(found[0].sets["role"]), found[0].id, found[1].start()
    agreement = grammar.search("by_agreement", line.block.folded) or grammar.search("by_agreement", fold(text))
    mention = text[:end]
    if inner := grammar.search("by_agreement", fold(mention)):
        mention = mention[: inner[1].start()] + mention[inner[1].end() :]
    mention = " ".join(mention.split()).lstrip(TRAIL)
    if not person and (last := grammar.search("member_person_last", fold(mention))):
        person, mention = mention[slice(*last[1].span("person"))], mention[: last[1].end("post")]
    mention = mention.strip(TRAIL)
    if not mention and not person and not agreement:
        return None
    end = line.block.start + len(line.block.text.rstrip())
    number = _number(line.block)
    agreed = line.agreed or agreement is not None
    return SeatMention(start, end, mention or person or "", role, agreed, person, rule, number)


def _number(block: Block) -> str | None:
    """Give the number that a line, or the first cell of a row, begins with."""
    found = _NUMBER_CELL.match(block.cells[0].text) if block.cells else _LEAD.match(block.text)
    return found[1] if found else None


def _words(block: Block, grammar: Grammar) -> tuple[int, str, str | None]:
    """Give where the line's own words begin, the words on the post, and the person where one is named before it."""
    cells = filled(block)
    if len(cells) > 1:
        return (cells[0].start, *_columns(cells, grammar))
    lead = _LEAD.match(block.text)
    shift = lead.end() if lead else 0
    text = (cells[0].text if cells else block.text[shift:]).replace("\n", " ")
    named = grammar.search("member_person", fold(text))
    if named and not grammar.search("post_like", fold(named[1]["person"])):
        return block.start + shift, text[named[1].start("post") :], named[1]["person"].strip()
    return block.start + shift, text, None


def _columns(cells: list[Cell], grammar: Grammar) -> tuple[str, str | None]:
    """Tell the columns of a row apart: a person by the look of the name, else by a post set off with a dash."""
    named = [cell for cell in cells if grammar.search("person_cell", cell.folded.strip())][:1]
    if not named and cells[1].text.lstrip()[:1] in ("–", "-", "—"):
        named = cells[:1]
    rest = [cell.text.strip().lstrip("–—- ") for cell in cells if cell not in named]
    return ", ".join(rest), " ".join(_RUN_TOGETHER.sub(" ", named[0].text).split()) if named else None
