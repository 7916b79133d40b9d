"""What a picture shows: things and ties chosen from a network, a part of them at first, the rest on demand."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from remit.graph.view_claims import ActName, Card
    from remit.graph.view_words import Words

_WIDTH, _LINES = 20, 3  # of a label on the picture, in characters and lines


@dataclass(frozen=True)
class Thing:
    """A node: `short` is its label cut and wrapped, `claims` say that it exists, `members` are what it stands for."""

    iri: str
    kind: str
    label: str
    short: str
    claims: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass
class Tie:
    """All that links two things: `roles` counts the links of each role, `claims` are those that documents make."""

    source: str
    target: str
    roles: Counter[str] = field(default_factory=Counter)
    claims: list[tuple[str, str]] = field(default_factory=list)  # (role, claim)

    def add(self, role: str, claim: str | None) -> None:
        """Count one more link; a claim that is met twice in a role counts once."""
        if claim is not None:
            if (role, claim) in self.claims:
                return
            self.claims.append((role, claim))
        self.roles[role] += 1


@dataclass
class Picture:
    """Things and ties by IRI; `things` holds the sections too, each of which stands for its members."""

    things: dict[str, Thing]
    ties: dict[tuple[str, str], Tie]

    def tie(self, source: str, target: str) -> Tie:
        """Give the tie from one thing to another, a new one when they had none."""
        return self.ties.setdefault((source, target), Tie(source, target))

    def degrees(self) -> Counter[str]:
        """Count the ties of each thing."""
        return Counter(end for pair in self.ties for end in pair)

    def folded(self) -> set[str]:
        """Give the things that a section stands for."""
        return {member for thing in self.things.values() for member in thing.members}


def draw(
    network: nx.MultiDiGraph[str], cards: Mapping[str, Card], acts: Mapping[str, ActName], words: Words
) -> Picture:
    """Turn a network into things and ties: parallel edges become one tie, acts are named by type, number and date."""
    identities: defaultdict[str, list[str]] = defaultdict(list)
    for card in cards.values():
        for act in card.facts.get("identifies", ()):
            identities[act].append(card.claim)
    picture = Picture({}, {})
    for iri, data in network.nodes(data=True):
        kind, label = data["kind"], data["label"]
        own = cards.get(iri)
        if own and own.first("duty_kind") == "plan-item":
            kind = "item"
        short = f"{own.first('number')} {label}" if own and own.first("number") else label
        if name := acts.get(iri):
            short = _act_name(name, words) or label
            # An act whose title no document gives is labelled with the end of its IRI.
            label = short if iri.endswith(label) or label in short else f"{short}. {label}"
        picture.things[iri] = Thing(
            iri,
            kind if kind in words.kinds else "other",
            label,
            wrap(short),
            (*((iri,) if own else ()), *identities.get(iri, ())),
        )
    for source, target, data in network.edges(data=True):
        if source != target:
            role = data.get("mode") or data.get("role") or data["relation"]
            picture.tie(source, target).add(role, data.get("claim"))
    return picture


def _act_name(act: ActName, words: Words) -> str:
    """Name an act as people do; empty when neither number nor date is known."""
    if not act.number and not act.date:
        return ""
    parts = (words.acts.get(act.type or "", ""), f"№ {act.number}" if act.number else "", act.date or "")
    return " ".join(part for part in parts if part)


def wrap(label: str) -> str:
    """Cut a label to a few short lines, with an ellipsis where something is missing."""
    return "\n".join(
        textwrap.wrap(label, _WIDTH, max_lines=_LINES, placeholder="…", break_on_hyphens=False) or [label[:_WIDTH]]
    )
