"""Who is responsible for what, on whose authority, by when: the answer, carried to a date, with its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from remit.graph.accountability import Accountability
from remit.graph.records import Duty, precedence
from remit.graph.store import Store
from remit.ontology.registry import Registry
from remit.queries.bearers import Bearer, Bearers
from remit.queries.search import SearchIndex
from remit.queries.subjects import find_subjects
from remit.queries.wording import Names, relation, say


@dataclass(frozen=True)
class Basis:
    """An act a duty rests on.

    `relation` ties `source` to it, and `quote` says so; `inferred` when `source` is known by its title only, from
    another passage. `strength` is that of a hop in a chain.
    """

    act: str
    type: str | None
    number: str | None
    date: str | None
    title: str | None
    relation: str
    inferred: bool
    source: str
    strength: str
    quote: str | None
    document: str | None
    name: str


@dataclass(frozen=True)
class Answer:
    """A duty, who bears it and the acts it rests on, as of `as_of` (`None`: as of `written`, the document's date)."""

    duty: str
    title: str
    document: str | None
    plan: str | None
    number: str | None
    deadline_text: str | None
    due_by: str | None
    bearers: tuple[Bearer, ...]
    basis: tuple[Basis, ...]
    plan_title: str | None = None
    kind: str = ""
    section: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    written: str | None = None
    as_of: str | None = None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the answer as it is printed."""
        return asdict(self)


def who(
    store: Store,
    registry: Registry,
    words_or_iri: str,
    as_of: date | None = None,
    lang: str = "en",
    index: SearchIndex | None = None,
) -> list[Answer]:
    """Answer who is responsible for what the words mean; for a body, post or person, what it is responsible for.

    Without `as_of` bearers are as written, as of the date of the document. Empty when the graph has no such thing.
    Who asks often gives the `index` of the store, which is read anew for each question otherwise.
    Raises `UsageError` for a language without words and for words without a letter or digit.
    """
    at = Accountability(store, registry, as_of)
    reader = _Reader(at, Names(at, lang))
    answers = (answer for subject in find_subjects(at, words_or_iri, index=index) for answer in reader.about(subject))
    return list({answer.duty: answer for answer in answers}.values())


class _Reader:
    """Makes answers out of what is stored."""

    def __init__(self, at: Accountability, names: Names) -> None:
        self._at = at
        self._names = names
        self._bearers = Bearers(at, names)

    def about(self, subject: str) -> Iterator[Answer]:
        """Answer for a duty, for all duties of a plan, act or document, or for what a bearer bears."""
        records = self._at.records
        if self._at.registry.body_at(subject) or records.kind(subject) in ("body", "post", "person"):
            yield from self._borne_by(subject)
            return
        for iri in [subject, *records.duties_in(subject), *records.duties_behind(subject)]:
            if duty := records.duty(iri):
                yield self._answer(duty)

    def _borne_by(self, subject: str) -> Iterator[Answer]:
        """Answer for what a body bears, what came to it from others by the day, and what its classes bear by then.

        What it leads comes first, then what it executes, then the rest; what falls to it as one of a class comes last.
        """
        at = self._at
        day = at.as_of or date.today()
        own = [subject, *at.holders.posts_of(subject)]
        if at.as_of:
            own = list(dict.fromkeys(origin for one in own for origin in at.origins(one)))
        classes = at.classes(subject, day)
        charges = [
            (bearer in classes, *precedence(charge), charge.duty, bearer)
            for bearer in (*own, *classes)
            for duty in at.records.duties_of(bearer)
            for charge in at.records.charges(duty)
            if charge.bearer == bearer
        ]
        for *_, iri, bearer in sorted(charges, key=lambda charge: charge[:3]):
            duty = at.records.duty(iri)
            written = at.written(duty) if duty else None
            if duty and not (at.as_of and written and written > at.as_of):
                answer = self._answer(duty)
                if bearer in classes or any(_reaches(one, subject) for one in answer.bearers if one.bearer == bearer):
                    yield answer

    def _answer(self, duty: Duty) -> Answer:
        records, written = self._at.records, self._at.written(duty)
        plan = duty.part if duty.part and records.kind(duty.part) == "plan" else None
        charges = sorted(records.charges(duty.iri), key=precedence)
        return Answer(
            duty.iri, duty.title, duty.passage.document, plan, duty.number, duty.deadline_text, duty.due_by,
            tuple(self._bearers.read(duty, charge) for charge in charges), tuple(self._basis(duty.iri)),
            plan_title=records.label(plan, self._names.lang) if plan else None, kind=duty.kind, section=duty.section,
            quote=duty.passage.quote, start=duty.passage.start, end=duty.passage.end,
            written=written.isoformat() if written else None,
            as_of=self._at.as_of.isoformat() if self._at.as_of else None, notes=tuple(self._notes(written)),
        )  # fmt: skip

    def _notes(self, written: date | None) -> Iterator[str]:
        as_of = self._at.as_of
        if as_of and written is None:
            yield say("undated_document", self._names.lang)
        elif as_of and written and as_of < written:
            yield say("before_document", self._names.lang, date=as_of)

    def _basis(self, duty: str) -> Iterator[Basis]:
        records = self._at.records
        for step in self._at.authority.basis(duty):
            if records.kind(step.target) == "act":
                act = records.act(step.target)
                yield Basis(
                    step.target, act.type, act.number, str(act.date) if act.date else None,
                    self._names.title(step.target), step.relation, step.inferred, step.source, step.strength,
                    step.passage.quote, step.passage.document, self._names.act(step.target),
                )  # fmt: skip


def _reaches(bearer: Bearer, subject: str) -> bool:
    """Tell whether a bearer, as written, is the subject on the day: the body it became, or the holder of the post."""
    candidates = (candidate.iri for candidate in bearer.candidates)
    return subject in (bearer.as_of_body, *candidates, *(holder.person for holder in bearer.holders))


def render(answers: list[Answer], lang: str = "en") -> str:
    """Tell the answers in words; raise `UsageError` for a language without words."""
    if not answers:
        return say("nothing", lang)
    return "\n\n".join("\n".join(_lines(answer, lang)) for answer in answers)


def _lines(answer: Answer, lang: str) -> Iterator[str]:
    yield " ".join(part for part in (answer.number, answer.title) if part)
    yield "  " + " · ".join(part for part in (answer.document, answer.plan_title, answer.section) if part)
    if answer.deadline_text:
        yield "  " + say("due", lang, text=answer.deadline_text)
    for note in answer.notes:
        yield f"  ! {note}"
    if not answer.bearers:
        yield "  " + say("nobody", lang)
    for number, bearer in enumerate(answer.bearers, 1):
        yield from _bearer_lines(answer, bearer, number, lang)
    if answer.basis:
        yield f"  {say('basis', lang)}:"
    for basis in answer.basis:
        marks = [relation(basis.relation, lang), *([say("guessed", lang)] if basis.inferred else [])]
        yield f"  - {basis.name} [{', '.join(marks)}]"
        if basis.quote:
            yield f"    «{basis.quote}»"


def _bearer_lines(answer: Answer, bearer: Bearer, number: int, lang: str) -> Iterator[str]:
    day = answer.as_of or answer.written
    marks = [relation(bearer.mode, lang)] + ([say("agreed", lang)] if bearer.by_agreement else [])
    marks += [say("inferred", lang)] if bearer.inferred else []
    yield f"  {number}. {bearer.name} [{', '.join(marks)}]"
    if bearer.as_of_body and bearer.as_of_body != bearer.bearer:
        yield "     = " + say("now", lang, date=day, name=bearer.as_of_name)
    if bearer.parent_name:
        yield "     = " + say("under", lang, date=day, name=bearer.parent_name)
    for words in bearer.explanation:
        yield f"     · {words}"
    if bearer.quote:
        yield f"     «{bearer.quote}» ({bearer.document} {bearer.start}–{bearer.end})"
