"""What a duty's responsibility is reckoned from: its date, its topic, and where its bearer stands on the day asked."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from remit.graph.authority import Authority
from remit.graph.events import events
from remit.graph.holders import Holders, body_of, role_in, role_of
from remit.graph.records import Duty, Records
from remit.graph.store import Store
from remit.graph.succession import Course, Parentage, Succession
from remit.ontology.registry import Registry


class Accountability:
    """One store read with one registry as of one day (`None`: as of each document's own date)."""

    def __init__(self, store: Store, registry: Registry, as_of: date | None = None) -> None:
        self.records = Records(store)
        self.registry = registry
        self.as_of = as_of
        self._written: dict[str, date | None] = {}

    @cached_property
    def authority(self) -> Authority:
        """What duties rest on."""
        return Authority(self.records, self.as_of)

    @cached_property
    def holders(self) -> Holders:
        """Who held which post."""
        return Holders(self.records, self.registry)

    @cached_property
    def succession(self) -> Succession:
        """Where responsibilities went, by the registry and the acts read."""
        return Succession(self.registry, events(self.registry, self.records))

    def written(self, duty: Duty) -> date | None:
        """Give the date of the document that lays a duty down.

        It is the date of the act the document is, else of the nearest dated act the duty rests on; `None` when no act
        has a date.
        """
        key = duty.act or duty.part or duty.iri
        if key not in self._written:
            acts = [duty.act] if duty.act else []
            acts += [step.target for step in self.authority.basis(duty.iri)]
            dates = (self.records.act(act).date for act in acts)
            self._written[key] = next((day.first for day in dates if day), None)
        return self._written[key]

    def day(self, duty: Duty) -> date | None:
        """Give the day asked, else the date of the document."""
        return self.as_of or self.written(duty)

    def topic(self, duty: Duty) -> str:
        """Give the words that tell what a duty is about: its title, section and the title of its plan."""
        plan = self.records.label(duty.part, "") if duty.part else None
        return "\n".join(text for text in (duty.title, duty.section, plan) if text)

    def courses(self, body: str, duty: Duty) -> list[Course]:
        """Carry a body from the duty's date to the day asked; it stays where it is when no day is asked."""
        if self.as_of is None:
            return [Course(body)]
        return self.succession.carry(body, self.written(duty), self.as_of, self.topic(duty))

    def post_courses(self, post: str, duty: Duty) -> list[tuple[str, Course]]:
        """Carry a post with its body: the post it is by the day asked, and the way its body went.

        The head of a body is carried to the head of the next; any other post to the same role in it.
        """
        body = body_of(post)
        if body is None:
            return [(post, Course(post))]
        return [(self.post_in(course.body, post), course) for course in self.courses(body, duty)]

    def post_in(self, body: str, post: str) -> str:
        """Give what a post of one body is in another."""
        if body == body_of(post):
            return post
        role = self.registry.posts.get(role_of(post))
        heads = self.holders.head_posts(body) if role and role.heads else []
        return heads[0] if heads else role_in(body, role_of(post))

    def origins(self, thing: str) -> list[str]:
        """Give the bodies, or posts, whose responsibilities may have come to a body or a post, itself first."""
        body = body_of(thing)
        if body is None:
            return self.succession.origins(thing)
        posts = (self.post_in(origin, thing) for origin in self.succession.origins(body))
        return list(dict.fromkeys((thing, *posts)))

    def classes(self, thing: str, day: date) -> list[str]:
        """Give the classes a body is a member of on a day; of a post, the posts of the same role in these."""
        body = body_of(thing)
        if body is None:
            return self.succession.classes(thing, day)
        return [role_in(found, role_of(thing)) for found in self.succession.classes(body, day)]

    def members(self, thing: str, day: date) -> list[str]:
        """Give the bodies, or posts, that a class stands for on a day; none for what is no class."""
        body = body_of(thing)
        if body is None:
            return self.succession.members(thing, day)
        return [role_in(member, role_of(thing)) for member in self.succession.members(body, day)]

    def parentage(self, body: str, duty: Duty) -> Parentage | None:
        """Give the bodies above a body at the duty's date and on the day asked; `None` when there is none to name."""
        written, day = self.written(duty), self.day(duty)
        return self.succession.parentage(body, written, day, self.topic(duty)) if day else None
