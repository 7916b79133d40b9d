"""Names that are like a text though not the same: word by word, in plain Latin letters, the rare words first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from remit.loaders.forms import bare_name
from remit.loaders.grammar import load_grammar
from remit.loaders.transliteration import plain_latin
from remit.ontology.registry import Registry

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_SAME_WORD = 80  # of 100: forms of one word, as far as letters tell
_SHORT = 4  # letters: of two short words that differ in one, neither is a form of the other
_LEAST = 0.3


@dataclass(frozen=True)
class Spelling:
    """A name as somebody may write it: `words` are those of the name in plain Latin letters."""

    body: str
    language: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """A name that a text is like, and how much: `score` is above 0 and below 1."""

    spelling: Spelling
    score: float
    transliterated: bool


class Spellings:
    """The words of all names of a registry, and how much each weighs: the more, the fewer names have it."""

    def __init__(self, registry: Registry) -> None:
        spellings = [
            Spelling(body.id, language, name, _words(bare_name(name, load_grammar(language)), language))
            for body in registry.bodies.values()
            for language in sorted({*body.names, *body.short})
            for name in (body.names.get(language), *body.short.get(language, ()))
            if name
        ]
        self._having: dict[str, list[Spelling]] = defaultdict(list)
        for spelling in spellings:
            for word in spelling.words:
                self._having[word].append(spelling)
        self._words = list(self._having)
        self._count = len(spellings)

    def like(self, text: str) -> Iterator[Likeness]:
        """Give the names that share words with a text, in no order; words that differ in their endings are alike.

        The score is the weight of the words in common as a part of the weight of all words of both.
        """
        latin = not _CYRILLIC.search(text)
        asked = _words(text, None)
        common: dict[Spelling, float] = defaultdict(float)
        for word in asked:
            for spelling, weight in self._shared(word).items():
                common[spelling] += weight
        own = sum(map(self._weight, asked))
        for spelling, weight in common.items():
            score = min(2 * weight / (own + sum(map(self._weight, spelling.words))), 0.99)
            if score >= _LEAST:
                yield Likeness(spelling, score, latin and _CYRILLIC.search(spelling.name) is not None)

    def _weight(self, word: str) -> float:
        return log((1 + self._count) / (1 + len(self._having.get(word, ()))))

    def _shared(self, word: str) -> dict[Spelling, float]:
        """Give the names with a word, or one like it, and the weight they share by it."""
        from rapidfuzz import fuzz, process

        shared: dict[Spelling, float] = {}
        alike = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_SAME_WORD, limit=None)
        for known, likeness, _ in alike:
            if known != word and min(len(known), len(word)) <= _SHORT:
                continue
            weight = (self._weight(word) + self._weight(known)) / 2 * likeness / 100
            for spelling in self._having[known]:
                shared[spelling] = max(weight, shared.get(spelling, 0.0))
        return shared


def _words(text: str, language: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(plain_latin(text, language))))
