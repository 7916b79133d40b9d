"""Solutions of a query by what people decided: claims whose mention was decided speak of the thing it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph

from remit.graph.identities import claims_about, meant
from remit.ontology.decisions import kind_of

if TYPE_CHECKING:
    from remit.graph.store import Bindings, Solution, Store

# By the variable that stands for a claim: what the variables of the thing it speaks of are called, by kind of thing.
_SPOKEN_OF: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "responsibility": {"body": ("bearer",), "post": ("bearer",), "person": ("bearer",)},
    "seat": {"body": ("body", "member"), "post": ("post", "member"), "person": ("person_iri", "member")},
    "tenure": {"body": ("body",), "post": ("post",), "person": ("person",)},
    "citation": {"act": ("act",)},
}


def solutions(store: Store, text: str, bindings: Bindings) -> Iterator[Solution]:
    """Give the solutions of a SELECT query; claims that were decided name what they were decided to speak of.

    A variable bound to a thing finds the claims decided to speak of it too. Mentions (`?candidates`) that were decided
    are no longer open and are left out. `store` is one of `remit.graph.identities.identified`.
    """
    lists_open = "?candidates" in text
    for solution in store.select(text, bindings):
        if not (lists_open and meant(store, _value(solution, "claim"))):
            yield _filled(store, solution)
    for asked, claims in _decided_about(store, bindings):
        # What the claim itself says of its bearer is that it is open: the query cannot find it by the bearer.
        rest = {name: term for name, term in bindings.items() if name != asked}
        for solution in store.select(text, rest):
            if any(_value(solution, claim) in claims for claim in _SPOKEN_OF):
                yield _filled(store, solution)


def _filled(store: Store, solution: Solution) -> Solution:
    for variable, called in _SPOKEN_OF.items():
        if thing := meant(store, _value(solution, variable)):
            names = called.get(kind_of(thing), ())
            solution = {**solution, **dict.fromkeys(names, pyoxigraph.NamedNode(thing))}
    return solution


def _decided_about(store: Store, bindings: Bindings) -> Iterator[tuple[str, set[str]]]:
    """Give the variables bound to things, each with the claims decided to speak of them."""
    names = {name for called in _SPOKEN_OF.values() for group in called.values() for name in group}
    for variable, term in bindings.items():
        about = claims_about(store, term.value) if variable.removeprefix("_") in names else []
        if about:
            yield variable, set(about)


def _value(solution: Solution, variable: str) -> str:
    return solution[variable].value if variable in solution else ""
