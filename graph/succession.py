"""Which body answers today: reorganisations carried forward from the date of a document to the date asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from remit.graph.events import Event, events
from remit.graph.scopes import words_found
from remit.ontology.entries import BodyEntry
from remit.ontology.registry import Registry

_PARTIAL = "partial-transfer"
_CREATED = "create"
_ABOLISHED = "abolish"
_DIVIDED = "split"
_ENDING = ("rename", "replace", "merge", _ABOLISHED)  # the body before is no more


@dataclass(frozen=True)
class Move:
    """A change followed from one body to the next; `words` are the words of its scope that the topic uses."""

    change: Event
    before: str
    after: str
    words: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True)
class Course:
    """Where a body's responsibility went.

    `state`: `same`, `moved`, `candidate` (one of several, nothing to tell which) or `orphaned` (`body` is the last one
    known: it ended and no transfer was found). `passed_over`: transfers of other matters, not followed.
    """

    body: str
    state: str = "same"
    moves: tuple[Move, ...] = ()
    passed_over: tuple[Event, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether a hop was taken because its scope fits, or could have been another."""
        return self.state == "candidate" or any(move.inferred for move in self.moves)


@dataclass(frozen=True)
class Parentage:
    """The body above, at the document's date and on the day asked; the registry dates the latter if `stated`."""

    before: str | None
    after: str | None
    course: Course
    stated: bool


class Succession:
    """Reorganisations, those of the registry when no others are given; bodies are IRIs."""

    def __init__(self, registry: Registry, changes: Sequence[Event] | None = None) -> None:
        self._registry = registry
        self._from: dict[str, list[Event]] = defaultdict(list)
        self._to: dict[str, list[Event]] = defaultdict(list)
        for change in events(registry) if changes is None else changes:
            if change.before:
                self._from[change.before].append(change)
            if change.after:
                self._to[change.after].append(change)

    def carry(self, body: str, since: date | None, until: date, topic: str) -> list[Course]:
        """Follow a body from the day after `since` (`None`: from its beginning) up to and including `until`.

        A rename, replacement or merger is followed. Of a split, and of the transfer of a part, only what `topic` is
        about is followed, and marked inferred. One course comes back, or one a candidate. A body that was no more by
        `since` is followed from its end.
        """
        since = since or date.min
        ends = [change.date.first for change in self._from[body] if change.date.first <= since]
        if ends and self._ended(body, since):
            since = ends[-1] - timedelta(days=1)
        return list(self._follow(Course(body), since, until, topic))

    def _follow(self, course: Course, since: date, until: date, topic: str) -> Iterator[Course]:
        body = course.body
        due = [change for change in self._from[body] if since < change.date.first <= until]
        for day, group in groupby(due, key=lambda change: change.date.first):
            changes = list(group)
            taken, left = self._choose(body, changes, day, topic)
            course = replace(course, passed_over=(*course.passed_over, *left))
            for move in taken:
                state = "candidate" if len(taken) > 1 or course.state == "candidate" else "moved"
                onward = replace(course, body=move.after, state=state, moves=(*course.moves, move))
                yield from self._follow(onward, day, until, topic)
            if taken:
                return
            if any(change.kind == _ABOLISHED for change in changes):
                break
        yield replace(course, state="orphaned") if self._ended(body, until) else course

    def _choose(self, body: str, changes: list[Event], day: date, topic: str) -> tuple[list[Move], list[Event]]:
        """Tell which changes of one day the topic goes with, and which transfers it does not go with."""
        moves = [
            Move(change, body, change.after, words_found(change.scope, topic))
            for change in changes
            if change.after and change.kind != _CREATED
        ]
        lives_on = not self._ended(body, day)
        parts = [move for move in moves if move.change.kind == _PARTIAL or (lives_on and move.change.kind == _DIVIDED)]
        whole = [move for move in moves if move not in parts]
        left = [move.change for move in parts]
        if fitting := _best(parts):
            return [replace(move, inferred=True) for move in _one_each(fitting)], []
        whole = _one_each(whole)
        if len(whole) == 1:
            return [replace(move, inferred=move.change.kind == _DIVIDED) for move in whole], left
        return [replace(move, inferred=True) for move in _best(whole) or whole], left

    def _ended(self, body: str, day: date) -> bool:
        """Tell whether a body is no more on a day: by the registry, else by what the acts read say of it."""
        entry = self._registry.body_at(body)
        end = entry.interval.end if entry else None
        if entry and end and end.first <= day and not entry.interval.covers(day):
            return True
        return any(change.kind in _ENDING and change.date.first <= day for change in self._from[body])

    def parentage(self, body: str, since: date | None, until: date, topic: str) -> Parentage | None:
        """Give the body above on both dates, with the reorganisations between; `None` when there is none to name.

        The topic is widened by the names of the body itself: what it is for tells which transfer took it along. What
        the registry dates outranks what follows from reorganisations.
        """
        entry = self._registry.body_at(body)
        if not entry:
            return None
        before, _ = self._parent(entry, since or until)
        after, stated = self._parent(entry, until)
        if not (before or after):
            return None
        if not before:
            return Parentage(None, after, Course(after or ""), stated)
        courses = self.carry(before, since, until, " ".join((topic, *entry.names.values())))
        course = next((course for course in courses if course.body == after), courses[0])
        if after and course.body != after:
            course = self._route(before, after, since or date.min, until)
        return Parentage(before, course.body, course, stated)

    def _parent(self, entry: BodyEntry, day: date) -> tuple[str | None, bool]:
        """Give the parent that existed on a day, and whether the registry dates the relation; none for a ministry."""
        parent = self._registry.parent(entry.id, day)
        if parent is None or parent.apex:
            return None, False
        dated = any(p.id == parent.id and (p.interval.start or p.interval.end) for p in entry.parents)
        return parent.iri, dated

    def _route(self, before: str, after: str, since: date, until: date) -> Course:
        """Find reorganisations that lead from one body to another the registry names, whatever their scope."""
        courses = [Course(before)]
        passed = {before}
        for course in courses:
            last = course.moves[-1].change.date.first if course.moves else since
            for change in self._from[course.body]:
                target = change.after
                if target and target not in passed and last < change.date.first <= until:
                    moves = (*course.moves, Move(change, course.body, target, inferred=True))
                    if target == after:
                        return Course(after, "moved", moves)
                    passed.add(target)
                    courses.append(Course(target, "moved", moves))
        return Course(after, "moved")

    def origins(self, body: str) -> list[str]:
        """Give the bodies whose responsibilities may have come to a body, itself first."""
        found = [body]
        for one in found:
            found += [change.before for change in self._to[one] if change.before and change.before not in found]
        return found

    def children(self, body: str) -> list[str]:
        """Give the bodies that stand or stood under a body; none under the Government, see `parentage`."""
        entry = self._registry.body_at(body)
        return [
            child.iri
            for child in self._registry.bodies.values()
            if entry and not entry.apex and any(parent.id == entry.id for parent in child.parents)
        ]

    def members(self, body: str, day: date) -> list[str]:
        """Give the bodies a class stands for on a day; none for a body that is no class."""
        entry = self._registry.body_at(body)
        return [member.iri for member in self._registry.members(entry.id, day)] if entry and entry.is_class else []

    def classes(self, body: str, day: date) -> list[str]:
        """Give the classes a body is a member of on a day."""
        return [
            entry.iri
            for entry in self._registry.bodies.values()
            if entry.is_class and any(member.iri == body for member in self._registry.members(entry.id, day))
        ]


def _best(moves: list[Move]) -> list[Move]:
    """Keep the moves whose scope the topic uses most; none when it uses none."""
    most = max((len(move.words) for move in moves), default=0)
    return [move for move in moves if most and len(move.words) == most]


def _one_each(moves: list[Move]) -> list[Move]:
    """Keep one move to each body: an act may both split a body off and pass functions to it."""
    return list({move.after: move for move in reversed(moves)}.values())[::-1]
