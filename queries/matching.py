"""Whom or what a name means: bodies, posts, persons and acts, scored, and a choice only where one clearly wins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from remit.graph.identities import aliases, canonical, identified
from remit.graph.records import Records
from remit.graph.store import Store
from remit.loaders.candidates import candidates
from remit.loaders.names import NameIndex
from remit.ontology.entries import RegionEntry
from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE, PostIri
from remit.ontology.registry import Registry
from remit.queries.search import SearchIndex, search_key

KINDS = ("body", "post", "person", "act")
LOOKED_AT = 50  # candidates weighed for one name, however few are wanted

_PATH = re.compile(r"(?:body|post|person|eli)/[\w/.~%-]+", re.ASCII)
_SURE, _AHEAD = 0.95, 0.1  # a match has this score, and is this far ahead of the next
_ELSEWHERE = 0.5  # of the score is left to a body of another territory than the one spoken of
_ALL_WORDS = 0.7  # the score of a name with all the words and others besides
_LEAST = 0.3  # a match with less is noise
_BEST_HIT = 3.4  # the score of a search for exactly what is found


@dataclass(frozen=True)
class Match:
    """An entity that a name may mean: `score` is 0 to 1, `reasons` in English; `sure` when it clearly is the one."""

    iri: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    sure: bool = False


class Matcher:
    """Matches names with the entities of one graph and of the registry; reads their names once."""

    def __init__(self, registry: Registry, store: Store, index: SearchIndex) -> None:
        self._registry = registry
        self._store = identified(store)
        self._index = index

    def match(
        self,
        text: str,
        kinds: Collection[str] = KINDS,
        *,
        on: date | None = None,
        territory: str | None = None,
        language: str | None = None,
        limit: int = 10,
    ) -> list[Match]:
        """Give what a name may mean, best first, at most `limit`; an IRI, whole or below the base, means itself.

        `on` is the day spoken of, `territory` the name of a region in any language, `language` (kk, ru, en) that of
        the text. One match at most is `sure`: it is as good as certain, and nothing else comes near. Raises
        `UsageError` for a kind that does not exist.
        """
        if unknown := sorted(set(kinds) - set(KINDS)):
            raise UsageError(f"no such kind: {', '.join(unknown)}", "matching", f"use {', '.join(KINDS)}")
        found = [*self._of_registry(text, on, language), *self._of_graph(text, kinds)]
        if territory and (regions := self._regions(territory)):
            found = list(self._within(found, regions, on))
        best: dict[str, Match] = {}
        for match in found:
            known = best.get(match.iri)
            if match.kind in kinds and match.score >= (known.score if known else _LEAST):
                best[match.iri] = match
        return _decided(sorted(best.values(), key=lambda match: (-match.score, match.iri)))[:limit]

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._registry)

    def _of_registry(self, text: str, on: date | None, language: str | None) -> Iterator[Match]:
        for found in candidates(self._registry, self._names, text, language=language, on=on, limit=LOOKED_AT):
            kind = "post" if found.iri.startswith(BASE + PostIri.prefix) else "body"
            yield Match(canonical(self._store, found.iri), kind, found.score, found.reasons)

    def _of_graph(self, text: str, kinds: Collection[str]) -> Iterator[Match]:
        """Give what documents bring in, and what is known by its IRI.

        Bodies of the registry are left out, for their names were compared better, unless people decided that something
        in a document is one of them.
        """
        sought = search_key(text)
        if not sought.strip():
            return
        if known := self._known(text):
            yield Match(known[0], known[1], 1.0, ("identifier",))
        for hit in self._index.find(text, kinds, LOOKED_AT):
            if self._registry.body_at(hit.iri) and not aliases(self._store, hit.iri):
                continue
            if search_key(hit.label) == sought or hit.iri.endswith(f"/{text.strip()}"):
                yield Match(hit.iri, hit.kind, 1.0, ("name in a document",))
            else:
                yield Match(hit.iri, hit.kind, round(hit.score / _BEST_HIT * _ALL_WORDS, 3), ("words of its name",))

    def _known(self, text: str) -> tuple[str, str] | None:
        path = text.strip().removeprefix(BASE)
        if not _PATH.fullmatch(path):
            return None
        kind = "body" if self._registry.body_at(BASE + path) else Records(self._store).kind(BASE + path)
        return (canonical(self._store, BASE + path), kind) if kind in KINDS else None

    def _regions(self, name: str) -> set[str]:
        """Give the ids of the regions a name means: those of that very name, else those with it in theirs."""
        sought = search_key(name)
        names = {region.id: set(map(search_key, _names_of(region))) for region in self._registry.regions.values()}
        same = {id for id, keys in names.items() if sought in keys}
        return same or {id for id, keys in names.items() if any(sought in key for key in keys)}

    def _within(self, found: Iterable[Match], regions: set[str], on: date | None) -> Iterator[Match]:
        """Weigh bodies by their territory; give of a class the members in the regions beside the class itself."""
        for match in found:
            body = self._registry.body_at(match.iri)
            if body is None or (body.territory is None and not body.is_class):
                yield match
            elif body.territory in regions:
                yield replace(match, reasons=(*match.reasons, "in the territory"))
            else:
                reasons = (*match.reasons, "not of the territory")
                yield replace(match, score=round(match.score * _ELSEWHERE, 3), reasons=reasons)
            for member in self._registry.members(body.id, on) if body and body.is_class else ():
                if member.territory in regions:
                    reasons = (*match.reasons, "member of the class", "in the territory")
                    yield replace(match, iri=member.iri, reasons=reasons)


def _names_of(region: RegionEntry) -> Iterator[str]:
    yield from region.names.values()
    for names in (*region.forms.values(), *region.variants.values()):
        yield from names
    yield from (name for name in (region.id, region.iso) if name)


def _decided(matches: list[Match]) -> list[Match]:
    """Mark the first as sure when it is, and no other comes near."""
    first, second = [*(match.score for match in matches), 0.0, 0.0][:2]
    if first < _SURE or round(first - second, 3) < _AHEAD:
        return matches
    return [replace(matches[0], sure=True), *matches[1:]]
