"""Reads a folder of registry files into entries, noting everything that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from remit.ontology.entries import (
    Abbreviation,
    ActEntry,
    ActTypeEntry,
    BodyEntry,
    ChangeEntry,
    Entries,
    Entry,
    HoldingEntry,
    MarkerEntry,
    Parent,
    PersonEntry,
    PostEntry,
    RegionEntry,
)
from remit.ontology.intervals import Interval, PartialDate

Record = dict[str, Any]
Made = TypeVar("Made")
AnyEntry = TypeVar("AnyEntry", bound=Entry)


def read_entries(folder: Path) -> tuple[Entries, list[str]]:
    """Give the entries of a folder and the problems met: files that are not YAML lists, unknown keys, bad dates."""
    reader = _Reader(folder)
    entries = Entries(
        bodies=reader.entries(("bodies.yaml", "local_bodies.yaml"), _body),
        posts=reader.entries(("posts.yaml",), _post),
        persons=reader.entries(("persons.yaml",), _person),
        holdings=reader.entries(("holders.yaml",), _holding),
        regions=reader.entries(("regions.yaml",), _region),
        changes=reader.entries(("changes.yaml",), _change, _pairs),
        acts=reader.entries(("acts.yaml",), _act),
        act_types=reader.entries(("act_types.yaml",), _act_type),
        markers=reader.entries(("markers.yaml",), _marker),
        abbreviations=tuple(
            thing for _, thing in reader.made("abbreviations.yaml", lambda record: Abbreviation(**record))
        ),
    )
    return entries, reader.problems


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def records(self, name: str) -> Iterator[tuple[str, Record]]:
        """Give each record of a file with the place it stands; an absent file holds none."""
        import yaml

        path = self.folder / name
        if not path.exists():
            return
        # Every scalar is read as text, so that dates and `yes` stay what they look like.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            records = yaml.load(path.read_text(encoding="utf-8"), loader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: cannot be read: {' '.join(str(error).split())}")
            return
        for position, record in enumerate(records or [], start=1):
            if isinstance(record, dict):
                yield f"{name} {record.get('id') or f'entry {position}'}", record
            else:
                self.problems.append(f"{name} entry {position}: not a mapping")

    def made(
        self,
        name: str,
        make: Callable[[Record], Made],
        expand: Callable[[Record], Iterable[Record]] = lambda one: [one],
    ) -> Iterator[tuple[str, Made]]:
        """Give what the records of a file make, each with its place; a record that makes nothing is a problem."""
        for place, record in self.records(name):
            try:
                made = [make(part) for part in expand(record)]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                self.problems.append(f"{place}: {_reason(error)}")
            else:
                yield from ((place, thing) for thing in made)

    def entries(
        self,
        names: tuple[str, ...],
        make: Callable[[Record], AnyEntry],
        expand: Callable[[Record], Iterable[Record]] = lambda one: [one],
    ) -> Mapping[str, AnyEntry]:
        """Give the entries of some files by id; an id taken twice is a problem."""
        found: dict[str, AnyEntry] = {}
        for name in names:
            for place, entry in self.made(name, lambda record: make({"country": self.folder.name, **record}), expand):
                if entry.id in found:
                    self.problems.append(f"{place}: id {entry.id} is taken twice")
                found[entry.id] = entry
        return found


def _reason(error: Exception) -> str:
    return f"key {error} is missing" if isinstance(error, KeyError) else str(error).replace("__init__() ", "")


def _texts(value: Mapping[str, list[str]] | None) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in (value or {}).items()}


def _typed(record: Record, *, texts: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> Record:
    """Turn the lists of a record into tuples, and `start` and `end` into an interval."""
    typed = dict(record)
    for key in texts:
        typed[key] = _texts(record.get(key))
    for key in lists:
        typed[key] = tuple(record.get(key, ()))
    if "start" in record or "end" in record:
        typed["interval"] = Interval.parse(typed.pop("start", None), typed.pop("end", None))
    return typed


def _body(record: Record) -> BodyEntry:
    typed = _typed(record, texts=("short",), lists=("members", "members_of_kind"))
    typed["parents"] = tuple(
        Parent(parent["id"], Interval.parse(parent.get("start"), parent.get("end")))
        for parent in record.get("parents", ())
    )
    typed["is_class"] = record.get("is_class") == "true"
    return BodyEntry(**typed)


def _post(record: Record) -> PostEntry:
    return PostEntry(**_typed(record, texts=("forms", "variants")))


def _person(record: Record) -> PersonEntry:
    return PersonEntry(**_typed(record, lists=("aliases",)))


def _holding(record: Record) -> HoldingEntry:
    typed = _typed(record)
    typed["acting"] = record.get("acting") == "true"
    parts = (record["person"], record["body"], record["post"], record.get("start"))
    return HoldingEntry(id="-".join(part for part in parts if part), **typed)


def _region(record: Record) -> RegionEntry:
    return RegionEntry(**_typed(record, texts=("forms", "variants")))


def _pairs(event: Record) -> Iterator[Record]:
    """Give one record a pair of bodies of a reorganisation; what the pair does not say, the event says."""
    shared: Record = {key: event[key] for key in ("act", "date", "verified", "source", "note") if key in event}
    for pair in event["changes"]:
        parts = (event["id"], pair.get("before"), pair.get("after"))
        yield {**shared, **pair, "event": event["id"], "id": "-".join(part for part in parts if part)}


def _change(record: Record) -> ChangeEntry:
    typed = _typed(record, texts=("scope",))
    typed["date"] = PartialDate.parse(record["date"])
    return ChangeEntry(**typed)


def _act(record: Record) -> ActEntry:
    typed = _typed(record, texts=("aliases",))
    typed["date"] = PartialDate.parse(record["date"]) if "date" in record else None
    return ActEntry(**typed)


def _act_type(record: Record) -> ActTypeEntry:
    return ActTypeEntry(**_typed(record, texts=("forms",), lists=("issuers",)))


def _marker(record: Record) -> MarkerEntry:
    typed = {key: value for key, value in record.items() if key not in ("kk", "ru", "en")}
    return MarkerEntry(texts=_texts({key: record[key] for key in ("kk", "ru", "en") if key in record}), **typed)
