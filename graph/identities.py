"""A store as people decided who is who: asked about one thing, it answers for all that is the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import TracebackType
from typing import Self

import pyoxigraph

from remit.graph.sparql import Term
from remit.graph.store import Bindings, Solution, Store, Write
from remit.ontology.decisions import kind_of
from remit.ontology.iris import BASE
from remit.ontology.namespaces import OWL, REMIT

DECISIONS = BASE + "graph/decisions"

_READ = f"""SELECT ?thing ?relation ?other WHERE {{
  VALUES ?relation {{ <{OWL.sameAs}> <{REMIT.means}> }} GRAPH <{DECISIONS}> {{ ?thing ?relation ?other }} }}"""


def identified(store: Store) -> Store:
    """Give a store that answers by the decisions it holds; the very store when it holds none."""
    if isinstance(store, IdentifiedStore):
        return store
    canonical: dict[str, str] = {}
    means: dict[str, str] = {}
    for row in store.select(_READ):
        found = canonical if row["relation"].value == OWL.sameAs else means
        found[row["thing"].value] = row["other"].value
    return IdentifiedStore(store, canonical, means) if canonical or means else store


def canonical(store: Store, iri: str) -> str:
    """Give the one IRI by which a store answers for a thing."""
    return store.canonical.get(iri, iri) if isinstance(store, IdentifiedStore) else iri


def aliases(store: Store, iri: str) -> list[str]:
    """Give the other IRIs of a thing."""
    if not isinstance(store, IdentifiedStore):
        return []
    chosen = canonical(store, iri)
    return sorted(other for other, one in store.canonical.items() if one == chosen)


def meant(store: Store, claim: str, *kinds: str) -> str | None:
    """Give what a claim was decided to speak of, where that is of one of the kinds (any when none is named)."""
    thing = meanings(store).get(claim)
    return thing if thing and (not kinds or kind_of(thing) in kinds) else None


def meanings(store: Store) -> Mapping[str, str]:
    """Give what each claim that was decided about speaks of."""
    return store.means if isinstance(store, IdentifiedStore) else {}


def claims_about(store: Store, thing: str) -> list[str]:
    """Give the claims that were decided to speak of a thing, under any of its IRIs."""
    return sorted(claim for claim, meaning in meanings(store).items() if meaning == canonical(store, thing))


class IdentifiedStore:
    """A `Store` over another, with canonical IRIs in its answers (see `remit.graph.store.Store`).

    A variable bound to a thing is bound to each of the IRIs it has, one after the other, so that a query that counts
    or sorts does so for each. `canonical` gives the one IRI of each that has another; `means` what the mention of a
    claim was decided to mean.
    """

    def __init__(self, store: Store, canonical: Mapping[str, str], means: Mapping[str, str]) -> None:
        self.location = store.location
        self.canonical = canonical
        self.means = means
        self._store = store
        self._terms = {iri: pyoxigraph.NamedNode(chosen) for iri, chosen in canonical.items()}
        self._all: dict[str, list[str]] = {}
        for iri, chosen in sorted(canonical.items()):
            self._all.setdefault(chosen, [chosen]).append(iri)

    def select(self, query: str, bindings: Bindings | None = None) -> list[Solution]:
        return [
            {name: self._one(term) for name, term in solution.items()}
            for bound in self._each(bindings)
            for solution in self._store.select(query, bound)
        ]

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        return any(self._store.ask(query, bound) for bound in self._each(bindings))

    def construct(self, query: str, bindings: Bindings | None = None) -> list[pyoxigraph.Triple]:
        return [triple for bound in self._each(bindings) for triple in self._store.construct(query, bound)]

    def write(self, write: Write) -> int:
        return self._store.write(write)

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        return self._store.quads()

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one(self, term: Term) -> Term:
        return self._terms.get(term.value, term) if isinstance(term, pyoxigraph.NamedNode) else term

    def _each(self, bindings: Bindings | None) -> Iterator[Bindings | None]:
        """Give the bindings with each IRI of the things they name."""
        if not bindings:
            yield bindings
            return
        choices = [[(name, each) for each in self._iris(term)] for name, term in bindings.items()]
        yield from map(dict, product(*choices))

    def _iris(self, term: Term) -> list[Term]:
        if not isinstance(term, pyoxigraph.NamedNode):
            return [term]
        chosen = self.canonical.get(term.value, term.value)
        return [pyoxigraph.NamedNode(iri) for iri in self._all.get(chosen, [term.value])]
