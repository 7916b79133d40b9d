"""Which things of a picture are drawn at first: the neighbourhood of a focus, or an overview of everything."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from remit.graph.picture import Picture, Thing, wrap

if TYPE_CHECKING:
    from remit.graph.view_claims import Card
    from remit.graph.view_words import Words

_MATCHES = 12  # more things with the same words in their names are not a focus any more
_BUNDLE = 4  # duties of one section from which an overview draws them as one thing
_HUB = 12  # a thing with more ties than this does not lead from the focus to all its other ties
_REACH = 2.0  # how far from the focus the picture goes at first
# Ties that lead from a duty up to what it rests on, or from a body to those who answer for it.
_UPWARD = frozenset({"part_of", "approved_in", "approved_by", "based_on", "basis", "implements"})
_HEADS = frozenset({"post_in", "holds", "appointed", "retained"})
_FIRST = ("plan", "group", "section", "body", "post", "person", "act", "document", "duty", "item")


def find_focus(picture: Picture, wanted: str, words: Words) -> list[str]:
    """Give the things that an IRI or words mean, those with the shortest names first; empty when there are none.

    Words that begin words of a name are preferred to those that stand within them.
    """
    if wanted in picture.things:
        return [wanted]
    parts = words.fold(wanted).split()
    names = {thing.iri: words.fold(f" {thing.label} {thing.short}") for thing in picture.things.values()}
    begun = [iri for iri, name in names.items() if all(re.search(rf"\b{re.escape(part)}", name) for part in parts)]
    found = begun or [iri for iri, name in names.items() if all(part in name for part in parts)]
    return sorted(found, key=lambda iri: (len(names[iri]), iri))[:_MATCHES] if parts else []


def around(picture: Picture, focus: Sequence[str]) -> tuple[list[str], int]:
    """Order all things that the focus reaches, the nearest first, and say how many of them are near.

    Ties upward cost half, so that a chain of authority is followed further than neighbours of neighbours are. What a
    section stands for comes last.
    """
    degrees, folded = picture.degrees(), picture.folded()
    steps: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for tie in picture.ties.values():
        upward, head = tie.roles.keys() & _UPWARD, tie.roles.keys() & _HEADS
        for here, there, rises in ((tie.source, tie.target, upward), (tie.target, tie.source, ())):
            crowd = degrees[here] > _HUB and here not in focus and not head and not picture.things[here].members
            steps[here].append((there, 0.5 if rises else 3.0 if crowd else 1.0))
    distance: dict[str, float] = {}
    queue = [(0.0, number, iri) for number, iri in enumerate(focus)]
    while queue:
        cost, number, iri = heapq.heappop(queue)
        if iri in distance or iri in folded:
            continue
        distance[iri] = cost
        for there, step in steps[iri]:
            if there not in distance:
                heapq.heappush(queue, (cost + step, number, there))
    within = (member for iri in distance for member in picture.things[iri].members)
    return [*distance, *within], sum(cost <= _REACH for cost in distance.values())


def bundle(picture: Picture, cards: Mapping[str, Card], words: Words, apart: Sequence[str] = ()) -> None:
    """Add a section for the duties that stand together in a plan or act, and one for the plain members of a group.

    A section is tied as its members are, and stands for them until the reader unfolds it. Things in `apart` are left
    to stand for themselves.
    """
    together = _duties_together(picture, cards, words) | _members_together(picture, words)
    section_of: dict[str, str] = {}
    for number, ((_, heading), found) in enumerate(together.items()):
        members = [iri for iri in found if iri not in apart]
        if len(members) >= _BUNDLE:
            iri = f"section:{number}"
            size = f"({len(members)})"
            short = f"{wrap(heading)}\n{size}"
            picture.things[iri] = Thing(iri, "section", f"{heading} {size}", short, members=tuple(members))
            section_of |= dict.fromkeys(members, iri)
    for tie in list(picture.ties.values()):
        source, target = section_of.get(tie.source, tie.source), section_of.get(tie.target, tie.target)
        if (source, target) != (tie.source, tie.target) and source != target:
            for role, count in tie.roles.items():
                picture.tie(source, target).roles[role] += count
            picture.tie(source, target).claims.extend(tie.claims)


_Together = dict[tuple[str, str], list[str]]  # by what they belong to and what they are called


def _duties_together(picture: Picture, cards: Mapping[str, Card], words: Words) -> _Together:
    wholes = {tie.source: tie.target for tie in picture.ties.values() if "part_of" in tie.roles}
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, thing in picture.things.items():
        if thing.kind in ("item", "duty") and (card := cards.get(iri)):
            kind = card.first("duty_kind") or ""
            together[wholes.get(iri, card.document), card.first("section") or words.values.get(kind, kind)].append(iri)
    return together


def _members_together(picture: Picture, words: Words) -> _Together:
    degrees = picture.degrees()
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in picture.ties.values():
        if tie.roles.keys() == {"member"} and degrees[tie.source] == 1:
            together[tie.target, words.families["membership"]].append(tie.source)
    return together


def overview(picture: Picture) -> tuple[list[str], int]:
    """Order all things by how much they tell of the whole, and say how many of them an overview is made of.

    Duties that a section stands for, and things of the registry or citations that hang on by one tie, come last.
    """
    degrees = picture.degrees()
    folded = picture.folded()
    stated = {end for tie in picture.ties.values() if tie.claims for end in (tie.source, tie.target)}

    def rank(thing: Thing) -> tuple[int, int, int, str]:
        kind = _FIRST.index(thing.kind) if thing.kind in _FIRST else len(_FIRST)
        if thing.iri in folded or not degrees[thing.iri]:
            tier = 3
        elif thing.iri not in stated:
            tier = 2
        elif thing.kind == "act" and degrees[thing.iri] == 1 and not thing.claims:
            tier = 1
        else:
            tier = 0
        return tier, kind, -degrees[thing.iri], thing.iri

    ranked = sorted(picture.things.values(), key=rank)
    return [thing.iri for thing in ranked], sum(rank(thing)[0] == 0 for thing in ranked)
