"""The registry: bodies, posts, persons, regions, acts and reorganisations of a country, loaded and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from remit.ontology.entries import BodyEntry, ChangeEntry, Entries, HoldingEntry
from remit.ontology.errors import RegistryError
from remit.ontology.iris import BodyIri, PostIri
from remit.ontology.registry_checks import problems_in
from remit.ontology.registry_files import read_entries

DEFAULT_FOLDER = Path(__file__).parent / "registry" / "kz"


@dataclass(frozen=True, eq=False)
class Registry(Entries):
    """The entries of one country, with the questions that need several of them."""

    country: str = "kz"

    def body(self, id: str) -> BodyEntry:
        """Give a body by its id; raise `KeyError` when there is none."""
        return self.bodies[id]

    def body_at(self, iri: str) -> BodyEntry | None:
        """Give the body that an IRI names; `None` when it is not one of this registry."""
        try:
            country, id = BodyIri.parse(iri).segments
        except ValueError:
            return None
        return self.bodies.get(id) if country == self.country else None

    def parent(self, id: str, on: date | None = None) -> BodyEntry | None:
        """Give the body that a body stood under on a day (the last one known when no day is given).

        `None` when it stood under none, or when the parent on that day is not known.
        """
        for parent in reversed(self.bodies[id].parents):
            body = self.bodies[parent.id]
            if on is None or (parent.interval.covers(on) and body.interval.covers(on)):
                return body
        return None

    def members(self, class_id: str, on: date | None = None) -> tuple[BodyEntry, ...]:
        """Give the bodies that a class of bodies stood for on a day, or ever when no day is given.

        Empty for a body that is no class, and for a class whose members the registry does not hold.
        """
        of = self.bodies[class_id]
        return tuple(
            body
            for body in self.bodies.values()
            if not body.is_class
            and (body.id in of.members or body.kind in of.members_of_kind)
            and (on is None or body.interval.covers(on))
        )

    def holders(self, body: str, post: str | None = None, on: date | None = None) -> tuple[HoldingEntry, ...]:
        """Give who held a post of a body (any of its posts when none is named) on a day, or ever when none is given.

        A holding whose bounds are not known counts as covering the day: two answers for one post mean doubt.
        """
        return tuple(
            holding
            for holding in self.holdings.values()
            if holding.body == body and post in (None, holding.post) and (on is None or holding.interval.covers(on))
        )

    def changes_from(self, body_id: str) -> tuple[ChangeEntry, ...]:
        """Give the changes that took something from a body or ended it, earliest first."""
        return tuple(change for change in self._changes_by_date if change.before == body_id)

    def changes_to(self, body_id: str) -> tuple[ChangeEntry, ...]:
        """Give the changes that brought something to a body or made it, earliest first."""
        return tuple(change for change in self._changes_by_date if change.after == body_id)

    def post_iri(self, body_id: str, role: str) -> str:
        """Give the IRI of the post with that role in a body."""
        return str(PostIri((self.country, body_id, role)))

    @cached_property
    def _changes_by_date(self) -> tuple[ChangeEntry, ...]:
        return tuple(sorted(self.changes.values(), key=lambda change: change.date.first))


def load_registry(folder: Path | None = None) -> Registry:
    """Load and check the registry in a folder named after its country; without a folder, the one that comes with remit.

    Raises `RegistryError` listing every problem: unreadable files and dates, ids taken twice, references to nothing,
    marks other than yes, partial and no, reorganisations that contradict the lives of the bodies.
    """
    return _default_registry() if folder is None else _load(folder)


@cache
def _default_registry() -> Registry:
    return _load(DEFAULT_FOLDER)


def _load(folder: Path) -> Registry:
    entries, problems = read_entries(folder)
    problems += problems_in(entries)
    if not entries.bodies:
        problems.append("no bodies")
    if problems:
        raise RegistryError(problems, str(folder))
    return Registry(**vars(entries), country=folder.name)
