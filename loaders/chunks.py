"""Stretches of a text that name a post, a person or a body, and the text with those stretches replaced by marks.

Each word and sign gets a class by the grammar's rules of kind `word` (`head` is the noun of a post, `name` may be part
of a person's name). Stretches of classes are chunks by its rules of kind `chunk`, whose groups say of what kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.morphology import analyzer

_TOKEN = re.compile(
    r"(?P<quote>[«“‘\"][^\W_a-zа-я](?:[^«»“”\".;!?\n]|(?<! и )(?<! [мпб]ен )[«“](?=\w)){1,80}?(?<!,)[»”’\"]+"
    r"(?: [^\W\d_a-zа-яё]{2,3}»){0,2}(?!\w|, [–-] ))"
    r"|(?P<poss>[’'ʼ]s(?!\w))"
    r"|(?P<acting>(?<!\w)[ИиМм]\.\s?[оа]\.(?!\w))"
    r"|(?P<initial>(?<!\w)[^\W\d_a-zа-яё](?:\.|(?:(?<=Y)[aeou]|[^\W\d_A-ZА-ЯЁaeiouаеёиоуыэюя])\."
    r"(?=\s?[^\W\d_a-zа-яё])))"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[’'ʼ&-](?=[^\W\d_]{2,}|\d))*)"
    r"|(?P<digit>\d[\d.,]*)"
    r"|(?P<comma>,)|(?P<dash>[–-])|(?P<open>\()|(?P<close>\))|(?P<slash>/)|(?P<cell>[\t|]+)|(?P<sign>[^\w\s])"
)
_LONGEST_CLAUSE, _LONGEST_SENTENCE = 250, 3000
_DEPENDENT = frozenset(("gent", "datv", "ablt", "loct", "gen2", "loc2"))
_FULL_STOP = r"(?:(?:(?<=\w{3})|(?<=\d\d)|(?<=\w\s\d)|(?<=[>)»”\"’%]))[.!?…]+[»”\"’]?|[.!?…]+[»”\"’])"
_SENTENCE_END = re.compile(_FULL_STOP + r"\s+(?=[^\W\da-zа-яёәғқңөұүһі_]|[<«“\"–-])")


@dataclass(frozen=True)
class Token:
    """A word or sign: its class, and where it stands."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Chunk:
    """A stretch of the text: `kind` is post, posts (of several persons), person or body."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Marked:
    """A text with its chunks replaced by `<post>`, `<person>`, `<body>`, and the way back to the text."""

    text: str
    source: str
    chunks: tuple[Chunk, ...]
    places: tuple[int, ...]  # where each chunk's mark begins in `text`

    def chunk_at(self, place: int) -> Chunk:
        """Give the chunk whose mark begins at a place of the marked text."""
        return self.chunks[self.places.index(place)]

    def chunks_in(self, start: int, end: int) -> list[Chunk]:
        """Give the chunks whose marks begin within a stretch of the marked text."""
        return [chunk for chunk, place in zip(self.chunks, self.places, strict=True) if start <= place < end]

    def original(self, place: int) -> int:
        """Bring a place of the marked text, not inside a mark, back to the source."""
        at = bisect_right(self.places, place) - 1
        if at < 0:
            return place
        chunk = self.chunks[at]
        if place == self.places[at]:
            return chunk.start
        return chunk.end + place - (self.places[at] + len(chunk.kind) + 2)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Give the stretches of the marked text that are sentences."""
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            yield from self._bounded(start, match.end())
            start = match.end()
        yield from self._bounded(start, len(self.text))

    def _bounded(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a stretch longer than any sentence at white space."""
        while end - start > _LONGEST_SENTENCE:
            cut = self.text.rfind(" ", start, start + _LONGEST_SENTENCE) + 1 or start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        if start < end:
            yield start, end


@cache
def _word_class(word: str, language: str) -> str:
    grammar = load_grammar(language)
    found = grammar.search("word", word)
    kind = str(found[0].sets["class"]) if found else "word"
    if kind == "noun" and grammar.words.get("declension") and not _may_depend(word, language):
        return "word"
    return kind


def _may_depend(word: str, language: str) -> bool:
    """Tell a word that can depend on a noun by its case: «министр энергетики», but not «министр проведет»."""
    parses = analyzer(language).parse(word)
    return any(each.tag.POS in ("NOUN", "ADJF", "PRTF") and each.tag.case in _DEPENDENT for each in parses)


def tokens(folded: str, grammar: Grammar) -> list[Token]:
    """Cut a folded text into words and signs with their classes; words no rule knows are of the class `word`."""
    found = []
    for match in _TOKEN.finditer(folded):
        kind = match.lastgroup or "sign"
        if kind in ("word", "initial"):
            kind = _word_class(match[0], grammar.language)
        found.append(Token(kind, match.start(), match.end()))
    return found


@dataclass(frozen=True)
class Shape:
    """The classes of a text's tokens in a row, parted by single spaces."""

    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        """The row, for patterns."""
        return " ".join(token.kind for token in self.tokens)

    @cached_property
    def _bounds(self) -> tuple[dict[int, int], dict[int, int]]:
        starts, ends, at = {}, {}, 0
        for index, token in enumerate(self.tokens):
            starts[at] = index
            at += len(token.kind)
            ends[at] = index + 1
            at += 1
        return starts, ends

    def stretch(self, match: re.Match[str], group: str) -> tuple[int, int] | None:
        """Give the first token of a group and the one after its last; `None` when absent, or not of whole classes."""
        starts, ends = self._bounds
        first, last = starts.get(match.start(group)), ends.get(match.end(group))
        return None if first is None or last is None else (first, last)


def shape(folded: str, grammar: Grammar) -> Shape:
    """Give the classes of a folded text."""
    return Shape(tuple(tokens(folded, grammar)))


def find_chunks(folded: str, grammar: Grammar) -> list[Chunk]:
    """Find the posts, persons and bodies of a folded text, in order; an earlier rule takes its stretch first."""
    found = [chunk for words in _clauses(tokens(folded, grammar)) for chunk in _in_clause(words, folded, grammar)]
    return sorted(found, key=lambda chunk: chunk.start)


def _clauses(words: list[Token]) -> Iterator[list[Token]]:
    """Cut at signs, which no chunk goes across, and where a clause is longer than any in prose."""
    clause: list[Token] = []
    for word in words:
        if word.kind == "sign" or len(clause) == _LONGEST_CLAUSE:
            yield clause
            clause = []
        if word.kind != "sign":
            clause.append(word)
    yield clause


def _in_clause(words: list[Token], folded: str, grammar: Grammar) -> Iterator[Chunk]:
    if not words:
        return
    for rule in grammar.of("chunk"):
        row = Shape(tuple(words))
        for match in rule.regex.finditer(row.text):
            for kind in rule.regex.groupindex:
                if stretch := row.stretch(match, kind):
                    start, end = words[stretch[0]].start, words[stretch[1] - 1].end
                    yield Chunk(kind, start, end, folded[start:end])
                    words[slice(*stretch)] = [replace(word, kind="taken") for word in words[slice(*stretch)]]


def mark(folded: str, source: str, grammar: Grammar) -> Marked:
    """Replace the chunks of a folded text by marks; `source` is the text before folding, for what chunks are called."""
    chunks = tuple(
        Chunk(each.kind, each.start, each.end, source[each.start : each.end]) for each in find_chunks(folded, grammar)
    )
    folded = folded.replace("<", "‹")  # what looks like a mark is not ours
    pieces: list[str] = []
    places: list[int] = []
    length = at = 0
    for chunk in chunks:
        pieces.append(folded[at : chunk.start])
        length += chunk.start - at
        places.append(length)
        pieces.append(f"<{chunk.kind}>")
        length += len(chunk.kind) + 2
        at = chunk.end
    pieces.append(folded[at:])
    return Marked("".join(pieces), source, chunks, tuple(places))
