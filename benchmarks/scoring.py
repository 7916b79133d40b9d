"""Compare what was read in a document with a record, checked by eye, of what it says: hits, extras, misses, fields.

Both sides are brought to rows of one shape: words by which rows are paired, and fields compared once they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, TypeVar

from remit.ontology.claims import Act, Citation, Claim, DocumentRecord, Duty, Responsibility, Seat, Tenure
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_QUOTES = re.compile(r"[«»„“”\"'’‘`()]")
_SHORT_POINT = re.compile(r"^p(?=\d)")  # some records write `p2` for `pt_2`
_ALIKE = 0.75
_LONG_ENOUGH = 12  # words so short say too little to be found inside others

_C = TypeVar("_C", bound=Claim)
Gold = Mapping[str, Any]
_Closeness = Callable[["Wanted", "Found"], float]


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


@dataclass
class Tally:
    """Rows hit, extra and missed; `fields` gives for each field how many rows hit have it right, and of how many.

    `remarks` say in words what is extra, missed or wrong.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        fields = {
            name: (self._field(name)[0] + other._field(name)[0], self._field(name)[1] + other._field(name)[1])
            for name in (*self.fields, *other.fields)
        }
        remarks = self.remarks + other.remarks
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, fields, remarks)

    def _field(self, name: str) -> tuple[int, int]:
        return self.fields.get(name, (0, 0))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1.0 where nothing was to be found and nothing was."""
        everything = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / everything if everything else 1.0

    @property
    def accuracy(self) -> float:
        """The share of fields that are right, over the rows hit; 1.0 where there is no field to compare."""
        right, of = (sum(column) for column in zip((0, 0), *self.fields.values(), strict=True))
        return right / of if of else 1.0


def score(record: DocumentRecord, gold: Gold, *, partial: bool = False) -> dict[str, Tally]:
    """Give a tally for each kind of row that the gold record lists.

    A `partial` record covers the beginning of its document: what stands behind its last row is not extra.
    """
    kinds: dict[str, tuple[str, list[Wanted], list[Found], _Closeness]] = {
        "act": ("act", _wanted_act(gold), _found_act(record), _any),
        "members": ("members", list(_wanted_members(gold)), _found_members(record), _closeness),
        "statute_powers": ("powers", list(_wanted_powers(gold)), _found_powers(record), _closeness),
        "text_duties": ("text_duties", list(_wanted_duties(gold)), _found_bearers(record, "act-point"), _closeness),
        "citations": ("citations", list(_wanted_citations(gold)), _found_citations(record), _citation_closeness),
        "appointments": ("tenures", list(_wanted_tenures(gold)), _found_tenures(record), _tenure_closeness),
        "instructions": ("instructions", list(_wanted_instructions(gold)), _found_instructions(record), _closeness),
        "abbreviations": ("abbreviations", _wanted_keys(gold), _found_keys(record), _same),
    }  # fmt: skip
    tallies = {
        name: _tally(wanted, found, closeness, partial)
        for key, (name, wanted, found, closeness) in kinds.items()
        if key in gold
    }
    if "items" in gold:
        tallies["items"], tallies["executors"] = _score_items(record, gold["items"], partial)
    return tallies


# --- pairing


def key(text: object) -> str:
    """Words without case, look-alike letters, quotes, brackets and punctuation at the ends."""
    return " ".join(_QUOTES.sub(" ", fold(str(text or ""))).casefold().split()).strip(" .,;:–-")


def alike(one: object, other: object) -> float:
    """Tell from 0 to 1 how alike two texts are; one that begins the other is as good as alike."""
    one, other = sorted((key(one), key(other)), key=len)
    if one == other:
        return 1.0
    if len(one) >= _LONG_ENOUGH and one in other:
        return 0.99 if other.startswith(one) else 0.9
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _agreement(wanted: Wanted, found: Found) -> float:
    right = [_right(values, found.fields.get(name)) for name, values in wanted.fields.items()]
    return sum(right) / len(right) if right else 1.0


def _right(values: tuple[Any, ...], value: Any) -> bool:
    if not isinstance(value, str):
        return value in values
    return key(value) in [key(each) for each in values if isinstance(each, str)]


def _closeness(wanted: Wanted, found: Found) -> float:
    return max(alike(words, found.words) for words in wanted.words)


def _any(wanted: Wanted, found: Found) -> float:
    return 1.0


def _same(wanted: Wanted, found: Found) -> float:
    return float(any(key(words) == key(found.words) for words in wanted.words))


def _pairs(wanted: Sequence[Wanted], found: Sequence[Found], closeness: _Closeness) -> list[tuple[int, int]]:
    """Pair rows, the closest first; fields, then the order of the rows, decide between rows of the same words."""
    near = [
        (close + 0.1 * _agreement(row, candidate), -abs(i - j), i, j)
        for i, row in enumerate(wanted)
        for j, candidate in enumerate(found)
        if (close := closeness(row, candidate)) >= _ALIKE
    ]
    rows, taken, pairs = set[int](), set[int](), []
    for _, _, i, j in sorted(near, reverse=True):
        if i not in rows and j not in taken:
            rows.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def _tally(wanted: Sequence[Wanted], found: Sequence[Found], closeness: _Closeness, partial: bool = False) -> Tally:
    tally = Tally()
    pairs = _pairs(wanted, found, closeness)
    for i, j in pairs:
        if wanted[i].soft:
            continue
        tally.tp += 1
        for name, values in wanted[i].fields.items():
            right, of = tally.fields.get(name, (0, 0))
            good = _right(values, found[j].fields.get(name))
            tally.fields[name] = (right + good, of + 1)
            if not good:
                got = found[j].fields.get(name)
                tally.remarks.append(f"{name} of {found[j].words!r}: {got!r}, want one of {values!r}")
    missed = [row for i, row in enumerate(wanted) if i not in {i for i, _ in pairs} and not row.soft]
    covered = max((found[j].start for _, j in pairs), default=0) if partial else None
    extra = [
        row
        for j, row in enumerate(found)
        if j not in {j for _, j in pairs} and (covered is None or row.start <= covered)
    ]
    tally.fn, tally.fp = len(missed), len(extra)
    tally.remarks += [f"missed {row.words[0]!r} {dict(row.fields)}" for row in missed]
    tally.remarks += [f"extra {row.words!r} {dict(row.fields)}" for row in extra]
    return tally


def _readings(row: Gold, name: str) -> tuple[Any, ...]:
    """Give the value of a field and those listed as equally right."""
    also = row.get(f"{name}_alt")
    return (row.get(name), *(also if isinstance(also, list) else [] if also is None else [also]))


def _soft(row: Gold) -> bool:
    return any(bool(row.get(mark)) for mark in ("debatable", "self", "nested"))


def _day(value: PartialDate | None) -> str | None:
    return value.last.isoformat() if value else None


# --- rows of each kind


def _of(record: DocumentRecord, kind: type[_C]) -> Iterator[_C]:
    return (claim for claim in record.claims if isinstance(claim, kind))


def _wanted_act(gold: Gold) -> list[Wanted]:
    act = gold["act"] if gold.get("act") else {}
    fields = {name: (act[name],) for name in ("type", "number", "date", "adilet_id") if act.get(name)}
    return [Wanted(("the act",), fields)] if act else []


def _found_act(record: DocumentRecord) -> list[Found]:
    own = [each for each in record.entities if isinstance(each, Act) and each.iri == record.act]
    return [
        Found(
            "the act",
            {"type": each.type, "number": each.number, "date": str(each.date or ""), "adilet_id": each.adilet_id},
        )
        for each in own
    ]


def _wanted_members(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("members", ()):
        named = {"person": _readings(row, "person")} if row.get("person") else {}
        fields = {"role": _readings(row, "role"), "by_agreement": (row["by_agreement"],), **named}
        texts = [str(text) for text in _readings(row, "text")]
        yield Wanted(tuple(texts), fields, _soft(row))


def _found_members(record: DocumentRecord) -> list[Found]:
    names = {entity.iri: getattr(entity, "name", "") for entity in record.entities}
    rows = []
    for seat in _of(record, Seat):
        person = names.get(seat.person or "")
        words = f"{person} – {seat.mention}" if person and key(person) != key(seat.mention) else seat.mention
        fields = {"role": seat.role, "by_agreement": seat.by_agreement, "person": person}
        rows.append(Found(words, fields, seat.evidence.start))
    return rows


def _wanted_powers(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("statute_powers", ()):
        fields = {name: _readings(row, name) for name in ("kind", "holder", "locator")}
        yield Wanted((str(row["prefix"]),), fields, _soft(row))


def _found_powers(record: DocumentRecord) -> list[Found]:
    bearers = {each.duty: each for each in _of(record, Responsibility)}
    return [
        Found(
            duty.title,
            {"kind": duty.kind, "holder": bearers[duty.iri].mention, "locator": duty.locator},
            duty.evidence.start,
        )
        for duty in _of(record, Duty)
        if duty.kind in ("function", "right", "duty") and duty.iri in bearers
    ]


def _wanted_duties(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("text_duties", ()):
        places = tuple(_SHORT_POINT.sub("pt_", place) if place else place for place in _readings(row, "locator"))
        fields = {"due_by": _readings(row, "due_by"), "locator": places}
        yield Wanted(tuple(map(str, _readings(row, "bearer"))), fields, _soft(row))


def _found_bearers(record: DocumentRecord, kind: str) -> list[Found]:
    duties = {duty.iri: duty for duty in _of(record, Duty) if duty.kind == kind}
    rows = []
    for each in _of(record, Responsibility):
        if duty := duties.get(each.duty):
            fields = {"due_by": _last_day(duty), "locator": duty.locator, "title": duty.title}
            rows.append(Found(each.mention, fields, duty.evidence.start))
    return rows


def _last_day(duty: Duty) -> str | None:
    return max((day for each in duty.deadlines if (day := _day(each.due_by))), default=None)


def _wanted_citations(gold: Gold) -> Iterator[Wanted]:
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


def _found_citations(record: DocumentRecord) -> list[Found]:
    def occurrence(citation: Citation) -> tuple[int, int, str, str]:
        return citation.evidence.start, citation.evidence.end, citation.act.iri, citation.citing

    rows = []
    for (start, *_), same in groupby(sorted(_of(record, Citation), key=occurrence), key=occurrence):
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


def _citation_closeness(wanted: Wanted, found: Found) -> float:
    """Acts are told by their numbers, else by their titles, else by type and year; dates may not contradict."""
    want, have = wanted.told_by, found.told_by
    day, other = want["date"], have["date"]
    if day and other and not (day.startswith(other) or other.startswith(day)):
        return 0.0
    if want["number"] or have["number"]:
        return float(key(want["number"]) == key(have["number"]))
    if wanted.words and found.words:
        return max(alike(title, found.words) for title in wanted.words)
    return float(want["type"] == have["type"] and day[:4] == other[:4])


def _wanted_tenures(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("appointments", ()):
        fields: dict[str, tuple[Any, ...]] = {"event": _readings(row, "event")}
        if row.get("date"):
            fields["date"] = (row["date"],)
        words = (str(row["post"]), f"{row['post']} {row.get('body') or ''}")
        yield Wanted(words, fields, _soft(row), {"person": str(row["person_nominative"])})


def _found_tenures(record: DocumentRecord) -> list[Found]:
    return [
        Found(
            f"{each.post_name} {each.body_name or ''}",
            {"event": each.event, "date": str(each.since or each.until or "")},
            each.evidence.start,
            {"person": each.person_name},
        )
        for each in _of(record, Tenure)
    ]


def _tenure_closeness(wanted: Wanted, found: Found) -> float:
    """The person must be the same; of several posts of one person, event and post tell which is meant."""
    want, have = (set(key(row.told_by["person"]).split()) for row in (wanted, found))
    if len(want & have) < min(len(want), len(have), 2):
        return 0.0
    event = found.fields["event"] in wanted.fields["event"]
    return (1 + event + _closeness(wanted, found)) / 3


def _wanted_instructions(gold: Gold) -> Iterator[Wanted]:
    for row in gold.get("instructions", ()):
        due = {"due_by": _readings(row, "due_by")} if row.get("due_by") else {}
        yield Wanted((str(row["task_prefix"]),), {"bearer": _readings(row, "bearer"), **due}, _soft(row))


def _found_instructions(record: DocumentRecord) -> list[Found]:
    return [
        Found(str(row.fields["title"]), {"bearer": row.words, "due_by": row.fields["due_by"]}, row.start)
        for row in _found_bearers(record, "instruction")
    ]


def _wanted_keys(gold: Gold) -> list[Wanted]:
    return [Wanted((short,), {"stands_for": (full,)}) for short, full in gold.get("abbreviations", {}).items()]


def _found_keys(record: DocumentRecord) -> list[Found]:
    return [Found(short, {"stands_for": full}) for short, full in record.abbreviations]


def _score_items(record: DocumentRecord, gold: Iterable[Gold], partial: bool) -> tuple[Tally, Tally]:
    rows = list(gold)
    duties = [duty for duty in _of(record, Duty) if duty.kind == "plan-item"]
    wanted = [_wanted_item(row) for row in rows]
    found = [_found_item(duty) for duty in duties]
    items, executors = _tally(wanted, found, _closeness, partial), Tally()
    paired = dict(_pairs(wanted, found, _closeness))
    for i, row in enumerate(rows):
        iri = duties[paired[i]].iri if i in paired else None
        listed = [Wanted((mention,), {"by_agreement": (agreed,)}) for mention, agreed in row.get("executors", ())]
        named = [
            Found(each.mention, {"by_agreement": each.by_agreement}, each.evidence.start)
            for each in _of(record, Responsibility)
            if each.duty == iri
        ]
        executors += _tally(listed, named, _closeness)
    return items, executors


def _wanted_item(row: Gold) -> Wanted:
    fields: dict[str, tuple[Any, ...]] = {"number": (row["number"],), "section": _readings(row, "section")}
    if row.get("completion"):
        fields["completion"] = (row["completion"],)
    deadline = row.get("deadline")
    deadlines: list[Gold] = deadline if isinstance(deadline, list) else [deadline] if deadline else []
    if deadlines and not any(each.get("debatable") for each in deadlines):
        for name in ("due_by", "recurrence"):
            fields[name] = tuple(value for each in deadlines for value in _readings(each, name))
    return Wanted((f"{row['number']} {row['title_prefix']}",), fields)


def _found_item(duty: Duty) -> Found:
    recurrence = next((each.recurrence for each in duty.deadlines if each.recurrence), None)
    fields = {
        "number": duty.number,
        "section": duty.section,
        "completion": duty.completion,
        "due_by": _last_day(duty),
        "recurrence": recurrence,
    }
    return Found(f"{duty.number or ''} {duty.title}", fields, duty.evidence.start)
