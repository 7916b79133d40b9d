"""Split a document into its parts: the act itself, a statute, a composition, a plan, other annexes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from remit.loaders.document import Block, Document
from remit.loaders.grammar import Grammar, load_grammar

_NUMBERED = re.compile(r"^\s*(?:\d+(?:-\d+)?[.)]|[-–•])\s")
_POINT = re.compile(r"^\s*\d+(?:-\d+)?\.\s")
_NUMBER_LINE = re.compile(r"^\s*(?:№|N\b|No\b)")
_SIGNATURE = re.compile(r"^\W*[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_]")
_SIGNED = re.compile(r"\w(?:\t|[ \t]{4,})[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_]{2,}\W*$")  # «Министр     А. Самплов»
_LONGEST = 8000
_SHORT_TITLE, _TITLE_LINES, _APPROVAL_LINE, _LONE_LINE = 500, 6, 160, 80


@dataclass
class Part:
    """A part: `kind` act, statute, composition, plan, list or annex; `title` and `approval` are the blocks above it."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    title: list[Block] = field(default_factory=list)
    approval: list[Block] = field(default_factory=list)
    annex: int | None = None

    @property
    def language(self) -> str:
        """The language most of the part is in."""
        weights: Counter[str] = Counter()
        for block in (*self.title, *self.blocks):
            weights[block.language] += len(block.text)
        return weights.most_common(1)[0][0] if weights else "en"

    @property
    def heading(self) -> str:
        """The title as one line, marks of emphasis left out."""
        return " ".join(" ".join(block.text for block in self.title).replace("**", " ").split())


def grammar_of(block: Block) -> Grammar:
    """The grammar of the block's language."""
    return load_grammar(block.language)


def split(document: Document) -> list[Part]:
    """Give the parts in order; every block is in exactly one, as title, approval or content.

    Only the offices that a statute seats in passing share its title: they are a composition of their own.
    """
    parts = [Part("act")]
    blocks = list(document.blocks)
    position = 0
    while position < len(blocks):
        if length := _approval(blocks, position):
            if parts[-1].title and not parts[-1].blocks and not parts[-1].approval:  # the approval below the title
                parts[-1].approval = blocks[position : position + length]
                position += length
                continue
            parts.append(Part("annex", approval=blocks[position : position + length]))
            position += length
            kind, count = _title(blocks, position)
            if kind is None:
                count = _plain_title(blocks, position)
        else:
            kind, count = _bare_title(blocks, position, parts[-1])
            if kind and not (parts[-1].kind == "annex" and not parts[-1].blocks and not parts[-1].title):
                parts.append(Part(kind))
        if count:
            parts[-1].kind = kind or parts[-1].kind
            parts[-1].title = blocks[position : position + count]
            position += count
        elif position < len(blocks) and not _approval(blocks, position):
            parts[-1].blocks.append(blocks[position])
            position += 1
    _number_annexes(parts)
    whole = [inner for part in parts for inner in _with_inline(part)]
    if not any(part.kind == "composition" for part in whole):
        whole = [inner for part in whole for inner in _with_offices(part)]
    return [part for part in whole if part.blocks or part.title or part.approval]


def _with_inline(part: Part) -> list[Part]:
    """Take out what a point lists in passing: a composition («… создать группу в составе:»), a body's functions."""
    if part.kind not in ("act", "annex", "statute"):
        return [part]
    inner: list[Part] = []
    rest: list[Block] = []
    for position, block in enumerate(part.blocks):
        grammar = grammar_of(block)
        if found := grammar.search("inline_composition", block.folded):
            inner.append(Part("composition", annex=part.annex))
            inner[-1].title, inner[-1].blocks = _cut(block, found[1])
        elif part.kind == "act" and grammar.search("inline_statute", block.folded):
            inner.append(Part("statute", blocks=[block], annex=part.annex))
        elif inner and not _closed(inner[-1], rest):
            if _ends_list(part.blocks, position):
                rest.append(block)
            else:
                inner[-1].blocks.append(block)
        else:
            rest.append(block)
    part.blocks = rest
    return [part, *inner]


def _ends_list(blocks: list[Block], position: int) -> bool:
    """Tell what stands below a list in passing: the next point, a change of something else, the signature."""
    block = blocks[position]
    if _POINT.match(block.text) or signs(blocks, position):
        return True
    return grammar_of(block).search("composition_end", block.folded) is not None


def signs(blocks: list[Block], position: int) -> bool:
    """Tell a signature, or the line above one that begins the post of who signs."""
    block, below = blocks[position], blocks[position + 1 : position + 2]
    if _is_signature(block):
        return True
    if not any(map(_is_signature, below)) or block.text.rstrip().endswith((".", ":", ";", ",")):
        return False
    begins = block.breaks > 1 == below[0].breaks and len(block.text) <= _LONE_LINE
    return begins or grammar_of(block).search("signatory", block.folded) is not None


def _is_signature(block: Block) -> bool:
    """Tell a signature, or a pair of an approval, from a pair of a person and a post."""
    if block.kind == "paragraph":
        return _SIGNED.search(block.text) is not None
    if block.kind != "pair":
        return False
    return not block.cells[0].text.strip() or _SIGNATURE.match(block.cells[-1].text) is not None


def _cut(block: Block, match: re.Match[str]) -> tuple[list[Block], list[Block]]:
    """Cut the seats that stand in the same paragraph off the words that announce them."""
    at = match.start("seats") if match.groupdict().get("seats") else len(block.text)
    head, tail = replace(block, text=block.text[:at].rstrip()), block.text[at:]
    return [head], [replace(block, text=tail, start=block.start + at, breaks=0)] if tail else []


def _with_offices(part: Part) -> list[Part]:
    """Take out of a statute the points that say who sits in the body: by office, or in a list."""
    if part.kind != "statute":
        return [part]
    seated: list[Block] = []
    rest: list[Block] = []
    listing = False
    for block in part.blocks:
        grammar = grammar_of(block)
        listing = listing and not _POINT.match(block.text) and not grammar.search("chapter", block.folded)
        if grammar.search("seat_list", block.folded):
            listing = True
        (seated if listing or names_offices(block) else rest).append(block)
    if not seated:
        return [part]
    part.blocks = rest
    return [part, Part("composition", seated, part.title, annex=part.annex)]


def names_offices(block: Block) -> bool:
    """Tell a paragraph whose sentences say who chairs a group or sits in it."""
    # Patterns take time by the square of a text's length; no such sentence is longer.
    return len(block.text) <= _LONGEST and grammar_of(block).search("seat_sentence", block.folded) is not None


def _closed(inner: Part, rest: list[Block]) -> bool:
    return bool(rest) and rest[-1].start > (inner.title or inner.blocks)[0].start


def _number_annexes(parts: list[Part]) -> None:
    """Number annexes as their approval blocks do, else in order."""
    last = 0
    for part in parts[1:]:
        if part.approval:
            named = [_annex_number(block) for block in part.approval]
            last = next(filter(None, named), last + 1)
            part.annex = last


def _annex_number(block: Block) -> int | None:
    text = block.cells[-1].folded.strip() if block.cells else block.folded
    found = grammar_of(block).search("approval", text)
    number = found[1].groupdict().get("annex") if found else None
    return int(number) if number else None


def _lone_approval(block: Block) -> bool:
    if block.kind == "pair" and not block.cells[0].text:
        return grammar_of(block).search("approval", block.cells[-1].folded.strip()) is not None
    if block.kind != "paragraph" or len(block.text) > 250 or _NUMBERED.match(block.text):
        return False
    return grammar_of(block).search("approval", block.folded) is not None


def _approval(blocks: list[Block], position: int) -> int:
    """Count the blocks of an approval block that begins here: its own lines and those of the act it names."""
    block = blocks[position]
    if block.kind == "pair":
        return int(_lone_approval(block))
    if not _approval_line(block) or _SIGNATURE.match(block.text):
        return 0
    # The mark may stand first («Утверждено / постановлением …») or last («… қаулысымен / бекітілген»).
    for length in range(1, 7):
        lines = blocks[position : position + length]
        if not all(map(_approval_line, lines)) or len({line.breaks == 1 for line in lines[1:]}) > 1:
            return 0
        if len(lines) == length and _lone_approval(lines[-1]):
            if length == 1:
                return _with_act_lines(blocks, position)
            if grammar_of(block).search("part_title", block.folded):
                return 0  # a title, its approval below it
            return length if _names_act(lines) or lines[1].breaks == 1 else 0
    return 0


def _approval_line(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= _APPROVAL_LINE and not _NUMBERED.match(block.text)


def _names_act(lines: list[Block]) -> bool:
    folded = " ".join(line.folded for line in lines)
    return grammar_of(lines[-1]).search("date", folded) is not None


def _with_act_lines(blocks: list[Block], position: int) -> int:
    """Take in the short lines below the mark: up to the act's date and number, else all right below each other."""
    lines = [blocks[position]]
    for block in blocks[position + 1 : position + 7]:
        if _names_act(lines):
            return len(lines) + bool(_NUMBER_LINE.match(block.text) and _approval_line(block))
        below = block.breaks == 1 or _only_date(block)
        apart = len(block.text) > _LONE_LINE or any(line.breaks == 1 for line in lines[1:])
        if not _approval_line(block) or (apart and not below) or grammar_of(block).search("part_title", block.folded):
            break
        lines.append(block)
    if _names_act(lines):
        return len(lines)
    return len(lines) if all(line.breaks == 1 for line in lines[1:]) else 1


def _only_date(block: Block) -> bool:
    """Tell the line that dates an approval by an officer, below his name and often apart from it."""
    dated = grammar_of(block).search("date", block.folded)
    return dated is not None and dated[1].end() - dated[1].start() > 0.6 * len(block.text)


def _title(blocks: list[Block], position: int) -> tuple[str | None, int]:
    """Recognise the title below an approval block: up to six short lines that together name a kind of part."""
    lines: list[Block] = []
    for block in blocks[position : position + _TITLE_LINES]:
        if block.kind != "paragraph" or _NUMBERED.match(block.text) or len(block.text) > _SHORT_TITLE:
            break
        if grammar_of(block).search("chapter", block.folded):
            break
        if lines and _approval(blocks, position + len(lines)):
            break
        lines.append(block)
        found = grammar_of(block).search("part_title", " ".join(line.folded for line in lines))
        if found:
            complete = found[0].sets.get("complete", False)
            return str(found[0].sets["part"]), len(lines) if complete else _title_end(blocks, position, len(lines))
    return None, 0


def _plain_title(blocks: list[Block], position: int) -> int:
    """Take the line below an approval block for the title of an annex of no kind we know, when it reads like one."""
    block = blocks[position] if position < len(blocks) else None
    if block is None or block.kind != "paragraph" or len(block.text) > _SHORT_TITLE or _NUMBERED.match(block.text):
        return 0
    reads_on = block.text.rstrip().endswith((".", ":", ";", ",")) or not any(letter.isalpha() for letter in block.text)
    return 0 if reads_on or grammar_of(block).search("chapter", block.folded) else 1


def _title_end(blocks: list[Block], position: int, count: int) -> int:
    """Take in the lines a title goes on with: those right below in mid-phrase, and the line after a lone word."""
    while position + count < len(blocks) and count < _TITLE_LINES:
        last, ahead = blocks[position + count - 1], blocks[position + count]
        one_word = count == 1 and len(last.text.split()) == 1
        in_phrase = not ahead.text[:1].isupper() or ahead.text.isupper()
        goes_on = one_word or (ahead.breaks == 1 and in_phrase)
        if ahead.kind != "paragraph" or _NUMBERED.match(ahead.text) or not goes_on:
            break
        count += 1
    return count


def _bare_title(blocks: list[Block], position: int, current: Part) -> tuple[str | None, int]:
    """Recognise a title that no approval block announces: alone on its lines, at a place where a part may begin."""
    block = blocks[position]
    if block.kind != "paragraph" or _NUMBERED.match(block.text) or block.text.endswith((".", ":", ";", ",")):
        return None, 0
    if current.kind in ("statute", "composition") and not _own_line(block):
        return None, 0
    kind, count = _title(blocks, position)
    if count == 0:
        return None, 0
    # Asked last: to see whether the act enacts anything is to look through all of it.
    begins = position == 0 or current.kind != "act" or not current.blocks or _signed(current) or not _enacts(current)
    return (kind, count) if begins else (None, 0)


def _own_line(block: Block) -> bool:
    return block.text.isupper() or block.text.startswith("**") or len(block.text) > 40


def _signed(part: Part) -> bool:
    return any(block.kind == "pair" and block.cells[0].text for block in part.blocks[-3:])


def _enacts(part: Part) -> bool:
    return any(grammar_of(block).search("enacting", block.folded) for block in part.blocks)
