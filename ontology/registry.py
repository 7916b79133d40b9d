"""The registry: bodies, posts, persons, regions, acts and reorganisations of a country, loaded and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from remit.ontology.entries import BodyEntry, ChangeEntry, Entries, HoldingEntry, Parent
from remit.ontology.errors import RegistryError, UsageError
from remit.ontology.iris import BASE, BodyIri, PostIri
from remit.ontology.registry_checks import problems_in
from remit.ontology.registry_files import Problem, entries_of, read_layer

DEFAULT_FOLDER = Path(__file__).parent / "registry" / "kz"
SHIPPED = "registry/kz"
"""What places say of the default folder, wherever remit is installed."""
DEFAULT_OVERLAY = Path("remit.registry.yaml")
OVERLAY_VARIABLE = "REMIT_REGISTRY"


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

    def subordination_iri(self, body: BodyEntry, parent: Parent) -> str:
        """Give the IRI of a body's standing under one of its parents."""
        parts = (body.id, parent.id, *([str(parent.interval.start)] if parent.interval.start else []))
        return f"{BASE}subordination/{self.country}/{'-'.join(parts)}"

    @cached_property
    def _changes_by_date(self) -> tuple[ChangeEntry, ...]:
        return tuple(sorted(self.changes.values(), key=lambda change: change.date.first))


def load_registry(folder: Path | None = None, overlay: Path | None = None) -> Registry:
    """Load and check a registry: the one in a folder named after its country, with a file or folder laid over it.

    Without a folder it is the one that comes with remit, and without an overlay what is laid over that is what
    `overlay_in_use` gives. Raises `RegistryError` listing every problem: unreadable files and dates, ids taken twice,
    references to nothing, marks other than yes, partial and no, reorganisations that contradict the lives of the
    bodies. Raises `UsageError` for an overlay that does not exist.
    """
    if folder is None:
        overlay = overlay or overlay_in_use()
    paths = (folder or DEFAULT_FOLDER, *([overlay] if overlay else []))
    return _loaded(paths, tuple(map(_written_at, paths)))


def check_registry(folder: Path | None = None, overlay: Path | None = None) -> list[Problem]:
    """Give every problem of a registry with what is laid over it, chosen as `load_registry` does; none when it is well.

    Raises `UsageError` for an overlay that does not exist.
    """
    if folder is None:
        overlay = overlay or overlay_in_use()
    return _read((folder or DEFAULT_FOLDER, *([overlay] if overlay else [])))[1]


def overlay_in_use() -> Path | None:
    """Give what the user lays over the registry: what the environment names, else the file in the working folder.

    `None` where there is no such file, or the variable is set to nothing. Raises `UsageError` when it names nothing
    that exists.
    """
    named = os.environ.get(OVERLAY_VARIABLE)
    if named is None:
        return DEFAULT_OVERLAY if DEFAULT_OVERLAY.exists() else None
    if named and not Path(named).exists():
        raise UsageError(
            "no such file or folder", f"{OVERLAY_VARIABLE}={named}", "name what is to be laid over the registry"
        )
    return Path(named) if named else None


@lru_cache(maxsize=4)
def _loaded(paths: tuple[Path, ...], _written: tuple[int, ...]) -> Registry:
    entries, problems = _read(paths)
    if problems:
        raise RegistryError([str(problem) for problem in problems], " + ".join(map(str, paths)))
    return Registry(**vars(entries), country=paths[0].name)


def _read(paths: tuple[Path, ...]) -> tuple[Entries, list[Problem]]:
    read = [read_layer(path, SHIPPED if path == DEFAULT_FOLDER else None) for path in paths]
    entries, problems = entries_of([layer for layer, _ in read], paths[0].name)
    problems = [*(problem for _, found in read for problem in found), *problems]
    if not entries.bodies:
        problems.append(Problem(str(paths[0]), "no bodies"))
    return entries, [*problems, *problems_in(entries)]


def _written_at(path: Path) -> int:
    """Give when a file, or any in a folder, was last written, in nanoseconds; 0 for what is not there."""
    return max((each.stat().st_mtime_ns for each in (path, *path.glob("*.yaml")) if each.exists()), default=0)
