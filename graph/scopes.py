"""Whether what a reorganisation passed over is what a text is about: scope words found whatever their endings."""

from __future__ import annotations

import re
from itertools import takewhile

from remit.ontology.entries import Texts
from remit.ontology.letters import fold

_WORD = re.compile(r"[^\W\d_]+")
# Letters of a word that may follow its stem: Kazakh strings suffixes together, Russian and English have one ending.
_ENDING = {"kk": 8, "ru": 3, "en": 2}
_LONGEST_ENDING = max(_ENDING.values())
_SHORTEST_STEM = 4


def words_found(scope: Texts, text: str) -> tuple[str, ...]:
    """Give the words and phrases of a scope that a text uses in any form; none when it is about something else."""
    words = _words(text)
    found = (
        phrase
        for language, phrases in scope.items()
        for phrase in phrases
        if _stands_in(_words(phrase), words, _ENDING.get(language, _LONGEST_ENDING))
    )
    return tuple(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).casefold())


def _stands_in(phrase: list[str], words: list[str], ending: int) -> bool:
    return any(
        all(_same_word(sought, word, ending) for sought, word in zip(phrase, words[start:], strict=False))
        for start in range(len(words) - len(phrase) + 1)
    )


def _same_word(sought: str, word: str, ending: int) -> bool:
    """Tell whether two words share a stem: all but the last letters of the one sought, and the other's is an ending."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(sought, word, strict=False)))
    stem = max(_SHORTEST_STEM, len(sought) - (3 if len(sought) > 8 else 2 if len(sought) > 6 else 1))
    return shared >= min(stem, len(sought)) and len(word) - shared <= ending
