"""Find the seats of a composition: one a line, with its role, by agreement or not, and the person if one is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from remit.loaders.document import Block
from remit.loaders.grammar import Grammar, load_grammar
from remit.ontology.letters import fold
from remit.loaders.parts import Part, grammar_of

_LEAD = re.compile(r"^\s*(?:\d+(?:-\d+)?[.)]\s*|[-–•*]\s+)")
_RULER = re.compile(r"^[\W_]*$")
_STRUCK = re.compile(r"^\s*(?:\*|~~)")
_EMPTY_CELL = re.compile(r"^\W*(?:\d+\.?)?\W*$")
_TRAIL = " \t,;.–-:"


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
    return GroupMention(part.heading[match.start("name") : match.end("name")].strip(), start, end, rule.id)


def find_seats(part: Part) -> list[SeatMention]:
    """Read the lines of a composition in order; notes, rulers and role headings are not seats."""
    seats: list[SeatMention] = []
    heading_role: str | None = None
    grammar = load_grammar(part.language)  # a line's own letters may mislead: Kazakh names stand in Russian lines
    for block in part.blocks:
        if _RULER.match(block.text) or _STRUCK.match(block.text) or grammar.search("note", block.folded):
            continue
        if heading := grammar.search("role_heading", block.folded):
            heading_role = str(heading[0].sets["role"])
            rest = block.text[heading[1].end() :]
            if not rest.strip(_TRAIL):
                continue
            shift = heading[1].end()
            block = replace(block, text=rest, start=block.start + shift, cells=())
        elif block.text.rstrip().endswith(":"):
            continue
        if seat := _seat(block, grammar, heading_role):
            if seats and _continues(seats[-1], block):
                seat = _joined(seats.pop(), seat)
            seats.append(seat)
    return seats


def _continues(above: SeatMention, block: Block) -> bool:
    """Tell a seat broken into two lines: one line end parts them, and the second begins in mid-phrase."""
    in_phrase = block.text[:1].islower() or block.text[:1] == "("
    return block.kind == "paragraph" and block.breaks == 1 and in_phrase and not above.by_agreement


def _joined(above: SeatMention, below: SeatMention) -> SeatMention:
    return replace(
        below,
        start=above.start,
        mention=f"{above.mention} {below.mention}".strip(),
        person=above.person,
        role=below.role if below.role != "member" else above.role,
        by_agreement=above.by_agreement or below.by_agreement,
    )


def _seat(block: Block, grammar: Grammar, heading_role: str | None) -> SeatMention | None:
    start, text, person = _line(block, grammar)
    role, rule, end = heading_role or "member", f"{grammar.language}.seat.line", len(text)
    if found := grammar.search("role", fold(text)):
        role, rule, end = str(found[0].sets["role"]), found[0].id, found[1].start()
    agreement = grammar.search("by_agreement", fold(text))
    mention = text[:end]
    if inner := grammar.search("by_agreement", fold(mention)):
        mention = mention[: inner[1].start()] + mention[inner[1].end() :]
    mention = " ".join(mention.split()).strip(_TRAIL)
    if not mention and not person and not agreement:
        return None
    return SeatMention(start, block.end, mention or person or "", role, agreement is not None, person, rule)


def _line(block: Block, grammar: Grammar) -> tuple[int, str, str | None]:
    """Give where the line's own words begin, the words on the post, and the person where one is named before it."""
    cells = [cell for cell in block.cells if not _EMPTY_CELL.match(cell.text)]
    if len(cells) > 1:
        return cells[0].start, cells[-1].text.lstrip("–- "), cells[0].text
    lead = _LEAD.match(block.text)
    shift = lead.end() if lead else 0
    text = cells[0].text if cells else block.text[shift:]
    if named := grammar.search("member_person", fold(text)):
        return block.start + shift, text[named[1].start("post") :], named[1]["person"].strip()
    return block.start + shift, text, None
