"""Find the seats of a composition: one a line, with its role, by agreement or not, and the person if one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from remit.loaders.document import Block, Cell, Span
from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part, grammar_of, names_offices
from remit.ontology.letters import fold

_LEAD = re.compile(r"^\s*(?:\*\*\s*)?(?:\d+(?:-\d+)?[.)]\s*|[-–•*]\s+)?")
_RULER = re.compile(r"^[\W_]*$")
_STRUCK = re.compile(r"^\s*(?:\*(?!\*)|~~)")
_EMPTY_CELL = re.compile(r"^\W*(?:\d+(?:-\d+)?\.?)?\W*$")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_TRAIL = " \t,;.–-:*"


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


@dataclass(frozen=True)
class _Line:
    """Words on one seat, the role the context gives them, and whether they are one of several in their paragraph."""

    block: Block
    role: str | None
    rule: str | None = None
    listed: bool = False


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
    for line in _lines(part, grammar):
        if seat := _seat(line, grammar):
            if seats and not line.listed and _continues(seats[-1], line.block, grammar):
                seat = _joined(seats.pop(), seat)
            seats.append(seat)
    return seats


def _lines(part: Part, grammar: Grammar) -> Iterator[_Line]:
    """Give the words on each seat: lines, the posts that a sentence names, the entries after «Members:»."""
    heading_role: str | None = None
    for block in _whole_rows(part.blocks, grammar):
        if _RULER.match(block.text) or _STRUCK.match(block.text) or _is_no_seat(block, grammar):
            continue
        if names_offices(block):
            sentences = grammar_of(block).find("seat_sentence", block.folded)
            for rule, match in sorted(sentences, key=lambda found: found[1].start()):
                for piece in _pieces(block, *match.span("seats"), grammar):
                    yield _Line(piece, str(rule.sets["role"]), rule.id, listed=True)
            continue
        heading = grammar.search("role_heading", block.folded)
        if not heading:
            if not block.text.rstrip().endswith(":"):
                yield from _entries(block, heading_role, grammar)
            continue
        rule, match = heading
        role = str(rule.sets["role"])
        if not block.text[match.end() :].strip(_TRAIL):
            heading_role = role
            continue
        for piece in _pieces(block, match.end(), len(block.text), grammar):
            yield _Line(piece, role, listed=True)
        heading_role = role if match.groupdict().get("many") else None


def _whole_rows(blocks: list[Block], grammar: Grammar) -> Iterator[Block]:
    """Put back together the rows whose person's surname stands a line above the given names."""
    above: Block | None = None
    for block in blocks:
        whole = _whole_row(above, block, grammar) if above and block.breaks == 1 else None
        if above and not whole:
            yield above
        if whole:
            yield whole
        above = None if whole else block
    if above:
        yield above


def _whole_row(above: Block, below: Block, grammar: Grammar) -> Block | None:
    text = f"{above.text}\n{below.text}"
    if above.end + 1 != below.start:
        return None
    if len(below.cells) > 1:
        first, *others = below.cells
        name = f"{above.text} {first.text}"
        if not grammar.search("person_cell", fold(name)):
            return None
        cells = (Cell(name, (Span(above.start, above.end), *first.spans)), *others)
    elif found := grammar.search("member_lines", fold(text)):
        cells = tuple(
            _joined_cell(text, above.start, found[1], names) for names in (("surname", "given"), ("post", "rest"))
        )
    else:
        return None
    return replace(below, kind="row", text=text, start=above.start, cells=cells, breaks=above.breaks)


def _joined_cell(text: str, start: int, match: re.Match[str], names: tuple[str, str]) -> Cell:
    """Make a cell of the groups of a match, the second of which may be missing."""
    spans = [match.span(name) for name in names if match[name]]
    joined = " ".join(text[left:right] for left, right in spans)
    return Cell(joined, tuple(Span(start + left, start + right) for left, right in spans))


def _entries(block: Block, role: str | None, grammar: Grammar) -> Iterator[_Line]:
    """Give a line as one seat; one cut off the words that announce it, or with semicolons inside, as several."""
    cut_off = block.breaks == 0 and block.start > 0
    if not block.cells and (cut_off or ";" in block.text.rstrip(_TRAIL)):
        for piece in _pieces(block, 0, len(block.text), grammar):
            yield _Line(piece, role, listed=True)
    else:
        yield _Line(block, role)


def _pieces(block: Block, start: int, end: int, grammar: Grammar) -> Iterator[Block]:
    """Cut a stretch of a block where one post or person of a list ends and the next begins."""
    folded = block.folded[start:end]
    cuts = sorted({found.span("cut") for _, found in grammar.find("seat_split", folded)})
    begin = 0
    for left, right in (*cuts, (len(folded), len(folded))):
        if left >= begin and folded[begin:left].strip(_TRAIL):
            at = start + begin
            yield replace(block, text=block.text[at : start + left], start=block.start + at, cells=(), kind="paragraph")
        begin = max(begin, right)


def _is_no_seat(block: Block, grammar: Grammar) -> bool:
    if grammar.search("note", block.folded) or grammar.search("struck", block.folded):
        return True
    filled = [cell for cell in block.cells if not _EMPTY_CELL.match(cell.text)]
    heads = [cell for cell in filled if grammar.search("seat_column", cell.folded.strip())]
    return bool(block.cells) and (not filled or len(heads) > len(filled) / 2)


def _continues(above: SeatMention, block: Block, grammar: Grammar) -> bool:
    """Tell a seat broken into two lines: one line end parts them, and the second begins in mid-phrase, with no post."""
    if block.kind != "paragraph" or block.breaks != 1 or above.by_agreement:
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


def _seat(line: _Line, grammar: Grammar) -> SeatMention | None:
    start, text, person = _words(line.block, grammar)
    role, rule, end = line.role or "member", line.rule or f"{grammar.language}.seat.line", len(text)
    if found := grammar.search("role", fold(text)):
        role, rule, end = str(found[0].sets["role"]), found[0].id, found[1].start()
    agreement = grammar.search("by_agreement", line.block.folded) or grammar.search("by_agreement", fold(text))
    mention = text[:end]
    if inner := grammar.search("by_agreement", fold(mention)):
        mention = mention[: inner[1].start()] + mention[inner[1].end() :]
    mention = " ".join(mention.split()).strip(_TRAIL)
    if not mention and not person and not agreement:
        return None
    end = line.block.start + len(line.block.text.rstrip())
    return SeatMention(start, end, mention or person or "", role, agreement is not None, person, rule)


def _words(block: Block, grammar: Grammar) -> tuple[int, str, str | None]:
    """Give where the line's own words begin, the words on the post, and the person where one is named before it."""
    cells = [cell for cell in block.cells if not _EMPTY_CELL.match(cell.text)]
    if len(cells) > 1:
        return (cells[0].start, *_columns(cells, grammar))
    lead = _LEAD.match(block.text)
    shift = lead.end() if lead else 0
    text = cells[0].text if cells else block.text[shift:]
    if named := grammar.search("member_person", fold(text)):
        return block.start + shift, text[named[1].start("post") :], named[1]["person"].strip()
    return block.start + shift, text, None


def _columns(cells: list[Cell], grammar: Grammar) -> tuple[str, str | None]:
    """Tell the columns of a row apart: a person by the look of the name, else by a post set off with a dash."""
    named = [cell for cell in cells if grammar.search("person_cell", cell.folded.strip())][:1]
    if not named and cells[1].text.lstrip()[:1] in ("–", "-", "—"):
        named = cells[:1]
    rest = [cell.text.strip().lstrip("–—- ") for cell in cells if cell not in named]
    return ", ".join(rest), " ".join(_RUN_TOGETHER.sub(" ", named[0].text).split()) if named else None
