"""Who bears a duty: the bearer as written, what it is on the day asked, and the explanation of the way between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from remit.graph.accountability import Accountability
from remit.graph.events import Event
from remit.graph.holders import body_of
from remit.graph.records import Charge, Duty
from remit.graph.succession import Course, Parentage
from remit.queries.wording import Names, relation, say


@dataclass(frozen=True)
class Named:
    """A thing and its name."""

    iri: str
    name: str


@dataclass(frozen=True)
class Source:
    """A passage of an act read that orders a reorganisation."""

    claim: str
    document: str | None
    quote: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Hop:
    """A reorganisation between the document and the day asked; `of` tells whose: the `bearer`'s or its `parent`'s.

    `verified` is the mark of the registry, `None` for what only the acts in `sources` state.
    """

    change: str
    kind: str
    date: str
    act: str | None
    before: str
    after: str
    of: str
    inferred: bool
    verified: str | None
    words: tuple[str, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Holder:
    """A person in the post on the day; `claim` is the tenure that says so, `verified` the mark of the registry."""

    person: str
    name: str
    since: str | None
    until: str | None
    claim: str
    verified: str | None


@dataclass(frozen=True)
class Bearer:
    """Who answers, as written and as of the day.

    `state`: same, moved, candidate, orphaned, class, unresolved; for a post that is still one, held, vacant, unknown or
    none (its body was not there), with `vacant_since` the day its last known holder left. `as_of_body` is `None` when
    it is not one body (or post) for certain: see `candidates`. `orphaned` tells that the body, or the one over it, is
    no more and no transfer was found. `parent` is the body over it that day, and `parent_written` at the date of the
    document; `parent_stated` tells that the registry dates the former.
    """

    bearer: str | None
    name: str
    mode: str
    by_agreement: bool
    mention: str
    quote: str | None
    document: str | None
    start: int | None
    end: int | None
    as_of_body: str | None
    as_of_name: str | None
    inferred: bool = False
    hops: tuple[Hop, ...] = ()
    claim: str = ""
    state: str = "same"
    verified: str | None = None
    parent: str | None = None
    parent_name: str | None = None
    parent_written: str | None = None
    parent_stated: bool | None = None
    candidates: tuple[Named, ...] = ()
    members: tuple[Named, ...] = ()
    holders: tuple[Holder, ...] = ()
    explanation: tuple[str, ...] = ()
    orphaned: bool = False
    vacant_since: str | None = None


class Bearers:
    """Carries the bearers of duties to the day of `at`, explained in the language of `names`."""

    def __init__(self, at: Accountability, names: Names) -> None:
        self._at = at
        self._names = names

    def read(self, duty: Duty, charge: Charge) -> Bearer:
        """Read one responsibility and carry its bearer to the day asked, or leave it as of the document's date."""
        iri, passage = charge.bearer, charge.passage
        name = self._names.of(iri) if iri else charge.mention
        written = Bearer(
            iri, name, charge.mode, charge.by_agreement, charge.mention,
            passage.quote, passage.document, passage.start, passage.end, iri, name if iri else None, claim=charge.iri,
        )  # fmt: skip
        day = self._at.day(duty)
        if iri is None:
            return self._unresolved(written, charge)
        if self._at.records.kind(iri) == "post":
            return self._post(written, iri, duty, day)
        entry = self._at.registry.body_at(iri)
        if entry and entry.is_class:
            return self._class(written, iri, day)
        return self._body(replace(written, verified=entry.verified if entry else None), iri, duty, day)

    def _say(self, code: str, **values: object) -> str:
        return say(code, self._names.lang, **values)

    def _named(self, iris: tuple[str, ...] | list[str]) -> tuple[Named, ...]:
        return tuple(Named(iri, self._names.of(iri)) for iri in dict.fromkeys(iris))

    def _unresolved(self, bearer: Bearer, charge: Charge) -> Bearer:
        candidates = self._named(charge.candidates)
        listed = "; ".join(one.name for one in candidates) or self._say("none")
        words = self._say("unresolved", names=listed)
        return replace(bearer, state="unresolved", candidates=candidates, explanation=(words,))

    def _class(self, bearer: Bearer, iri: str, day: date | None) -> Bearer:
        members = self._named(self._at.members(iri, day)) if day else ()
        words = (self._say("members", date=day, count=len(members)),) if day else ()
        return replace(bearer, state="class", members=members, explanation=words)

    def _post(self, bearer: Bearer, iri: str, duty: Duty, day: date | None) -> Bearer:
        owner = self._at.registry.body_at(body_of(iri) or "")
        if owner and owner.is_class:
            return self._class(bearer, iri, day)
        posts, courses = zip(*self._at.post_courses(iri, duty), strict=True)
        carried = self._carried(bearer, list(courses), list(posts))
        return self._held(carried, posts[0], day) if carried.as_of_body else carried

    def _held(self, bearer: Bearer, post: str, day: date | None) -> Bearer:
        incumbency = self._at.holders.on(post, day)
        holders = tuple(
            Holder(
                held.person, self._names.of(held.person), _text(held.interval.start), _text(held.interval.end),
                held.iri, held.verified,
            )
            for held in incumbency.tenures
        )  # fmt: skip
        listed = ", ".join(self._marked(holder.name, holder.verified or "yes") for holder in holders)
        words = [self._say(f"post_{incumbency.state}", date=day, names=listed)] if day else []
        if incumbency.left:
            words.append(self._say("left", date=incumbency.left))
        return replace(
            bearer, state=incumbency.state, holders=holders, explanation=(*bearer.explanation, *words),
            vacant_since=_text(incumbency.left) if incumbency.state == "vacant" else None,
        )  # fmt: skip

    def _body(self, bearer: Bearer, iri: str, duty: Duty, day: date | None) -> Bearer:
        courses = self._at.courses(iri, duty)
        carried = self._carried(bearer, courses, [course.body for course in courses])
        above = self._at.parentage(courses[0].body, duty) if carried.as_of_body else None
        return self._under(carried, above) if above else carried

    def _carried(self, bearer: Bearer, courses: list[Course], ends: list[str]) -> Bearer:
        """Tell where a bearer went: `ends` are the bodies, or posts, that the courses lead to."""
        course = courses[0]
        orphaned = course.state == "orphaned"
        end = ends[0] if len(courses) == 1 and not orphaned else None
        # Of candidates, only the way they share is certain enough to be shown as hops of the bearer.
        moves = [move for move in course.moves if all(move in other.moves for other in courses)]
        hops = self._hops(replace(course, moves=tuple(moves)), "bearer")
        words = [self._told(hop) for hop in hops] + self._left(course)
        if len(courses) > 1:
            words.append(self._say("candidate", names="; ".join(map(self._names.of, ends))))
        if orphaned:
            words.append(self._say("orphaned", name=self._names.of(ends[0])))
        return replace(
            bearer, state=course.state, hops=hops, inferred=any(other.inferred for other in courses), orphaned=orphaned,
            as_of_body=end, as_of_name=self._names.of(end) if end else None,
            candidates=self._named(ends) if len(courses) > 1 else (), explanation=tuple(words),
        )  # fmt: skip

    def _under(self, bearer: Bearer, above: Parentage) -> Bearer:
        hops = self._hops(above.course, "parent") if above.before else ()
        told = [self._told(hop) for hop in hops] + self._left(above.course)
        if hops:
            told.append(self._say("parent_stated" if above.stated else "parent_derived"))
        if above.course.state == "orphaned":
            told.append(self._say("orphaned", name=self._names.of(above.course.body)))
        return replace(
            bearer, hops=(*bearer.hops, *hops), inferred=bearer.inferred or any(hop.inferred for hop in hops),
            orphaned=bearer.orphaned or above.course.state == "orphaned", parent=above.after,
            parent_name=self._names.of(above.after) if above.after else None,
            parent_written=above.before, parent_stated=above.stated,
            explanation=(*bearer.explanation, *told),
        )  # fmt: skip

    def _hops(self, course: Course, of: str) -> tuple[Hop, ...]:
        return tuple(
            Hop(
                move.change.iri, move.change.kind, str(move.change.date), move.change.act, move.before, move.after, of,
                move.inferred, move.change.verified, move.words, _sources(move.change),
            )
            for move in course.moves
        )  # fmt: skip

    def _told(self, hop: Hop) -> str:
        code = "transferred" if hop.kind == "partial-transfer" and hop.words else "changed"
        told = self._say(
            code, date=hop.date, before=self._names.of(hop.before), after=self._names.of(hop.after),
            kind=relation(hop.kind, self._names.lang), words=", ".join(hop.words),
            act=self._names.act(hop.act) if hop.act else self._say("none"),
        )  # fmt: skip
        quoted = [f"«{source.quote}» ({source.document})" for source in hop.sources[:1]]
        return " ".join((told if quoted else self._marked(told, hop.verified or "no"), *quoted))

    def _left(self, course: Course) -> list[str]:
        """Tell which transfers on the way were of other matters."""
        return [
            self._say(
                "stayed", date=change.date, after=self._names.of(change.after),
                words=", ".join(change.scope.get(self._names.lang) or next(iter(change.scope.values()), ())),
            )
            for change in course.passed_over
            if change.after
        ]  # fmt: skip

    def _marked(self, text: str, verified: str) -> str:
        return text if verified == "yes" else f"{text} [{self._say('unverified')}]"


def _sources(change: Event) -> tuple[Source, ...]:
    return tuple(
        Source(claim, passage.document, passage.quote, passage.start, passage.end)
        for claim, passage in zip(change.claims, change.passages, strict=True)
    )


def _text(value: object) -> str | None:
    return str(value) if value else None
