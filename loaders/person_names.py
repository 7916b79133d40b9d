"""Whose name it is: a person of the registry, where one person of it has these names, however they are romanised."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from remit.loaders.transliteration import plain_latin
from remit.ontology.entries import PersonEntry
from remit.ontology.registry import Registry

_GLIDE = re.compile(r"(?<![^\Waeiou])i(?=[aeou])")  # «Yerlan» and «Erlan», «Tokayev» and «Tokaev»


def person_named(registry: Registry, name: str) -> PersonEntry | None:
    """Give the only person of a registry with a full name, patronymic aside; `None` for none, several, or initials.

    A name that nobody has as it is written is sought in all ways to write it in Latin letters.
    """
    for words_of in (name_words, plain_words):
        words = words_of(name)
        known = [entry for entry in registry.persons.values() if _has(entry, words, words_of)]
        if len(words) >= 2 and known:
            return known[0] if len(known) == 1 else None
    return None


@cache
def name_words(name: str) -> frozenset[str]:
    """Give the names of a person without regard to their order and case; initials do not count."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?", name))


@cache
def plain_words(name: str) -> frozenset[str]:
    """Give the names of a person in one plain Latin spelling: «Қасым-Жомарт», «Qasym-Jomart», «Kassym-Zhomart»."""
    return frozenset(_GLIDE.sub("", plain_latin(word)) for word in name_words(name))


def _has(entry: PersonEntry, words: frozenset[str], words_of: Callable[[str], frozenset[str]]) -> bool:
    return any(words <= words_of(name) for name in (*entry.names.values(), *entry.aliases))
