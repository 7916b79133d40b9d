"""Things whose names are alike in any of the three languages: of persons with initials too, of bodies word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from remit.loaders.transliteration import plain_latin

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 80  # of 100: spellings of one name in two languages
_INITIAL = 0.6  # how much a first letter says of a name
_START = 3  # letters by which words are looked up
_SHORTEST_OF_A_BODY = 4  # shorter words are legal forms and conjunctions


@dataclass(frozen=True)
class Namesake:
    """Another thing: `score` is 0 to 1, `name` the name that is alike, `initials` tells that it has some."""

    iri: str
    name: str
    score: float
    initials: bool


@dataclass(frozen=True)
class _Name:
    iri: str
    name: str
    words: tuple[str, ...]


class Namesakes:
    """The names of things of one kind, `person` or `body`."""

    def __init__(self, names: Mapping[str, Sequence[str]], kind: str) -> None:
        self._persons = kind == "person"
        self._names = {iri: [_Name(iri, name, self._words(name)) for name in known] for iri, known in names.items()}
        self._starting: dict[str, list[_Name]] = defaultdict(list)
        for name in (name for known in self._names.values() for name in known):
            for start in {_start(word) for word in name.words if len(word) > 1}:
                self._starting[start].append(name)

    def of(self, iri: str) -> list[Namesake]:
        """Give the other things with a name like one of a thing's, best first."""
        best: dict[str, Namesake] = {}
        for own in self._names.get(iri, ()):
            for other in self._near(own):
                alike = self._compared(own, other)
                if alike and (other.iri not in best or best[other.iri].score < alike.score):
                    best[other.iri] = alike
        return sorted(best.values(), key=lambda each: (-each.score, each.iri))

    def _near(self, own: _Name) -> Iterator[_Name]:
        near = (name for word in own.words for name in self._starting.get(_start(word), ()))
        yield from dict.fromkeys(name for name in near if name.iri != own.iri)

    def _words(self, name: str) -> tuple[str, ...]:
        words = _WORD.findall(plain_latin(name))
        return tuple(words if self._persons else (word for word in words if len(word) >= _SHORTEST_OF_A_BODY))

    def _compared(self, own: _Name, other: _Name) -> Namesake | None:
        """Compare two names: each word of the shorter must have its like in the longer; of bodies, all in both.

        Two words at least of a person's, one of them in full, must be alike.
        """
        shorter, longer = sorted((own.words, other.words), key=len)
        if len(shorter) < (2 if self._persons else 1) or (len(shorter) != len(longer) and not self._persons):
            return None
        free, scores = list(longer), []
        for word in sorted(shorter, key=len, reverse=True):
            score, match = max((_likeness(word, one), one) for one in free)
            if not score:
                return None
            free.remove(match)
            scores.append(score)
        if max(scores) <= _INITIAL:
            return None
        return Namesake(other.iri, other.name, round(sum(scores) / len(scores), 3), _INITIAL in scores)


def _start(word: str) -> str:
    """Give the letters by which a word is looked up: «Ер…» is written "Yer…" and "Er…"."""
    return (word[1:] if word[:1] == "i" and word[1:2] in tuple("aeou") else word)[:_START]


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    return fuzz.ratio(one, other, score_cutoff=_ALIKE) / 100
