"""Plans without a table: numbered measures, each with lines that say by when, by whom and in what form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from remit.loaders.columns import Layout
from remit.loaders.document import Block, Cell, Span
from remit.loaders.grammar import load_grammar

COLUMNS = ("number", "title", "completion", "deadline", "executors", "co_executors", "report")
LAYOUT = Layout(COLUMNS, COLUMNS)

_MEASURE = re.compile(r"\s*(?P<number>\d+(?:[-.]\d+)*)[.)]\s+(?=\S)")
_GOES_ON = re.compile(r"\s*(?:[-–—•]\s|[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_ABBREVIATED = re.compile(r"(?<!\w)[^\W\d_]{1,2}\.$")
_SECTION = 200
_ENOUGH = 2


@dataclass
class Measures:
    """Rows made of paragraphs: one for each measure and each section; `lines` are the paragraphs that went into them.

    The cells of a measure are in the order of `COLUMNS`.
    """

    rows: list[Block] = field(default_factory=list)
    lines: list[Block] = field(default_factory=list)


def read_measures(blocks: list[Block], language: str) -> Measures | None:
    """Read numbered paragraphs with labelled lines as rows; `None` when fewer than two say who or when."""
    found, waiting = Measures(), list[Block]()
    assigned, position = 0, 0
    while position < len(blocks):
        block = blocks[position]
        length = _length(blocks, position, language)
        cells = dict(_cells(blocks[position : position + length], language)) if length else {}
        if cells.keys() & {"deadline", "executors"}:
            found.rows += [_row(each, (_cell([(each.text, each.start)]),)) for each in waiting]
            found.rows.append(_row(block, tuple(cells.get(column, _empty(block)) for column in COLUMNS)))
            found.lines += blocks[position + 1 : position + length]
            assigned, waiting = assigned + 1, []
        else:
            waiting = [block] if length <= 1 and _is_section(block) else []
        position += max(1, length)
    return found if assigned >= _ENOUGH else None


def _length(blocks: list[Block], position: int, language: str) -> int:
    """Count the paragraphs of the measure that begins here: its own, labelled ones and those they go on in."""
    if blocks[position].kind != "paragraph" or not _MEASURE.match(blocks[position].text):
        return 0
    length = 1
    for block in blocks[position + 1 :]:
        labelled = next(_labels(block, language), None)
        goes_on = length > 1 and _GOES_ON.match(block.text) is not None
        if block.kind != "paragraph" or _MEASURE.match(block.text) or not (goes_on or (labelled and labelled[0] == 0)):
            break
        length += 1
    return length


def _cells(blocks: list[Block], language: str) -> Iterator[tuple[str, Cell]]:
    measure = _MEASURE.match(blocks[0].text)
    if not measure:
        return
    yield "number", _cell([(measure["number"], blocks[0].start + measure.start("number"))])
    stretches: list[tuple[str, list[tuple[str, int]]]] = [("title", [])]
    for block in blocks:
        end = measure.end() if block is blocks[0] else 0
        for start, label_end, column in _labels(block, language):
            stretches[-1][1].append((block.text[end:start], block.start + end))
            stretches.append((column, []))
            end = label_end
        stretches[-1][1].append((block.text[end:], block.start + end))
    for column, pieces in stretches:
        filled = [(text, start) for text, start in pieces if text.strip(" .;")]
        if filled and column in COLUMNS:
            yield column, _cell(filled)


def _labels(block: Block, language: str) -> Iterator[tuple[int, int, str]]:
    """Give where each label of a paragraph begins and ends, and the column it stands for."""
    grammar = load_grammar(language)
    for _, match in grammar.find("measure_label", block.folded):
        column = grammar.search("column", match["label"])
        if column:
            yield match.start(), match.end(), str(column[0].sets["column"])


def _cell(pieces: list[tuple[str, int]]) -> Cell:
    trimmed = [_trimmed(text, start) for text, start in pieces]
    return Cell(" ".join(text for text, _ in trimmed), tuple(Span(at, at + len(text)) for text, at in trimmed))


def _trimmed(text: str, start: int) -> tuple[str, int]:
    """Leave out white space, the end of the sentence, and a bracket that closes what the cell does not open."""
    start += len(text) - len(text.lstrip(" \t\n\u00a0"))
    text = text.strip(" \t\n\u00a0;")
    if text.endswith(").") and text.count(")") > text.count("("):
        text = text[:-1]
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    return (text if _ABBREVIATED.search(text) else text.rstrip(".")), start


def _empty(block: Block) -> Cell:
    return Cell("", (Span(block.start, block.start),))


def _row(block: Block, cells: tuple[Cell, ...]) -> Block:
    return Block("row", block.text, block.start, block.language, cells, place=block.place)


def _is_section(block: Block) -> bool:
    reads_on = block.text.rstrip().endswith((".", ";", ":"))
    return block.kind == "paragraph" and len(block.text) <= _SECTION and not reads_on and block.text[:1].isalnum()
