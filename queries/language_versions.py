"""Where the texts of one act in two languages say different things: a duty, a deadline, a bearer, a seat, an act cited.

Only what is known on both sides is compared: a name that the registry does not hold has no counterpart in another
language, and what could not be read as a date may be the same day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from remit.graph.store import Store
from remit.queries.catalogue import Row, query

COLUMNS = (
    "act", "finding", "place", "document", "language", "says", "quote", "start", "end",
    "other_document", "other_language", "other_says", "other_quote", "other_start", "other_end",
)  # fmt: skip
_LOCAL = "/local/"  # stands in the IRI of what is known by its name in one language only
_OF_ONE_TEXT = re.compile(r"(?:document|post/group)/[^/#]+(?=[/#])")  # a group that an act sets up, and its posts
_READ = ("duties", "members", "citations")

Place = tuple[str, int]  # the words for a place, and which of those so called it is


@dataclass(frozen=True)
class Passage:
    """What the text in one language says, in short, and where; without a quote where it says nothing of the matter."""

    document: str
    language: str
    says: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Discrepancy:
    """Two texts of an act that differ: `finding` is missing, deadline, bearers, seats or citations."""

    act: str
    finding: str
    place: str
    one: Passage
    other: Passage

    def as_json(self) -> dict[str, Any]:
        """Give the discrepancy as it is printed, with the keys of `COLUMNS`."""
        other = {f"other_{name}": value for name, value in vars(self.other).items()}
        return {"act": self.act, "finding": self.finding, "place": self.place, **vars(self.one), **other}


@dataclass(frozen=True)
class _Text:
    """One text of an act, and the rows of the catalogue that were read in it."""

    act: str
    document: str
    language: str
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _READ})

    def passage(self, row: Row | None = None, says: object = None) -> Passage:
        said = str(says) if says else None
        if row is None:
            return Passage(self.document, self.language, said)
        start, end = (int(str(row[name])) for name in ("start", "end"))
        return Passage(self.document, self.language, said, str(row["quote"]), start, end)


def discrepancies(store: Store, document: str | None = None, on: date | None = None) -> list[Discrepancy]:
    """Give where texts of one act differ, act by act; those of one act when a document of it is named.

    As of a day, texts of acts of later days are left out.
    Raises `StoreError` when the store fails.
    """
    return [
        found
        for texts in _texts(store, {"as-of": on.isoformat()} if on else {})
        if document is None or any(text.document == document for text in texts)
        for one, other in combinations(texts, 2)
        if one.language != other.language
        for compare in (_duties, _seats, _citations)
        for found in compare(one, other)
    ]


def _texts(store: Store, moment: Mapping[str, str]) -> list[list[_Text]]:
    """Give the texts of each act that has several, in the order of languages."""
    acts: dict[str, list[_Text]] = defaultdict(list)
    for row in query("documents").run(store, moment):
        if row["act"]:
            text = _Text(str(row["act"]), str(row["document"]), str(row["language"]))
            acts[text.act].append(text)
    several = [sorted(texts, key=lambda text: text.language) for texts in acts.values() if len(texts) > 1]
    known = {text.document: text for texts in several for text in texts}
    for name in _READ:
        for row in query(name).run(store):
            if (document := str(row["document"])) in known:
                known[document].rows[name].append(row)
    return sorted(several, key=lambda texts: texts[0].document)


def _duties(one: _Text, other: _Text) -> Iterator[Discrepancy]:
    mine, theirs = _by_place(one.rows["duties"]), _by_place(other.rows["duties"])
    for place in sorted(mine.keys() | theirs.keys()):
        left, right = mine.get(place, []), theirs.get(place, [])
        if not left or not right:
            here, there = (text.passage(next(iter(rows), None)) for text, rows in ((one, left), (other, right)))
            yield Discrepancy(one.act, "missing", place[0], here, there)
            continue
        for finding, says in (("deadline", _deadline), ("bearers", _bearers)):
            said, said_there = says(left), says(right)
            if said and said_there and said != said_there:
                sides = [one.passage(left[0], ", ".join(said)), other.passage(right[0], ", ".join(said_there))]
                yield Discrepancy(one.act, finding, place[0], *sides)


def _by_place(rows: Sequence[Row]) -> dict[Place, list[Row]]:
    """Group the rows of each duty under its place in the act; duties without a place are not comparable."""
    duties: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        duties[str(row["duty"])].append(row)
    places: dict[Place, list[Row]] = {}
    seen: Counter[str] = Counter()
    for each in duties.values():
        where = each[0]["locator"] or each[0]["number"]
        if where:
            place = f"{each[0]['kind']} {where}"
            places[place, seen[place]] = each
            seen[place] += 1
    return places


def _deadline(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(str(rows[0][name]) for name in ("due_by", "recurrence") if rows[0][name])


def _bearers(rows: Sequence[Row]) -> tuple[str, ...]:
    """Name the bearers; nothing where one is not comparable."""
    bearers = {_comparable(row["bearer"]) for row in rows}
    return () if None in bearers else tuple(sorted(filter(None, bearers)))


def _comparable(entity: object) -> str | None:
    """Give the IRI of an entity without what is the text's own; `None` when it is known by a name in one language."""
    iri = str(entity or "")
    return _OF_ONE_TEXT.sub("", iri) if iri and _LOCAL not in iri else None


def _seats(one: _Text, other: _Text) -> Iterator[Discrepancy]:
    rows, rows_there = one.rows["members"], other.rows["members"]
    if len(rows) != len(rows_there):
        counts = [text.passage(says=f"{len(text.rows['members'])} seats") for text in (one, other)]
        yield Discrepancy(one.act, "seats", "composition", *counts)
    yield from _unmatched("seats", _seat, (one, rows), (other, rows_there))


def _seat(row: Row) -> str | None:
    """Name who sits and in which role; `None` for one that the registry does not hold."""
    member = _comparable(row["post"] or row["body"])
    return member and f"{row['role']} {member}"


def _citations(one: _Text, other: _Text) -> Iterator[Discrepancy]:
    yield from _unmatched("citations", _cited, (one, one.rows["citations"]), (other, other.rows["citations"]))


def _cited(row: Row) -> str | None:
    """Name the act; `None` for one known by its title, which is another in each language."""
    return str(row["act"]) if row["act"] and (row["number"] or row["adilet_id"]) else None


def _unmatched(
    finding: str, name: Callable[[Row], str | None], *sides: tuple[_Text, Sequence[Row]]
) -> Iterator[Discrepancy]:
    """Find what one text names and the other does not, unless something without a name there may be it."""
    for (text, rows), (other, rows_there) in (sides, sides[::-1]):
        there = {name(row) for row in rows_there}
        alone = {named: row for row in rows if (named := name(row)) and named not in there}
        if len(alone) > sum(name(row) is None for row in rows_there):
            for named, row in alone.items():
                yield Discrepancy(text.act, finding, named, text.passage(row, named), other.passage())
