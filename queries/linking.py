"""What is unresolved: mentions of nothing known or of several things, and things that may have another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import islice, product
from typing import Any

from remit.graph.identities import aliases, identified, meant
from remit.graph.mentions import Occurrence, unresolved
from remit.graph.records import PROLOGUE
from remit.graph.store import Store
from remit.loaders.candidates import candidates
from remit.loaders.names import NameIndex
from remit.ontology.canonical import is_registered
from remit.ontology.decisions import Decision, in_force, is_mention, kind_of, mention_iri
from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE
from remit.ontology.letters import language_of
from remit.ontology.registry import Registry
from remit.queries.labels import Labels
from remit.queries.namesakes import Namesake, Namesakes

KINDS = ("body", "person", "post", "act")
COLUMNS = ("mention", "kind", "count", "documents", "candidates", "iri")
CANDIDATES = 5
_WORTH_ASKING = 0.6  # the score from which a thing that has a name of its own may be another
_MINTED = f"""{PROLOGUE}SELECT ?thing ?claim ?document WHERE {{
  VALUES ?part {{ cv:hasParticipant org:member org:organization remit:body remit:post remit:person }}
  GRAPH ?doc {{ ?claim ?part ?thing ; a remit:Claim . ?doc dct:identifier ?document .
    FILTER NOT EXISTS {{ ?doc remit:until ?superseded }} }}
  FILTER (STRSTARTS(STR(?thing), "{BASE}body/local/") || STRSTARTS(STR(?thing), "{BASE}person/local/")
    || STRSTARTS(STR(?thing), "{BASE}post/local/"))
}}"""

_NAMES = f"{PROLOGUE}SELECT ?thing ?name WHERE {{ ?thing skos:prefLabel|foaf:name ?name }}"


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant: `score` is 0 to 1, `None` where there is nothing but the reading's word for it."""

    iri: str
    name: str
    score: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Open:
    """A mention, or a thing minted from its name, that a person may decide about, with how often it comes and where."""

    iri: str
    mention: str
    kind: str
    count: int
    documents: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as it is printed."""
        return asdict(self)

    def as_row(self) -> dict[str, Any]:
        """Give it as a row of a table, its candidates in words."""
        told = [f"{one.name} ({', '.join([*_number(one.score), *one.reasons])})" for one in self.candidates]
        return {**asdict(self), "candidates": told}


def _number(score: float | None) -> list[str]:
    return [] if score is None else [f"{score:.2f}"]


@dataclass
class _Subject:
    """What is being gathered on one mention or thing."""

    kind: str
    names: list[str]
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    left_open: dict[str, str] = field(default_factory=dict)  # candidate of the reading → its reason


class Linking:
    """What is unresolved in a store, by the decisions taken so far."""

    def __init__(self, store: Store, registry: Registry, decisions: Iterable[Decision] = ()) -> None:
        self._store = identified(store)
        self._registry = registry
        self._judged = set(in_force(decisions))
        self._labels = Labels(self._store)

    def pending(self, kinds: Collection[str] | None = None, limit: int | None = None) -> list[Open]:
        """Give what is unresolved, the most frequent first; `limit` `None` for all.

        Things minted from a name are listed only where something known, or another such thing, has a name much like it.
        What was decided about is not listed again, nor are candidates that were judged, whatever the judgement. Raises
        `UsageError` for a kind that does not exist.
        """
        if unknown := sorted(set(kinds or ()) - set(KINDS)):
            raise UsageError(f"no such kind: {', '.join(unknown)}", "link", f"use {', '.join(KINDS)}")
        ordered = sorted(self._subjects.items(), key=lambda one: (-len(one[1].claims), one[1].names[0], one[0]))
        found = (self._open(iri, subject) for iri, subject in ordered if not kinds or subject.kind in kinds)
        return list(islice((one for one in found if one.count and (one.candidates or is_mention(one.iri))), limit))

    def has(self, mention: str) -> bool:
        """Tell whether the IRI of a mention, or of a claim with one, is of words that the reading left open."""
        return any(mention in (one.iri, one.claim) for one in self._occurrences)

    def named(self, text: str) -> list[str]:
        """Give the IRIs of what is unresolved, or was minted from a name, under a name as listed."""
        sought = {mention_iri(kind, text) for kind in KINDS}
        return sorted(
            iri
            for iri, subject in self._subjects.items()
            if any(mention_iri(subject.kind, name) in sought for name in subject.names)
        )

    @cached_property
    def _occurrences(self) -> list[Occurrence]:
        return list(unresolved(self._store))

    @cached_property
    def _subjects(self) -> dict[str, _Subject]:
        found: dict[str, _Subject] = {}
        for one in self._occurrences:
            subject = found.setdefault(one.iri, _Subject(one.kind, [one.mention]))
            if meant(self._store, one.claim) is None:
                self._count(subject, one)
        for row in self._store.select(_MINTED):
            iri = row["thing"].value
            if not is_registered(iri):
                subject = found.setdefault(iri, _Subject(kind_of(iri), self._minted[iri] or [iri]))
                subject.claims.add(row["claim"].value)
                subject.documents.add(row["document"].value)
        return found

    @cached_property
    def _minted(self) -> dict[str, list[str]]:
        """The names that documents give to things, the fullest first."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._store.select(_NAMES):
            found[row["thing"].value].add(row["name"].value)
        names = {iri: sorted(given, key=lambda name: (-len(name), name)) for iri, given in found.items()}
        return defaultdict(list, names)

    @staticmethod
    def _count(subject: _Subject, one: Occurrence) -> None:
        subject.claims.add(one.claim)
        subject.documents.add(one.document)
        subject.left_open |= dict.fromkeys(one.candidates, one.reason)

    def _open(self, iri: str, subject: _Subject) -> Open:
        likely = self._likely(iri, subject)
        kept = [one for one in likely if not self._is_judged(iri, one.iri)][:CANDIDATES]
        return Open(
            iri, subject.names[0], subject.kind, len(subject.claims), tuple(sorted(subject.documents)), tuple(kept)
        )

    def _is_judged(self, one: str, other: str) -> bool:
        pairs = product([one, *aliases(self._store, one)], [other, *aliases(self._store, other)])
        return any({pair, pair[::-1]} & self._judged for pair in pairs)

    def _likely(self, iri: str, subject: _Subject) -> list[Candidate]:
        left = {one: ((why,) if why else ("left open by the reading",)) for one, why in subject.left_open.items()}
        best = {one: Candidate(one, self._name(one, subject.names[0]), None, why) for one, why in left.items()}
        known = [] if subject.kind in ("person", "act") else [self._known(name) for name in subject.names]
        alike = self._namesakes[subject.kind].of(iri) if subject.kind in self._namesakes else []
        for one in (*(each for found in known for each in found), *map(self._alike, alike)):
            if one.iri not in best or (best[one.iri].score or 0) < (one.score or 0):
                best[one.iri] = replace(one, reasons=(*left.get(one.iri, ()), *one.reasons))
        fitting = [one for one in best.values() if is_mention(iri) or self._is_worth_asking(one, subject.kind)]
        return sorted(fitting, key=lambda one: (-(one.score or 1), one.iri))

    @staticmethod
    def _is_worth_asking(one: Candidate, kind: str) -> bool:
        return kind_of(one.iri) == kind and (one.score or 0) >= _WORTH_ASKING

    def _known(self, name: str) -> list[Candidate]:
        found = candidates(self._registry, self._names, name)
        return [Candidate(one.iri, self._name(one.iri, name), one.score, one.reasons) for one in found]

    def _alike(self, one: Namesake) -> Candidate:
        reasons = ("name written alike", *(["initials only"] if one.initials else []))
        return Candidate(one.iri, one.name, one.score, reasons)

    def _name(self, iri: str, beside: str) -> str:
        """Name a thing, in the language of a text where it has a name in that."""
        return self._labels.label(iri, language_of(beside)) or iri.removeprefix(BASE)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._registry)

    @cached_property
    def _namesakes(self) -> dict[str, Namesakes]:
        minted: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for iri, subject in self._subjects.items():
            if not is_mention(iri):
                minted[subject.kind][iri] = subject.names
        persons = {entry.iri: [*entry.names.values(), *entry.aliases] for entry in self._registry.persons.values()}
        return {
            "person": Namesakes({**persons, **minted["person"]}, "person"),
            "body": Namesakes(minted["body"], "body"),
        }
