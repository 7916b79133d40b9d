"""Split a document into its parts: the act itself, a statute, a composition, a plan, other annexes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from remit.loaders.document import Block, Document
from remit.loaders.grammar import Grammar, load_grammar

_NUMBERED = re.compile(r"^\s*(?:\d+(?:-\d+)?[.)]|[-–•])\s")
_POINT = re.compile(r"^\s*\d+(?:-\d+)?\.\s")
_SHORT_TITLE, _TITLE_LINES = 500, 6


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
    """Give the parts in order; every block is in exactly one, as title, approval or content."""
    parts = [Part("act")]
    blocks = list(document.blocks)
    position = 0
    while position < len(blocks):
        if length := _approval(blocks, position):
            parts.append(Part("annex", approval=blocks[position : position + length]))
            position += length
            kind, count = _title(blocks, position)
        else:
            kind, count = _bare_title(blocks, position, parts[-1])
            if kind and parts[-1].kind == "annex" and not parts[-1].blocks and not parts[-1].title:
                parts[-1].kind = kind
            elif kind:
                parts.append(Part(kind))
        if kind:
            parts[-1].kind = kind
            parts[-1].title = blocks[position : position + count]
            position += count
        elif not parts[-1].approval or parts[-1].blocks or parts[-1].title or count == 0:
            if position < len(blocks) and not _approval(blocks, position):
                parts[-1].blocks.append(blocks[position])
                position += 1
    _number_annexes(parts)
    whole = [inner for part in parts for inner in _with_inline_compositions(part)]
    return [part for part in whole if part.blocks or part.title or part.approval]


def _with_inline_compositions(part: Part) -> list[Part]:
    """Take out compositions that stand inside a point: «… создать рабочую группу в следующем составе:»."""
    if part.kind not in ("act", "annex", "statute"):
        return [part]
    compositions: list[Part] = []
    rest: list[Block] = []
    for block in part.blocks:
        if grammar_of(block).search("inline_composition", block.folded):
            compositions.append(Part("composition", title=[block]))
        elif compositions and not _closed(compositions[-1], rest):
            if _POINT.match(block.text) or block.kind == "pair":
                rest.append(block)
            else:
                compositions[-1].blocks.append(block)
        else:
            rest.append(block)
    part.blocks = rest
    return [part, *compositions]


def _closed(composition: Part, rest: list[Block]) -> bool:
    return bool(rest) and rest[-1].start > composition.title[0].start


def _number_annexes(parts: list[Part]) -> None:
    annexes = [part for part in parts if part.approval and part is not parts[0]]
    for number, part in enumerate(annexes, 1):
        part.annex = number


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
    if block.kind != "paragraph" or len(block.text) > 160:
        return 0
    # The mark may stand first («Утверждено / постановлением …») or last («… қаулысымен / бекітілген»).
    for length in range(1, 6):
        lines = blocks[position : position + length]
        if any(line.kind != "paragraph" or len(line.text) > 160 or _NUMBERED.match(line.text) for line in lines):
            return 0
        if len(lines) == length and _lone_approval(lines[-1]):
            return _with_act_lines(blocks, position, length) if length == 1 else length if _names_act(lines) else 0
    return 0


def _names_act(lines: list[Block]) -> bool:
    folded = " ".join(line.folded for line in lines)
    return grammar_of(lines[-1]).search("date", folded) is not None


def _with_act_lines(blocks: list[Block], position: int, length: int) -> int:
    """Take in the short lines below the mark, up to the one with the act's date and number."""
    for more in range(0, 6):
        index = position + length - 1 + more
        if index >= len(blocks) or blocks[index].kind != "paragraph" or len(blocks[index].text) > 160:
            break
        if _names_act(blocks[position : index + 1]):
            return length + more
    return length


def _title(blocks: list[Block], position: int) -> tuple[str | None, int]:
    """Recognise the title below an approval block: up to six short lines that together name a kind of part."""
    lines: list[Block] = []
    for block in blocks[position : position + _TITLE_LINES]:
        if block.kind != "paragraph" or _NUMBERED.match(block.text) or len(block.text) > _SHORT_TITLE:
            break
        if lines and _approval(blocks, position + len(lines)):
            break
        lines.append(block)
        found = grammar_of(block).search("part_title", " ".join(line.folded for line in lines))
        if found:
            complete = found[0].sets.get("complete", False)
            return str(found[0].sets["part"]), len(lines) if complete else _title_end(blocks, position, len(lines))
    return None, 0


def _title_end(blocks: list[Block], position: int, count: int) -> int:
    """Take in the lines a title goes on with: those right below in mid-phrase, and the line after a title of one word."""
    while position + count < len(blocks) and count < _TITLE_LINES:
        last, ahead = blocks[position + count - 1], blocks[position + count]
        one_word = count == 1 and len(last.text.split()) == 1
        in_phrase = not ahead.text[:1].isupper() or ahead.text.isupper()
        if ahead.kind != "paragraph" or _NUMBERED.match(ahead.text) or not (one_word or ahead.breaks == 1 and in_phrase):
            break
        count += 1
    return count


def _bare_title(blocks: list[Block], position: int, current: Part) -> tuple[str | None, int]:
    """Recognise a title that no approval block announces: alone on its lines, at a place where a part may begin."""
    block = blocks[position]
    if block.kind != "paragraph" or _NUMBERED.match(block.text) or block.text.endswith((".", ":", ";", ",")):
        return None, 0
    begins = position == 0 or current.kind != "act" or not current.blocks or _signed(current) or not _enacts(current)
    if not begins or current.kind in ("statute", "composition") and not _own_line(block):
        return None, 0
    return _title(blocks, position)


def _own_line(block: Block) -> bool:
    return block.text.isupper() or block.text.startswith("**") or len(block.text) > 40


def _signed(part: Part) -> bool:
    return any(block.kind == "pair" and block.cells[0].text for block in part.blocks[-3:])


def _enacts(part: Part) -> bool:
    return any(grammar_of(block).search("enacting", block.folded) for block in part.blocks)
