"""One entry of the registry as people ask for it: its names and their forms, its life, its ties, where that is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from remit.loaders.declension import declined
from remit.loaders.grammar import LANGUAGES, load_grammar
from remit.ontology.entries import (
    ActEntry,
    BodyEntry,
    ChangeEntry,
    Entry,
    HoldingEntry,
    PersonEntry,
    PostEntry,
    RegionEntry,
    Text,
)
from remit.ontology.intervals import Interval
from remit.ontology.registry import Registry

Facts = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """An entry that was asked for; `body` is the one that a post is in, where it was named with one."""

    kind: str
    entry: Entry
    body: BodyEntry | None = None


def describe(registry: Registry, subject: Subject, as_of: date | None = None, language: str = "en") -> Facts:
    """Give what the registry knows of an entry: a mapping ready to be printed, what is not known left out.

    With a day, parents, members and holders are those of the day, else all that are known, with their dates. Things it
    names are named in `language`, else in any. `iri` is `None` for a post that no single body has.
    """
    view = _View(registry, as_of, language)
    entry = subject.entry
    facts: Facts = {"kind": subject.kind, "id": entry.id, "iri": view.iri_of(subject)}
    if isinstance(entry, BodyEntry):
        facts |= view.body(entry)
    elif isinstance(entry, RegionEntry):
        facts |= view.region(entry)
    elif isinstance(entry, PostEntry):
        facts |= view.post(entry, subject.body)
    elif isinstance(entry, PersonEntry):
        facts |= view.person(entry)
    elif isinstance(entry, ActEntry):
        facts |= view.act(entry)
    facts |= {
        "identifiers": _identifiers(entry),
        "verified": None if subject.kind == "person" else entry.verified,
        "source": entry.source,
        "note": entry.note,
        "written_in": entry.places,
    }
    return {key: value for key, value in facts.items() if value not in (None, "", (), [], {}) or key == "iri"}


def render(facts: Mapping[str, Any]) -> str:
    """Give facts as lines of text: lists and mappings below their names, one line an element."""
    return "\n".join(_lines(facts, ""))


def _lines(facts: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in facts.items():
        name = f"{indent}{key.replace('_', ' ')}:"
        if isinstance(value, Mapping):
            yield name
            yield from _lines(value, indent + "  ")
        elif isinstance(value, tuple | list) and value and isinstance(value[0], Mapping):
            yield name
            yield from (f"{indent}  {_row(row)}" for row in value)
        else:
            yield f"{name} {_flat(value)}"


def _row(row: Mapping[str, Any]) -> str:
    return " · ".join(f"{key.replace('_', ' ')} {_flat(value)}" for key, value in row.items() if value is not None)


def _flat(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _identifiers(entry: Entry) -> Facts:
    codes = {key: getattr(entry, key, None) for key in ("agency_code", "iso", "former_iso", "kato", "adilet_id")}
    codes["wikidata"] = entry.wikidata
    if entry.wikidata:
        codes["wikidata_verified"] = entry.wikidata_verified
    return {key: code for key, code in codes.items() if code}


def _interval(interval: Interval, start: str = "start", end: str = "end") -> Facts:
    return {key: str(day) for key, day in ((start, interval.start), (end, interval.end)) if day}


class _View:
    """The registry as of a day, its things named in a language."""

    def __init__(self, registry: Registry, as_of: date | None, language: str) -> None:
        self._registry, self._as_of, self._language = registry, as_of, language

    def iri_of(self, subject: Subject) -> str | None:
        if isinstance(subject.entry, PostEntry):
            body = subject.body.id if subject.body else subject.entry.body
            return self._registry.post_iri(body, subject.entry.id) if body else None
        return getattr(subject.entry, "iri", None)

    def body(self, body: BodyEntry) -> Facts:
        registry = self._registry
        classes = (each for each in registry.bodies.values() if each.is_class and each.id != body.id)
        return {
            "names": dict(body.names),
            "short": dict(body.short),
            "cases": _cases(body.names),
            "body_kind": body.kind,
            "portfolio": dict(body.portfolio),
            **_interval(body.interval),
            **self._existence(body.interval),
            "parents": tuple(self._parents(body)),
            "territory": self._named(registry.regions.get(body.territory or "")),
            "members": tuple(map(self._named, registry.members(body.id, self._as_of) if body.is_class else ())),
            "member_of": tuple(self._named(each) for each in classes if body in registry.members(each.id)),
            "posts": tuple(self._posts(body)),
            "changes_in": tuple(map(self._change, registry.changes_to(body.id))),
            "changes_out": tuple(map(self._change, registry.changes_from(body.id))),
        }

    def region(self, region: RegionEntry) -> Facts:
        registry = self._registry
        return {
            "names": dict(region.names),
            "variants": dict(region.variants),
            "cases": _cases(region.names),
            "region_kind": region.kind,
            "centre": dict(region.centre),
            **_interval(region.interval),
            **self._existence(region.interval),
            "predecessor": self._named(registry.regions.get(region.predecessor or "")),
            "act": self._named(registry.acts.get(region.act or "")),
            "bodies": tuple(self._named(each) for each in registry.bodies.values() if each.territory == region.id),
        }

    def post(self, post: PostEntry, body: BodyEntry | None) -> Facts:
        body = body or self._registry.bodies.get(post.body or "")
        held = [each for each in self._registry.holdings.values() if each.post == post.id and self._holds(each)]
        return {
            "names": dict(post.names),
            "variants": dict(post.variants),
            "cases": _cases(post.names),
            "body": self._named(body),
            "holders": tuple(self._holding(each) for each in held if body is None or each.body == body.id),
        }

    def person(self, person: PersonEntry) -> Facts:
        held = [each for each in self._registry.holdings.values() if each.person == person.id and self._holds(each)]
        return {
            "names": dict(person.names),
            "aliases": person.aliases,
            "posts": tuple(self._holding(each) for each in held),
        }

    def act(self, act: ActEntry) -> Facts:
        registry = self._registry
        return {
            "titles": dict(act.titles),
            "aliases": dict(act.aliases),
            "type": act.type,
            "number": act.number,
            "date": str(act.date) if act.date else None,
            "issuer": self._named(registry.bodies.get(act.issuer or "")),
            "approved_by": self._named(registry.acts.get(act.approved_by or "")),
            "changes": tuple(self._change(each) for each in registry.changes.values() if each.act == act.id),
        }

    def _existence(self, interval: Interval) -> Facts:
        """Say whether a thing may have existed on the day; nothing when no day is asked for."""
        if self._as_of is None:
            return {}
        return {"as_of": str(self._as_of), "existed": "yes" if interval.covers(self._as_of) else "no"}

    def _named(self, entry: Entry | None) -> str | None:
        """Give the name of an entry, with its id."""
        if entry is None:
            return None
        names: Text = getattr(entry, "names", None) or getattr(entry, "titles", {})
        name = names.get(self._language) or next(iter(names.values()), None)
        return f"{name} ({entry.id})" if name else entry.id

    def _parents(self, body: BodyEntry) -> Iterator[Facts]:
        if self._as_of:
            parent = self._registry.parent(body.id, self._as_of)
            known = [each for each in body.parents if parent and each.id == parent.id]
        else:
            known = list(body.parents)
        for each in known:
            yield {"body": self._named(self._registry.bodies[each.id]), **_interval(each.interval, "since", "until")}

    def _posts(self, body: BodyEntry) -> Iterator[Facts]:
        """Give the posts of a body, each once a holder; a post without one in the registry stands alone."""
        held = self._registry.holders(body.id)
        own = [post.id for post in self._registry.posts.values() if post.body == body.id]
        for role in dict.fromkeys((*own, *(each.post for each in held))):
            holders = [each for each in held if each.post == role and self._holds(each)]
            yield from map(self._holding, holders)
            if not holders:
                yield {"post": self._named(self._registry.posts[role]), "holder": "not known"}

    def _holds(self, holding: HoldingEntry) -> bool:
        return self._as_of is None or holding.interval.covers(self._as_of)

    def _holding(self, holding: HoldingEntry) -> Facts:
        registry = self._registry
        return {
            "post": self._named(registry.posts[holding.post]),
            "body": self._named(registry.bodies[holding.body]),
            "person": self._named(registry.persons[holding.person]),
            **_interval(holding.interval, "since", "until"),
            "acting": "yes" if holding.acting else None,
            "verified": holding.verified,
        }

    def _change(self, change: ChangeEntry) -> Facts:
        registry = self._registry
        scope = change.scope.get(self._language) or next(iter(change.scope.values()), ())
        return {
            "date": str(change.date),
            "change": change.kind,
            "before": self._named(registry.bodies.get(change.before or "")),
            "after": self._named(registry.bodies.get(change.after or "")),
            "scope": ", ".join(scope) or None,
            "act": self._act_name(registry.acts.get(change.act or "")),
            "verified": change.verified,
        }

    def _act_name(self, act: ActEntry | None) -> str | None:
        """Give type, number and date of an act, as acts are cited."""
        if act is None:
            return None
        parts = (act.type, f"№ {act.number}" if act.number else None, act.date, f"({act.id})")
        return " ".join(str(part) for part in parts if part)


def _cases(names: Text) -> Facts:
    forms = {each: declined(names[each], load_grammar(each)) for each in LANGUAGES if each in names}
    return {language: cases for language, cases in forms.items() if cases}
