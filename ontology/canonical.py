"""One IRI for what people decided to be one thing: a pure function of the decisions in force.

Where decisions contradict one another nothing is guessed: what led to the contradiction is not followed, and told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from remit.ontology.decisions import Decision, in_force, is_mention, kind_of
from remit.ontology.iris import BASE, BodyIri, PostIri

if TYPE_CHECKING:
    import networkx as nx

_REGISTERED = re.compile(
    re.escape(BASE) + r"(?:body|person|post)/(?!local/|group/)[^/]+/.|" + re.escape(BASE) + r"eli/[^/]+/[^/]+$"
)

Pair = tuple[str, str]


@dataclass(frozen=True)
class Conflict:
    """Why positive decisions are not followed: together they would make `left` and `right` one, which they are not.

    `decisions` are the ids of those not followed, `negative` that of the decision against them: `None` when they are
    two entries of a registry, or two meanings of one mention.
    """

    left: str
    right: str
    decisions: tuple[str, ...]
    negative: str | None = None


@dataclass(frozen=True)
class Canonical:
    """What follows from decisions.

    `same` gives the canonical IRI of each thing that has another than its own, `means` the thing that a mention (or a
    claim, by its IRI) was decided to mean, `denied` what each was decided not to mean, or not for certain. `decided`
    are the things decided about.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    denied: frozenset[Pair] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    decided: frozenset[str] = frozenset()

    def of(self, iri: str) -> str:
        """Give the canonical IRI of a thing: its own, unless decisions say otherwise.

        The post with a role in a body is the post with that role in the body's canonical one, unless it was itself
        decided about.
        """
        if iri not in self.decided:
            iri = _moved(iri, self.same)
        return self.same.get(iri, iri)

    def meaning(self, claim: str, mention: str) -> str | None:
        """Give what a claim with a mention speaks of: what was decided of this claim, else of the mention's words.

        `None` when nothing was, or when what the words mean was denied of this claim.
        """
        general = self.means.get(mention)
        return self.means.get(claim) or (None if (claim, general) in self.denied else general)


def settle(decisions: Iterable[Decision]) -> Canonical:
    """Work out what follows from decisions, whatever their order.

    Things that a chain of positives ties are one, under the registry's IRI where they have one, else the least. Never
    one are two things decided not to be the same, and two entries of a registry that no positives between entries of
    it tie. Positives on any path between such two are not followed.
    """
    counting = list(in_force(decisions).values())
    things = [one for one in counting if not is_mention(one.pair[0])]
    bodies, others = _split(things, "body")
    posts, rest = _split(others, "post")
    same, conflicts = _united(bodies)
    moved = {side: _moved(side, same) for one in posts for side in one.pair}
    for part, ties in ((posts, moved), (rest, {})):
        united, more = _united(part, ties)
        same |= united
        conflicts += more
    decided = frozenset(side for one in things for side in one.pair)
    means, denied, more = _meanings(
        [one for one in counting if is_mention(one.pair[0])], Canonical(same, decided=decided)
    )
    return Canonical(same, means, denied, tuple(sorted(conflicts + more, key=_order)), decided)


def is_registered(iri: str) -> bool:
    """Tell an entry of a registry, or an act by its official id, from what was minted out of a name."""
    return _REGISTERED.match(iri) is not None


def _order(conflict: Conflict) -> tuple[str, str]:
    return conflict.left, conflict.right


def _split(decisions: list[Decision], kind: str) -> tuple[list[Decision], list[Decision]]:
    of_kind = [one for one in decisions if kind_of(one.pair[0]) == kind]
    return of_kind, [one for one in decisions if kind_of(one.pair[0]) != kind]


def _moved(iri: str, same: Mapping[str, str]) -> str:
    """Give the post with the same role in the canonical body, where that is another; else the IRI itself."""
    if same and kind_of(iri) == "post":
        *body, role = PostIri.parse(iri).segments
        if body and (canonical := same.get(str(BodyIri(tuple(body))))):
            return str(PostIri((*BodyIri.parse(canonical).segments, role)))
    return iri


def _united(decisions: list[Decision], ties: Mapping[str, str] | None = None) -> tuple[dict[str, str], list[Conflict]]:
    """Unite the things of one kind; `ties` are pairs that are one by what they consist of, unless it is denied."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(one.pair for one in decisions if one.judgement == "same")
    graph.add_edges_from(tie for tie in (ties or {}).items() if tie[0] != tie[1])
    denied = {one.pair: one.id for one in decisions if one.judgement == "not-same"}
    positives = {one.pair: one.id for one in decisions if one.judgement == "same"}
    entries = graph.subgraph([thing for thing in graph if is_registered(thing)]).copy()
    _separated(entries, denied, positives)
    conflicts = _separated(graph, {**denied, **dict.fromkeys(_foreign(graph, entries))}, positives)
    return {
        thing: chosen
        for part in nx.connected_components(graph)
        for chosen in [min(part, key=lambda thing: (not is_registered(thing), thing))]
        for thing in part
        if thing != chosen
    }, conflicts


def _foreign(graph: nx.Graph[str], entries: nx.Graph[str]) -> Iterator[Pair]:
    """Give the pairs of registry entries that are tied, but not by decisions between entries."""
    import networkx as nx

    family = {thing: number for number, part in enumerate(nx.connected_components(entries)) for thing in part}
    for part in nx.connected_components(graph):
        for left, right in combinations(sorted(family.keys() & part), 2):
            if family[left] != family[right]:
                yield left, right


def _separated(graph: nx.Graph[str], apart: Mapping[Pair, str | None], positives: Mapping[Pair, str]) -> list[Conflict]:
    """Take out of a graph what ties things that are to be apart; say which decisions that was."""
    found = {pair: _between(graph, *pair) for pair in sorted(apart)}
    conflicts = [
        Conflict(*pair, tuple(sorted(positives[edge] for edge in edges if edge in positives)), apart[pair])
        for pair, edges in found.items()
        if edges
    ]
    graph.remove_edges_from({edge for edges in found.values() for edge in edges})
    return conflicts


def _between(graph: nx.Graph[str], left: str, right: str) -> set[Pair]:
    """Give the edges on the paths between two things that pass no thing twice.

    They are those that stand in one biconnected component with an edge between the two.
    """
    import networkx as nx

    if left not in graph or right not in graph or not nx.has_path(graph, left, right):
        return set()
    direct = (left, right) if left < right else (right, left)
    closed = graph.subgraph(nx.node_connected_component(graph, left)).copy()
    closed.add_edge(left, right)
    for component in nx.biconnected_component_edges(closed):
        edges = {(one, other) if one < other else (other, one) for one, other in component}
        if direct in edges:
            return {edge for edge in edges if graph.has_edge(*edge)}
    return set()


def _meanings(
    decisions: list[Decision], canonical: Canonical
) -> tuple[dict[str, str], frozenset[Pair], list[Conflict]]:
    """Give what each mention means and what it does not; one that would mean two things, or what is denied, neither."""
    means: dict[str, str] = {}
    denied: set[Pair] = set()
    conflicts: list[Conflict] = []
    about: dict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        about[one.pair[0]].append(one)
    for mention, said in sorted(about.items()):
        ids = tuple(sorted(one.id for one in said if one.judgement == "same"))
        meant = sorted({canonical.of(one.pair[1]) for one in said if one.judgement == "same"})
        against = {canonical.of(one.pair[1]): one.id for one in said if one.judgement == "not-same"}
        doubted = {canonical.of(one.pair[1]) for one in said if one.judgement != "same"}
        refused = [Conflict(mention, thing, ids, against[thing]) for thing in meant if thing in against]
        if len(meant) > 1:
            refused.append(Conflict(meant[0], meant[1], ids))
        if refused:
            doubted |= set(meant)
        elif meant:
            means[mention] = meant[0]
        denied |= {(mention, thing) for thing in doubted}
        conflicts += refused
    return means, frozenset(denied), conflicts
