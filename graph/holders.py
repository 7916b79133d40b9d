"""Who held a post on a day, by the registry and by what documents say; a vacant post told from an unknown holder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from remit.graph.records import Held, Passage, Records
from remit.ontology.intervals import Interval, PartialDate
from remit.ontology.iris import BodyIri, PersonIri, PostIri
from remit.ontology.registry import Registry

# A longer gap in what is known of a post tells of holes in what is known, not of an empty chair.
_LONGEST_VACANCY = timedelta(days=92)


@dataclass(frozen=True)
class Incumbency:
    """Who held a post on a day.

    `state` is `held`, `vacant` (the last holder is known to have left not long before, and none to have come),
    `unknown`, or `none` where the body of the post did not exist. `left` is when the last known holder left.
    """

    state: str
    tenures: tuple[Held, ...] = ()
    left: PartialDate | None = None


class Holders:
    """Tenures of one store and one registry."""

    def __init__(self, records: Records, registry: Registry) -> None:
        self._records = records
        self._registry = registry

    def on(self, post: str, day: date | None) -> Incumbency:
        """Tell who held a post on a day; `unknown` without a day.

        An open tenure is taken to end where the next begins, unless the post is one that several hold at a time. A
        tenure without dates counts only when no dated one does.
        """
        if day is None:
            return Incumbency("unknown")
        tenures = _closed(self.tenures(post))
        exists = self._exists(post, day)
        dated = [held for held in tenures if held.interval.start and held.interval.covers(day)]
        dated = [held for held in dated if exists or held.interval.end]  # an open tenure ends with the body
        if dated or (dated := self._undated(tenures) if exists else []):
            return Incumbency("held", tuple(dated))
        if not exists:
            return Incumbency("none")
        left = [held.interval.end for held in tenures if held.interval.end and held.interval.end.first <= day]
        if not left:
            return Incumbency("unknown")
        last = max(left, key=lambda end: end.first)
        later = (held.interval.start.first for held in tenures if held.interval.start)
        until = min((start for start in later if start > day), default=day)
        return Incumbency("vacant" if until - last.first <= _LONGEST_VACANCY else "unknown", left=last)

    @staticmethod
    def _undated(tenures: list[Held]) -> list[Held]:
        return [held for held in tenures if held.interval == Interval() and held.event != "dismissed"]

    def _exists(self, post: str, day: date) -> bool:
        body = self._registry.body_at(body_of(post) or "")
        return body is None or body.interval.covers(day)

    def tenures(self, post: str) -> list[Held]:
        """Give the known tenures of a post, those of the registry before those of documents."""
        entry = self._registry.body_at(body_of(post) or "")
        known = self._registry.holders(entry.id, role_of(post)) if entry else ()
        registered = [
            Held(
                entry.iri, str(PersonIri((entry.country, entry.person))), post,
                self._registry.body(entry.body).iri, "holds", entry.interval, entry.verified, Passage(Records.REGISTRY),
            )
            for entry in known
        ]  # fmt: skip
        written = [held for held in self._records.tenures(post=post) if held.passage.graph != Records.REGISTRY]
        return registered + written

    def posts_of(self, person: str) -> list[str]:
        """Give the posts a person is known to have held."""
        registered = [
            held.post_iri
            for held in self._registry.holdings.values()
            if str(PersonIri((held.country, held.person))) == person
        ]
        written = [held.post for held in self._records.tenures(person=person) if held.post]
        return list(dict.fromkeys(registered + written))

    def head_posts(self, body: str) -> list[str]:
        """Give the posts whose holder answers for a body as a whole, the highest first."""
        entry = self._registry.body_at(body)
        holdings = self._registry.holders(entry.id) if entry else ()
        registered = [holding.post_iri for holding in holdings]
        posts = dict.fromkeys([*registered, *self._records.posts_in(body)])
        ranks = [role for role, post in self._registry.posts.items() if post.heads]
        return sorted((post for post in posts if role_of(post) in ranks), key=lambda post: ranks.index(role_of(post)))


def role_of(post: str) -> str:
    """Give the role that a post is, the last segment of its IRI."""
    return post.rsplit("/", 1)[-1]


def body_of(post: str) -> str | None:
    """Give the body that the IRI of a post names; `None` for an IRI of another kind."""
    try:
        *body, _ = PostIri.parse(post).segments
    except ValueError:
        return None
    return str(BodyIri(tuple(body)))


def role_in(body: str, role: str) -> str:
    """Give the IRI of the post that a role is in a body."""
    return str(PostIri((*BodyIri.parse(body).segments, role)))


def _closed(tenures: list[Held]) -> list[Held]:
    """End each open tenure where its holder was dismissed, or where the next begins if one at a time holds the post."""
    ordered = sorted(tenures, key=lambda held: held.interval.start.first if held.interval.start else date.min)
    ordered = [replace(held, interval=Interval(held.interval.start, _dismissed(held, ordered))) for held in ordered]
    whole = [held for held in ordered if held.interval.start and held.interval.end]
    if any(_overlap(one, other) for one, other in combinations(whole, 2)):
        return ordered
    return [replace(held, interval=Interval(held.interval.start, _end(held, ordered))) for held in ordered]


def _dismissed(held: Held, ordered: list[Held]) -> PartialDate | None:
    start, end = held.interval.start, held.interval.end
    if end or not start:
        return end
    own = [other.interval.end for other in ordered if other.person == held.person and other.event == "dismissed"]
    return min((day for day in own if day and day.first > start.last), key=lambda day: day.first, default=None)


def _end(held: Held, ordered: list[Held]) -> PartialDate | None:
    start = held.interval.start
    if held.interval.end or not start:
        return held.interval.end
    later = (other.interval.start for other in ordered if other.person != held.person and other.interval.start)
    return next((day for day in later if day.first > start.last), None)


def _overlap(one: Held, other: Held) -> bool:
    if one.person == other.person or not (one.interval.end and other.interval.start):
        return False
    return other.interval.start.last < one.interval.end.first
