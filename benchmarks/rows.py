"""What a document says, as rows of one shape: out of a record checked by eye, and out of the claims that were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from remit.ontology.claims import Act, Citation, Claim, DocumentRecord, Duty, Responsibility, Seat, Tenure
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_QUOTES = re.compile(r"[«»„“”\"'’‘`()]")
_SHORT_POINT = re.compile(r"^p(?=\d)")  # some records write `p2` for `pt_2`

_C = TypeVar("_C", bound=Claim)
Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A gold row: its words in each right reading, the right values of its fields; `soft` ones count neither way.

    `told_by` is what, beside words, tells which row is meant: the number and date of an act, the name of a person.
    """

    words: tuple[str, ...]
    fields: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    soft: bool = False
    told_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A row as read, and where in the document it begins."""

    words: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    start: int = 0
    told_by: Mapping[str, str] = field(default_factory=dict)


def key(text: object) -> str:
    """Words without case, look-alike letters, quotes, brackets and punctuation at the ends."""
    return " ".join(_QUOTES.sub(" ", fold(str(text or ""))).casefold().split()).strip(" .,;:–-")


def _readings(row: Gold, name: str) -> tuple[Any, ...]:
    """Give the value of a field and those listed as equally right."""
    also = row.get(f"{name}_alt")
    return (row.get(name), *(also if isinstance(also, list) else [] if also is None else [also]))


def _soft(row: Gold) -> bool:
    return any(bool(row.get(mark)) for mark in ("debatable", "self", "nested"))


def _day(value: PartialDate | None) -> str | None:
    return value.last.isoformat() if value else None


def claims_of(record: DocumentRecord, kind: type[_C]) -> Iterator[_C]:
    return (claim for claim in record.claims if isinstance(claim, kind))


def wanted_act(gold: Gold) -> list[Wanted]:
    act = gold["act"] if gold.get("act") else {}
    fields = {name: (act[name],) for name in ("type", "number", "date", "adilet_id") if act.get(name)}
    return [Wanted(("the act",), fields)] if act else []


def found_act(record: DocumentRecord) -> list[Found]:
    own = [each for each in record.entities if isinstance(each, Act) and each.iri == record.act]
    return [
        Found(
            "the act",
            {"type": each.type, "number": each.number, "date": str(each.date or ""), "adilet_id": each.adilet_id},
        )
        for each in own
    ]


def wanted_members(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("members", ()):
        if row.get("removed"):
            continue  # one who leaves, by an act that changes a composition
        named = {"person": _readings(row, "person")} if row.get("person") else {}
        fields = {"role": _readings(row, "role"), "by_agreement": (row["by_agreement"],), **named}
        texts = [str(text) for text in _readings(row, "text")]
        yield Wanted(tuple(texts), fields, _soft(row))


def found_members(record: DocumentRecord) -> list[Found]:
    names = {entity.iri: getattr(entity, "name", "") for entity in record.entities}
    rows = []
    for seat in claims_of(record, Seat):
        person = names.get(seat.person or "")
        words = f"{person} – {seat.mention}" if person and key(person) != key(seat.mention) else seat.mention
        fields = {"role": seat.role, "by_agreement": seat.by_agreement, "person": person}
        rows.append(Found(words, fields, seat.evidence.start))
    return rows


def wanted_powers(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("statute_powers", ()):
        fields = {name: _readings(row, name) for name in ("kind", "holder", "locator")}
        yield Wanted((str(row["prefix"]),), fields, _soft(row))


def found_powers(record: DocumentRecord) -> list[Found]:
    powers = {duty.iri: duty for duty in claims_of(record, Duty) if duty.kind in ("function", "right", "duty")}
    return [
        Found(
            duty.title,
            {"kind": duty.kind, "holder": each.mention, "locator": duty.locator},
            duty.evidence.start,
        )
        for each in claims_of(record, Responsibility)
        if (duty := powers.get(each.duty))
    ]


def wanted_duties(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("text_duties", ()):
        places = tuple(_SHORT_POINT.sub("pt_", place) if place else place for place in _readings(row, "locator"))
        fields = {"due_by": _readings(row, "due_by"), "locator": places}
        yield Wanted(tuple(map(str, _readings(row, "bearer"))), fields, _soft(row))


def found_bearers(record: DocumentRecord, kind: str) -> list[Found]:
    duties = {duty.iri: duty for duty in claims_of(record, Duty) if duty.kind == kind}
    rows = []
    for each in claims_of(record, Responsibility):
        if duty := duties.get(each.duty):
            fields = {"due_by": _last_day(duty), "locator": duty.locator, "title": duty.title}
            rows.append(Found(each.mention, fields, duty.evidence.start))
    return rows


def _last_day(duty: Duty) -> str | None:
    return max((day for each in duty.deadlines if (day := _day(each.due_by))), default=None)


def wanted_citations(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("citations", ()):
        fields: dict[str, tuple[Any, ...]] = {name: _readings(row, name) for name in ("type", "relation")}
        if row.get("locators") or row.get("locator"):
            places = [(row.get("locators") or [row["locator"]])]
            places += [[place] if place else [] for place in _readings(row, "locator")[1:]]
            fields["locators"] = tuple(tuple(sorted(each)) for each in places)
        if row.get("adilet_id") and not row.get("adilet_id_inferred"):
            fields["adilet_id"] = _readings(row, "adilet_id")
        told_by = {name: str(row.get(name) or "") for name in ("number", "date", "type")}
        yield Wanted(tuple(title for title in _readings(row, "title") if title), fields, _soft(row), told_by)


def found_citations(record: DocumentRecord) -> list[Found]:
    def occurrence(citation: Citation) -> tuple[int, int, str, str]:
        return citation.evidence.start, citation.evidence.end, citation.act.iri, citation.citing

    rows = []
    for (start, *_), same in groupby(sorted(claims_of(record, Citation), key=occurrence), key=occurrence):
        claims = list(same)
        act = claims[0].act
        fields = {
            "type": act.type,
            "relation": claims[0].relation,
            "locators": tuple(sorted(each.locator for each in claims if each.locator)),
            "adilet_id": act.adilet_id,
        }
        told_by = {"number": act.number or "", "date": str(act.date or ""), "type": act.type}
        rows.append(Found(" ".join(title for _, title in act.titles), fields, start, told_by))
    return rows


def wanted_tenures(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("appointments", ()):
        fields: dict[str, tuple[Any, ...]] = {"event": _readings(row, "event")}
        if row.get("date"):
            fields["date"] = (row["date"],)
        words = (str(row["post"]), f"{row['post']} {row.get('body') or ''}")
        yield Wanted(words, fields, _soft(row), {"person": str(row["person_nominative"])})


def found_tenures(record: DocumentRecord) -> list[Found]:
    return [
        Found(
            f"{each.post_name} {each.body_name or ''}",
            {"event": each.event, "date": str(each.since or each.until or "")},
            each.evidence.start,
            {"person": each.person_name},
        )
        for each in claims_of(record, Tenure)
    ]


def wanted_instructions(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("instructions", ()):
        due = {"due_by": _readings(row, "due_by")} if row.get("due_by") else {}
        yield Wanted((str(row["task_prefix"]),), {"bearer": _readings(row, "bearer"), **due}, _soft(row))


def found_instructions(record: DocumentRecord) -> list[Found]:
    return [
        Found(str(row.fields["title"]), {"bearer": row.words, "due_by": row.fields["due_by"]}, row.start)
        for row in found_bearers(record, "instruction")
    ]


def wanted_keys(gold: Gold) -> list[Wanted]:
    return [Wanted((short,), {"stands_for": (full,)}) for short, full in gold.get("abbreviations", {}).items()]


def found_keys(record: DocumentRecord) -> list[Found]:
    return [Found(short, {"stands_for": full}) for short, full in record.abbreviations]


def wanted_item(row: Gold) -> Wanted:
    fields: dict[str, tuple[Any, ...]] = {"number": (row["number"],), "section": _readings(row, "section")}
    if row.get("completion"):
        fields["completion"] = (row["completion"],)
    deadline = row.get("deadline")
    deadlines: list[Gold] = deadline if isinstance(deadline, list) else [deadline] if deadline else []
    if deadlines and not any(each.get("debatable") for each in deadlines):
        for name in ("due_by", "recurrence"):
            fields[name] = tuple(value for each in deadlines for value in _readings(each, name))
    return Wanted((f"{row['number']} {row['title_prefix']}",), fields)


def found_item(duty: Duty) -> Found:
    recurrence = next((each.recurrence for each in duty.deadlines if each.recurrence), None)
    fields = {
        "number": duty.number,
        "section": duty.section,
        "completion": duty.completion,
        "due_by": _last_day(duty),
        "recurrence": recurrence,
    }
    return Found(f"{duty.number or ''} {duty.title}", fields, duty.evidence.start)
