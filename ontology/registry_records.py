"""Turns records of the registry, as written in its files, into entries; says in words what a record lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from remit.ontology.entries import (
    Abbreviation,
    ActEntry,
    ActTypeEntry,
    BodyEntry,
    ChangeEntry,
    HoldingEntry,
    MarkerEntry,
    Parent,
    PersonEntry,
    PostEntry,
    RegionEntry,
)
from remit.ontology.intervals import Interval, PartialDate

Record = dict[str, Any]
# Keys by what their values are: text by language, texts by language, a list.
TEXT = frozenset({"names", "portfolio", "centre", "titles", "number_suffix"})
TEXTS = frozenset({"short", "forms", "variants", "scope", "aliases"})
LISTS = frozenset({"members", "members_of_kind", "issuers"})
_FLAGS = frozenset({"is_class", "acting", "heads", "apex"})
_NESTED = frozenset({"parents", "changes"})
_MADE = frozenset({"interval", "places", "texts"})  # fields of entries that no file gives
_SAID: Mapping[type, str] = {dict: "a mapping from language to text", list: "a list", str: "a text"}
_LANGUAGE = re.compile(r"[a-z]{2,3}$")
_UNKNOWN = re.compile(r"unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"missing \d+ required .*?: (.*)")


def key_of(kind: str, record: Record) -> str:
    """Give the id of a record among those of its kind; raise `KeyError` naming the key it lacks.

    Holdings and abbreviations have no id of their own: theirs is put together from what they say.
    """
    if kind == "holding":
        parts = [record["person"], record["body"], record["post"], record.get("start", "")]
        return "-".join(part for part in parts if part)
    if kind == "abbreviation":
        return "-".join([record["abbreviation"], record["language"], record["meaning"]])
    return str(_wanted("id", record["id"], str))


def pairs(event: Record) -> Iterator[Record]:
    """Give one record a pair of bodies of a reorganisation; what the pair does not say, the event says."""
    shared: Record = {key: event[key] for key in ("act", "date", "verified", "source", "note") if key in event}
    if unknown := set(event) - set(shared) - {"id", "changes"}:
        raise ValueError(f"unknown key {min(unknown)!r}")
    for pair in _wanted("changes", event["changes"], list):
        if not isinstance(pair, dict):
            raise ValueError(f"changes: want records of before, after and kind, not {pair!r}")
        parts = (event["id"], pair.get("before"), pair.get("after"))
        yield {**shared, **pair, "event": event["id"], "id": "-".join(part for part in parts if part)}


def reason(error: Exception) -> str:
    """Say what is wrong with a record, in terms of its keys, by the error that making its entry raised."""
    text = str(error)
    if isinstance(error, KeyError):
        return f"key {error} is missing"
    if unknown := _UNKNOWN.search(text):
        return f"unknown key {unknown[1]!r}"
    if missing := _MISSING.search(text):
        return f"keys {missing[1]} are missing" if " and " in missing[1] else f"key {missing[1]} is missing"
    return text


def _typed(record: Record) -> Record:
    """Give the values of a record their types: texts by language, tuples, truth, an interval of `start` and `end`.

    `parents` and `changes` are left as they are. An empty value is none.
    """
    typed: Record = {}
    for key, value in record.items():
        if key in _MADE:
            raise ValueError(f"unknown key {key!r}")
        if key in TEXT:
            typed[key] = {each: _wanted(f"{key}.{each}", text, str) for each, text in _by_language(key, value)}
        elif key in TEXTS:
            typed[key] = {each: _tuple(f"{key}.{each}", texts) for each, texts in _by_language(key, value)}
        elif key in LISTS:
            typed[key] = _tuple(key, value)
        elif key in _FLAGS:
            typed[key] = _truth(key, value)
        elif key in _NESTED or _wanted(key, value, str):
            typed[key] = value
    if "start" in typed or "end" in typed:
        typed["interval"] = Interval.parse(typed.pop("start", None), typed.pop("end", None))
    return typed


def _truth(key: str, value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"{key}: want true or false, not {value!r}")
    return bool(value == "true")


def _by_language(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    for language, text in _wanted(key, value, dict).items():
        if not _LANGUAGE.match(language):
            raise ValueError(f"{key}: {language!r} is no code of a language")
        yield language, text


def _tuple(key: str, value: Any) -> tuple[str, ...]:
    return tuple(_wanted(key, each, str) for each in _wanted(key, value, list))


def _wanted(key: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{key}: want {_SAID[kind]}, not {value!r}")
    return value


def _body(record: Record) -> BodyEntry:
    typed = _typed(record)
    typed["parents"] = tuple(map(_parent, _wanted("parents", record.get("parents", []), list)))
    return BodyEntry(**typed)


def _parent(record: Any) -> Parent:
    if not isinstance(record, dict) or "id" not in record or set(record) - {"id", "start", "end"}:
        raise ValueError(f"parents: want {{id, start, end}}, not {record!r}")
    id, start, end = (_wanted(f"parents.{key}", record.get(key, ""), str) for key in ("id", "start", "end"))
    return Parent(id, Interval.parse(start, end))


def _post(record: Record) -> PostEntry:
    return PostEntry(**_typed(record))


def _person(record: Record) -> PersonEntry:
    aliases = _tuple("aliases", record.get("aliases", []))
    return PersonEntry(**{**_typed({**record, "aliases": {}}), "aliases": aliases})


def _holding(record: Record) -> HoldingEntry:
    return HoldingEntry(**{**_typed(record), "id": key_of("holding", record)})


def _region(record: Record) -> RegionEntry:
    return RegionEntry(**_typed(record))


def _change(record: Record) -> ChangeEntry:
    typed = _typed(record)
    return ChangeEntry(**{**typed, "date": PartialDate.parse(typed["date"])})


def _act(record: Record) -> ActEntry:
    typed = _typed(record)
    return ActEntry(**{**typed, "date": PartialDate.parse(typed["date"]) if "date" in typed else None})


def _act_type(record: Record) -> ActTypeEntry:
    return ActTypeEntry(**_typed(record))


def _marker(record: Record) -> MarkerEntry:
    texts: dict[str, tuple[str, ...]] = {key: _tuple(key, record[key]) for key in ("kk", "ru", "en") if key in record}
    return MarkerEntry(texts=texts, **_typed({key: value for key, value in record.items() if key not in texts}))


def _abbreviation(record: Record) -> Abbreviation:
    return Abbreviation(**_typed({key: value for key, value in record.items() if key != "country"}))


MAKERS: Mapping[str, Callable[[Record], Any]] = {
    "body": _body,
    "post": _post,
    "person": _person,
    "holding": _holding,
    "region": _region,
    "change": _change,
    "act": _act,
    "act type": _act_type,
    "marker": _marker,
    "abbreviation": _abbreviation,
}
"""What makes the entry of each kind out of a record; each raises what `reason` can put into words."""
