"""The lines of a composition: where the words on each seat stand, and the role a heading or sentence lends them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from remit.loaders.document import Block, Cell, Span
from remit.loaders.grammar import Grammar, Rule
from remit.loaders.parts import Part, grammar_of, names_offices
from remit.ontology.letters import fold

TRAIL = " \t,;.–-:*"
"""What may trail the words on a seat."""

_RULER = re.compile(r"^[\W_]*$")
_MARKED = re.compile(r"^\s*(?:\d+(?:-\d+)?[.)]|[-–•*])\s")
_STRUCK = re.compile(r"^\s*(?:\*(?!\*)|~~)")
_EMPTY_CELL = re.compile(r"^\W*(?:\d+(?:-\d+)?\.?)?\W*$")


@dataclass(frozen=True)
class Line:
    """Words on one seat, the role the context gives them, and whether they are one of several in their paragraph."""

    block: Block
    role: str | None
    rule: str | None = None
    listed: bool = False
    agreed: bool = False  # a heading says that all below it sit by agreement


def seat_lines(part: Part, grammar: Grammar) -> Iterator[Line]:
    """Give the words on each seat: lines, the posts that a sentence names, the entries after «Members:»."""
    heading_role: str | None = None
    agreed = False
    for block in _whole_rows(_unwrapped(part.blocks, grammar), grammar):
        if grammar.search("seats_end", block.folded):
            return
        if _RULER.match(block.text) or _STRUCK.match(block.text) or _is_no_seat(block, grammar):
            continue
        if names_offices(block):
            sentences = grammar_of(block).find("seat_sentence", block.folded)
            for rule, match in sorted(sentences, key=lambda found: found[1].start()):
                for piece in _pieces(block, *match.span("seats"), grammar):
                    yield Line(piece, str(rule.sets["role"]), rule.id, listed=True)
            continue
        heading = _heading(block, grammar)
        if block.text.rstrip().endswith(":"):
            agreed = grammar.search("by_agreement", block.folded.rstrip(TRAIL)) is not None
        elif not heading:
            yield from (replace(line, agreed=agreed) for line in _entries(block, heading_role, grammar))
        if not heading:
            continue
        rule, match = heading
        role = str(rule.sets["role"])
        if not block.text[match.end() :].strip(TRAIL):
            heading_role = role
            continue
        for piece in _pieces(block, match.end(), len(block.text), grammar):
            yield Line(piece, role, listed=True)
        heading_role = role if match.groupdict().get("many") else None


def _heading(block: Block, grammar: Grammar) -> tuple[Rule, re.Match[str]] | None:
    """Find the role that a line begins with; a post that its holder's role follows is no such heading."""
    found = grammar.search("role_heading", block.folded)
    if not found and block.text[:1].isupper() and not block.cells:
        found = grammar.search("role_heading", f"{block.folded.rstrip()}:")
    role = grammar.search("role", block.folded[found[1].end() :].lstrip()) if found else None
    return None if role and role[1].start() == 0 else found


def _unwrapped(blocks: list[Block], grammar: Grammar) -> Iterator[Block]:
    """Join the lines that a numbered or dashed entry is broken into: those right below without a mark of their own."""
    whole: Block | None = None
    for block in blocks:
        if whole and _goes_on(whole, block, grammar):
            gap = "\n".ljust(block.start - whole.end)
            whole = replace(whole, text=f"{whole.text}{gap}{block.text}")
            continue
        if whole:
            yield whole
        whole = block
    if whole:
        yield whole


def _goes_on(above: Block, below: Block, grammar: Grammar) -> bool:
    plain = above.kind == below.kind == "paragraph" and not above.cells and not below.cells
    if not plain or below.breaks != 1 or above.text.rstrip().endswith((";", ":", ".")) or _MARKED.match(below.text):
        return False
    if grammar.search("seat_tail", below.folded):
        return True
    own = below.text.rstrip().endswith(":") or _heading(below, grammar)
    return bool(_MARKED.match(above.text)) and not own and not _is_no_seat(below, grammar)


def _whole_rows(blocks: Iterable[Block], grammar: Grammar) -> Iterator[Block]:
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


def _entries(block: Block, role: str | None, grammar: Grammar) -> Iterator[Line]:
    """Give a line as one seat; one cut off the words that announce it, or with semicolons inside, as several."""
    cut_off = block.breaks == 0 and block.start > 0
    if not block.cells and (cut_off or ";" in block.text.rstrip(TRAIL)):
        for piece in _pieces(block, 0, len(block.text), grammar):
            yield Line(piece, role, listed=True)
    else:
        yield Line(block, role)


def _pieces(block: Block, start: int, end: int, grammar: Grammar) -> Iterator[Block]:
    """Cut a stretch of a block where one post or person of a list ends and the next begins."""
    folded = block.folded[start:end]
    cuts = sorted({found.span("cut") for _, found in grammar.find("seat_split", folded)})
    begin = 0
    for left, right in (*cuts, (len(folded), len(folded))):
        words = folded[begin:left].strip()
        if right < len(folded) and grammar.search("person_cell", words):
            continue  # a person, whose post comes next
        if left >= begin and folded[begin:left].strip(TRAIL):
            at = start + begin
            yield replace(block, text=block.text[at : start + left], start=block.start + at, cells=(), kind="paragraph")
        begin = max(begin, right)


def _is_no_seat(block: Block, grammar: Grammar) -> bool:
    if grammar.search("note", block.folded) or grammar.search("struck", block.folded):
        return True
    cells = filled(block)
    title = None if block.cells or _heading(block, grammar) else grammar.search("part_title", block.folded)
    if title and title[0].sets["part"] == "composition":
        return True
    heads = [cell for cell in cells if grammar.search("seat_column", cell.folded.strip())]
    return bool(block.cells) and (not cells or len(heads) > len(cells) / 2)


def filled(block: Block) -> list[Cell]:
    """Give the cells of a row that hold words, not numbers alone."""
    return [cell for cell in block.cells if not _EMPTY_CELL.match(cell.text)]
