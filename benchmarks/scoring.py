"""Compare what was read in a document with a record, checked by eye, of what it says: hits, extras, misses, fields.

Both sides are brought to rows of one shape: words by which rows are paired, and fields compared once they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from rows import (
    Found,
    Gold,
    Wanted,
    claims_of,
    found_act,
    found_bearers,
    found_citations,
    found_instructions,
    found_item,
    found_keys,
    found_members,
    found_powers,
    found_tenures,
    key,
    wanted_act,
    wanted_citations,
    wanted_duties,
    wanted_instructions,
    wanted_item,
    wanted_keys,
    wanted_members,
    wanted_powers,
    wanted_tenures,
)

from remit.ontology.claims import DocumentRecord, Duty, Responsibility

_ALIKE = 0.75
_LONG_ENOUGH = 12  # words so short say too little to be found inside others

_Closeness = Callable[[Wanted, Found], float]


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
        "act": ("act", wanted_act(gold), found_act(record), _any),
        "members": ("members", list(wanted_members(gold)), found_members(record), _closeness),
        "statute_powers": ("powers", list(wanted_powers(gold)), found_powers(record), _closeness),
        "text_duties": ("text_duties", list(wanted_duties(gold)), found_bearers(record, "act-point"), _closeness),
        "citations": ("citations", list(wanted_citations(gold)), found_citations(record), _citation_closeness),
        "appointments": ("tenures", list(wanted_tenures(gold)), found_tenures(record), _tenure_closeness),
        "instructions": ("instructions", list(wanted_instructions(gold)), found_instructions(record), _closeness),
        "abbreviations": ("abbreviations", wanted_keys(gold), found_keys(record), _same),
    }  # fmt: skip
    tallies = {
        name: _tally(wanted, found, closeness, partial)
        for key, (name, wanted, found, closeness) in kinds.items()
        if key in gold
    }
    if "items" in gold:
        tallies["items"], tallies["executors"] = _score_items(record, gold["items"], partial)
    return tallies


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
    tally.remarks += [f"missed {row.words!r} {dict(row.told_by)} {dict(row.fields)}" for row in missed]
    tally.remarks += [f"extra {row.words!r} {dict(row.told_by)} {dict(row.fields)}" for row in extra]
    return tally


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


def _tenure_closeness(wanted: Wanted, found: Found) -> float:
    """The person must be the same; of several posts of one person, event and post tell which is meant."""
    want, have = (set(key(row.told_by["person"]).split()) for row in (wanted, found))
    if len(want & have) < min(len(want), len(have), 2):
        return 0.0
    event = found.fields["event"] in wanted.fields["event"]
    return (1 + event + _closeness(wanted, found)) / 3


def _score_items(record: DocumentRecord, gold: Iterable[Gold], partial: bool) -> tuple[Tally, Tally]:
    rows = list(gold)
    duties = [duty for duty in claims_of(record, Duty) if duty.kind == "plan-item"]
    wanted = [wanted_item(row) for row in rows]
    found = [found_item(duty) for duty in duties]
    items, executors = _tally(wanted, found, _closeness, partial), Tally()
    paired = dict(_pairs(wanted, found, _closeness))
    for i, row in enumerate(rows):
        iri = duties[paired[i]].iri if i in paired else None
        listed = [Wanted((mention,), {"by_agreement": (agreed,)}) for mention, agreed in row.get("executors", ())]
        named = [
            Found(each.mention, {"by_agreement": each.by_agreement}, each.evidence.start)
            for each in claims_of(record, Responsibility)
            if each.duty == iri
        ]
        executors += _tally(listed, named, _closeness)
    return items, executors
