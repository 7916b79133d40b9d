"""Whose name it is: a person of the registry, where one person of it has exactly these names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from remit.ontology.entries import PersonEntry
from remit.ontology.registry import Registry


def person_named(registry: Registry, name: str) -> PersonEntry | None:
    """Give the only person of a registry with a full name, patronymic aside; `None` for none, several, or initials."""
    words = name_words(name)
    known = [entry for entry in registry.persons.values() if _is_same(words, entry.names, entry.aliases)]
    return known[0] if len(known) == 1 else None


def name_words(name: str) -> frozenset[str]:
    """Give the names of a person without regard to their order and case; initials do not count."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?", name))


def _is_same(words: frozenset[str], names: Mapping[str, str], aliases: tuple[str, ...]) -> bool:
    return len(words) >= 2 and any(words <= name_words(name) for name in (*names.values(), *aliases))
