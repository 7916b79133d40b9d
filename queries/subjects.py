"""What the words of a question are about: an IRI, the number of an item, a body by its name, or a search."""

from __future__ import annotations

import re
from itertools import chain

from remit.graph.accountability import Accountability
from remit.graph.records import Records
from remit.ontology.letters import fold
from remit.queries.search import SearchIndex

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
_NUMBER = r"(?P<number>\d+(?:[.-]\d+)*)\.?"
# How an item is called beside its number, before it or after it.
_ITEM_WORDS = {
    "kk": (r"тармақ\w*", r"тармақша\w*", r"іс-шара\w*"),
    "ru": (r"п\.", r"пп\.", r"пункт\w*", r"подпункт\w*", r"мероприяти\w*"),
    "en": ("item", "point", "paragraph", r"no\.", "measure"),
    "": ("№", "#", "n"),
}
_WORDS = "|".join(word for words in _ITEM_WORDS.values() for word in words)
_ITEM = re.compile(rf"(?:(?:{_WORDS})\s*)?(?:№\s*)?{_NUMBER}(?:[\s-]*(?:{_WORDS}))?$", re.IGNORECASE)
_DUTIES = ("item", "duty")
_BEARERS = ("body", "post", "person")
_WHOLE = 1.5  # a hit below this has only some of the words


def find_subjects(
    accountability: Accountability, words: str, limit: int = 20, index: SearchIndex | None = None
) -> list[str]:
    """Give the IRIs that words mean, best first; none when the graph has nothing of the kind.

    An IRI means itself; `1.1.7`, `пункт 12`, `12-тармақ` mean the items and points of that number; the whole name or
    abbreviation of a body means the body; anything else is searched for: the duties found, or, when what fits best is
    a body, post or person, that. An `index` of the same store saves reading its names and passages once more.
    """
    words = words.strip()
    records = accountability.records
    if _IRI.match(words):
        known = records.kind(words) or accountability.registry.body_at(words) or records.duties_behind(words)
        return [records.canonical(words)] if known else []
    if (item := _ITEM.match(words)) and (found := records.duties_numbered(item["number"])):
        return _items_first(records, found)
    return _named(accountability, words) or _searched(index or SearchIndex(records.store), words, limit)


def _items_first(records: Records, duties: list[str]) -> list[str]:
    return sorted(duties, key=lambda iri: records.kind(iri) != "item")


def _named(accountability: Accountability, words: str) -> list[str]:
    """Give the bodies of that very name that existed on the day asked; all of that name when none did."""
    sought, day = _plain(words), accountability.as_of
    bodies = [
        body
        for body in accountability.registry.bodies.values()
        if any(_plain(name) == sought for name in (*body.names.values(), *chain.from_iterable(body.short.values())))
    ]
    there = [body for body in bodies if day is None or body.interval.covers(day)]
    return list(dict.fromkeys(accountability.records.canonical(body.iri) for body in there or bodies))


def _searched(index: SearchIndex, words: str, limit: int) -> list[str]:
    found = index.find(words, limit=limit)
    hits = [hit for hit in found if hit.score >= _WHOLE] or found
    if hits and hits[0].kind in _BEARERS:
        return [hits[0].iri]
    return [hit.iri for hit in hits if hit.kind in _DUTIES] or [hit.iri for hit in hits[:1]]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", fold(text).casefold()))
