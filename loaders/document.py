"""A document as read: NFC text, its blocks in order, and where each stands in that text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property

from remit.ontology.claims import Evidence
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold, language_of


@dataclass(frozen=True)
class Span:
    """A stretch of the document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A stretch of running text and where it begins in the document: what finders look at."""

    text: str
    start: int
    language: str

    @cached_property
    def folded(self) -> str:
        """The text on one line, with look-alike letters brought to one alphabet; same length, so offsets carry over."""
        return fold(self.text).replace("\n", " ")


@dataclass(frozen=True)
class Cell:
    """A cell of a table row; a row broken over pages gives one cell several spans."""

    text: str
    spans: tuple[Span, ...]

    @property
    def folded(self) -> str:
        """The text with look-alike letters brought to one alphabet; same length."""
        return fold(self.text)

    @property
    def start(self) -> int:
        """Where the cell's text begins in the document; for an empty cell where it would."""
        return self.spans[0].start

    def passages(self, language: str) -> Iterator[Passage]:
        """Give each stretch of the cell as a passage of the document."""
        offset = 0
        for span in self.spans:
            length = span.end - span.start
            yield Passage(self.text[offset : offset + length], span.start, language)
            offset += length + 1

    def locate(self, start: int, end: int) -> Span | None:
        """Bring offsets in `text` to the document; `None` when the stretch is broken over two spans."""
        offset = 0
        for span in self.spans:
            length = span.end - span.start
            if offset <= start and end <= offset + length:
                return Span(span.start + start - offset, span.start + end - offset)
            offset += length + 1
        return None


@dataclass(frozen=True)
class Block:
    """A paragraph, or a row of a table.

    `kind` is `paragraph`, `row` (of table number `table`) or `pair` (two cells side by side: a signature or an
    approval block).
    """

    kind: str
    text: str
    start: int
    language: str
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    breaks: int = 0  # line ends between this block and the one above: 1 is right below it
    place: str | None = None  # where the original has it: an anchor (`z5`) or a page (`page=3`)

    @property
    def end(self) -> int:
        """The first code point after the block."""
        return self.start + len(self.text)

    @cached_property
    def passage(self) -> Passage:
        """The whole block as running text."""
        return Passage(self.text, self.start, self.language)

    @property
    def folded(self) -> str:
        """The text with look-alike letters brought to one alphabet; same length, so offsets carry over."""
        return self.passage.folded


@dataclass(frozen=True)
class Stated:
    """What comes with a document beside its text: the head of a page, a file of metadata."""

    requisite: str | None = None  # one line naming the act with its date and number
    title: str | None = None
    adilet_id: str | None = None
    url: str | None = None
    version: PartialDate | None = None  # the day since which the act reads so
    until: PartialDate | None = None  # the day on which another version took its place

    def completed(self, other: Stated | None) -> Stated:
        """Give what is stated here, and of what is not, what the other states."""
        known = {name: value for name, value in vars(self).items() if value is not None}
        return replace(other, **known) if other else self

    @property
    def sha256(self) -> str:
        """The hash of all that is stated: it changes when a file of metadata says something else."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True)
class Document:
    """Text and blocks; `text[block.start:block.end] == block.text` for every block.

    `links` are hyperlinks in the text: (start, end, target).
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    stated: Stated | None = None
    links: tuple[tuple[int, int, str], ...] = field(default=())
    notes: tuple[str, ...] = field(default=())  # what could not be read of it

    @cached_property
    def language(self) -> str:
        """The language most of the text is in: kk, ru or en."""
        weights: Counter[str] = Counter()
        for block in self.blocks:
            weights[block.language] += len(block.text)
        return weights.most_common(1)[0][0] if weights else "en"

    def evidence(self, start: int, end: int) -> Evidence:
        """Quote a stretch of the text, white space at its ends left out."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return Evidence(quote, start, start + len(quote), self._place(start))

    def links_in(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Give the hyperlinks that a stretch of the text has a part in."""
        ordered, ends = self._ordered_links
        for index in range(bisect_left(ends, start + 1), len(ordered)):
            if ordered[index][0] >= end:
                break
            yield ordered[index]

    def _place(self, start: int) -> str | None:
        index = bisect_right(self._starts, start) - 1
        return self.blocks[index].place if index >= 0 else None

    @cached_property
    def _ordered_links(self) -> tuple[list[tuple[int, int, str]], list[int]]:
        ordered = sorted(self.links)
        return ordered, [end for _, end, _ in ordered]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]


def block(
    kind: str, text: str, start: int, fallback: str, cells: tuple[Cell, ...] = (), table: int | None = None
) -> Block:
    """Make a block, with its language told from its letters, else `fallback`."""
    return Block(kind, text, start, language_of(text, fallback) or fallback, cells, table)


def with_breaks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """Note on each block how many line ends part it from the one above."""
    end = 0
    for each in blocks:
        yield replace(each, breaks=text.count("\n", end, each.start))
        end = each.end
