"""Who held a post on a day, by the registry and by what documents say; a vacant post told from an unknown holder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from remit.graph.records import Held, Passage, Records
from remit.ontology.intervals import Interval, PartialDate
from remit.ontology.iris import PersonIri, PostIri
from remit.ontology.registry import Registry

# Roles of those who answer for a body as a whole.
HEADS = (
    "minister", "akim", "agency-chair", "committee-chair", "president", "prime-minister", "governor-national-bank",
    "chair-supreme-court", "prosecutor-general", "knb-chair", "secretary-security-council", "chair-senate",
    "chair-mazhilis", "chair-kurultai", "head-presidential-administration", "head-government-apparatus",
    "head-pm-office", "department-director", "board-chair", "director-general", "company-president",
)  # fmt: skip


@dataclass(frozen=True)
class Incumbency:
    """Who held a post on a day: `state` is `held`, `vacant` (between two known holders) or `unknown`."""

    state: str
    tenures: tuple[Held, ...] = ()


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
        dated = [held for held in tenures if held.interval.start and held.interval.covers(day)]
        if dated or (dated := [held for held in tenures if held.interval == Interval() and held.event != "dismissed"]):
            return Incumbency("held", tuple(dated))
        before = any(held.interval.end and held.interval.end.first <= day for held in tenures)
        after = any(held.interval.start and held.interval.start.first > day for held in tenures)
        return Incumbency("vacant" if before and after else "unknown")

    def tenures(self, post: str) -> list[Held]:
        """Give the known tenures of a post, those of the registry before those of documents."""
        try:
            country, *_, body, role = PostIri.parse(post).segments
        except ValueError:
            country, body, role = "", "", ""
        known = self._registry.holders(body, role) if country == self._registry.country else ()
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
        registered = [held.post_iri for held in self._registry.holders(entry.id)] if entry else []
        posts = dict.fromkeys([*registered, *self._records.posts_in(body)])
        return sorted((post for post in posts if _role(post) in HEADS), key=lambda post: HEADS.index(_role(post)))


def _role(post: str) -> str:
    return post.rsplit("/", 1)[-1]


def _closed(tenures: list[Held]) -> list[Held]:
    """End each open tenure at the start of the next of another person, where one person at a time holds the post."""
    ordered = sorted(tenures, key=lambda held: held.interval.start.first if held.interval.start else date.min)
    whole = [held for held in ordered if held.interval.start and held.interval.end]
    if any(_overlap(one, other) for one, other in combinations(whole, 2)):
        return ordered
    return [replace(held, interval=Interval(held.interval.start, _end(held, ordered))) for held in ordered]


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
