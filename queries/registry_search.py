"""Words to entries of the registry: the one that a name means, and those that it is like, with reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from remit.ontology.entries import Entry
from remit.ontology.errors import RemitError, UsageError
from remit.ontology.intervals import Interval
from remit.ontology.iris import PostIri
from remit.ontology.registry import Registry
from remit.ontology.registry_checks import same_name
from remit.queries.registry_entry import Subject

if TYPE_CHECKING:
    from remit.loaders.names import NameIndex

KINDS = ("body", "post", "person", "region", "act")
COLUMNS = ("kind", "id", "name", "start", "end", "score", "reasons", "iri")
_SAME_WORD = 0.75  # from which on two words are forms of one
_LEAST = 0.5
_UNSOUGHT = 0.5  # taken off when next to no word of a name was sought
_NOT_THEN = 0.5


@dataclass(frozen=True)
class Found:
    """An entry that words may mean: `score` is 0 to 1, `reasons` are in English."""

    subject: Subject
    iri: str
    name: str
    score: float
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the find as it is printed."""
        interval = interval_of(self.subject)
        return {
            "kind": self.subject.kind,
            "id": self.subject.entry.id,
            "name": self.name,
            "start": str(interval.start) if interval.start else None,
            "end": str(interval.end) if interval.end else None,
            "score": self.score,
            "reasons": list(self.reasons),
            "iri": self.iri,
        }


def interval_of(subject: Subject) -> Interval:
    """Give when a thing exists: a post as long as its body, a person and an act always."""
    return getattr(subject.body or subject.entry, "interval", Interval())


def find_entry(registry: Registry, words: str, as_of: date | None = None) -> Subject:
    """Give the entry of an IRI, an id or a name in any form; of several so named, the one that existed on the day.

    Raises `UsageError` when it may be several, `RemitError` when the registry holds none.
    """
    found = _by_iri(registry, words) or _by_id(registry, words) or _by_name(registry, words)
    if not found:
        found = [each.subject for each in search(registry, words, ("body", "post"), None) if each.score == 1]
    then = [each for each in found if as_of is None or interval_of(each).covers(as_of)] or found
    if not then:
        raise RemitError("not in the registry", words, "remit registry search finds what is like it")
    if len(then) > 1:
        named = ", ".join(f"{each.kind} {each.entry.id}" for each in then[:8])
        raise UsageError(f"may mean {named}", words, "give an id or IRI, or the day with --as-of")
    return then[0]


def search(
    registry: Registry,
    words: str,
    kinds: tuple[str, ...] = (),
    limit: int | None = 10,
    as_of: date | None = None,
    language: str = "en",
) -> list[Found]:
    """Give the entries that words may mean, best first: names in any form, look-alikes, transliterated or misspelt.

    Raises `UsageError` for words without a letter and for a kind that does not exist.
    """
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise UsageError(f"no such kind: {', '.join(unknown)}", "registry search", f"use {', '.join(KINDS)}")
    if not any(letter.isalnum() for letter in words):
        raise UsageError("no words to look for", "registry search", "type at least one word")
    found = [*_bodies_and_posts(registry, words, as_of, language), *_others(registry, words, as_of, language)]
    wanted = [each for each in found if not kinds or each.subject.kind in kinds]
    return sorted(wanted, key=lambda each: (-each.score, KINDS.index(each.subject.kind), each.iri))[:limit]


def _tables(registry: Registry) -> dict[str, Mapping[str, Entry]]:
    return {
        "body": registry.bodies,
        "region": registry.regions,
        "person": registry.persons,
        "post": registry.posts,
        "act": registry.acts,
    }


def _by_iri(registry: Registry, iri: str) -> list[Subject]:
    found = [
        Subject(kind, entry)
        for kind, table in _tables(registry).items()
        for entry in table.values()
        if getattr(entry, "iri", None) == iri
    ]
    post = _post_at(registry, iri)
    return [*found, *([post] if post else [])]


def _post_at(registry: Registry, iri: str) -> Subject | None:
    try:
        country, body, role = PostIri.parse(iri).segments
    except ValueError:
        return None
    known = country == registry.country and body in registry.bodies and role in registry.posts
    return Subject("post", registry.posts[role], registry.bodies[body]) if known else None


def _by_id(registry: Registry, id: str) -> list[Subject]:
    """Give what has an id, alone (a body before a post of that id) or with its kind: `post/president`."""
    kind, slash, rest = id.partition("/")
    tables = _tables(registry)
    if slash and kind in tables:
        return [Subject(kind, tables[kind][rest])] if rest in tables[kind] else []
    return [Subject(kind, table[id]) for kind, table in tables.items() if id in table][:1]


def _by_name(registry: Registry, name: str) -> list[Subject]:
    sought = same_name(name)
    return [
        Subject(kind, entry)
        for kind, table in _tables(registry).items()
        for entry in table.values()
        if any(same_name(each) == sought for each in _names(entry))
    ]


def _names(entry: Entry) -> Iterator[str]:
    for key in ("names", "titles", "short", "variants", "aliases"):
        value = getattr(entry, key, ())
        for texts in value.values() if isinstance(value, Mapping) else [value]:
            yield from (texts,) if isinstance(texts, str) else texts
    if adilet_id := getattr(entry, "adilet_id", None):
        yield adilet_id


@lru_cache(maxsize=1)
def _index(registry: Registry) -> NameIndex:
    from remit.loaders.names import NameIndex

    return NameIndex(registry)


def _bodies_and_posts(registry: Registry, words: str, as_of: date | None, language: str) -> Iterator[Found]:
    from remit.loaders.candidates import candidates

    for each in candidates(registry, _index(registry), words, on=as_of, limit=len(registry.bodies)):
        body = registry.body_at(each.iri)
        subject = Subject("body", body) if body else _post_at(registry, each.iri)
        if subject:
            yield Found(subject, each.iri, _label(subject, language), each.score, each.reasons)


def _others(registry: Registry, words: str, as_of: date | None, language: str) -> Iterator[Found]:
    """Find persons, regions and acts by the letters of their names, in whatever order and script the words are."""
    sought = _plain_words(words)
    if not sought:
        return
    for kind in ("region", "person", "act"):
        for entry in _tables(registry)[kind].values():
            likeness = {name: _likeness(sought, _plain_words(name)) for name in _names(entry)}
            best = max(likeness, key=lambda name: likeness[name], default="")
            if likeness.get(best, 0) < _LEAST:
                continue
            subject, score = Subject(kind, entry), likeness[best]
            same = same_name(best) == same_name(words)
            reasons = [f"{'name' if same else 'similar name'}: {best}"]
            if as_of and not interval_of(subject).covers(as_of):
                score *= _NOT_THEN
                reasons.append(f"does not exist on {as_of}")
            iri = getattr(entry, "iri", "")
            yield Found(
                subject, iri, _label(subject, language), round(score if same else min(score, 0.99), 3), tuple(reasons)
            )


def _plain_words(text: str) -> list[str]:
    from remit.loaders.transliteration import plain_latin

    return re.findall(r"\w+", plain_latin(text))


def _likeness(sought: list[str], name: list[str]) -> float:
    """Give how like a name is, 0 to 1: how like its words are to those sought, less for words that were not sought."""
    from rapidfuzz import fuzz

    ratios = [max((fuzz.ratio(word, other) for other in name), default=0) / 100 for word in sought]
    alike = sum(ratio for ratio in ratios if ratio >= _SAME_WORD) / len(sought)
    return float(alike * (1 - _UNSOUGHT * max(0, len(name) - len(sought)) / max(1, len(name))))


def _label(subject: Subject, language: str) -> str:
    names = getattr(subject.entry, "names", None) or getattr(subject.entry, "titles", {})
    name = names.get(language) or next(iter(names.values()), subject.entry.id)
    if subject.body is None:
        return str(name)
    return f"{name}, {subject.body.names.get(language) or next(iter(subject.body.names.values()))}"
