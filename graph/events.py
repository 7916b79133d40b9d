"""Reorganisations as the registry and the acts read state them; what both state is one event with both sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from remit.graph.records import Passage, Records, code, within
from remit.ontology.entries import ChangeEntry, Texts
from remit.ontology.intervals import PartialDate
from remit.ontology.registry import Registry

_CLAIMED = within(
    "?claim a remit:Change ; remit:changeKind ?kind ; remit:date ?date",
    "?claim org:originalOrganization ?before", "?claim org:resultingOrganization ?after",
    "?claim cv:hasFormalFramework ?act",
)  # fmt: skip
_TOPICS = within("?claim a remit:Change ; remit:topic ?topic", passage="")
_APART = timedelta(days=31)  # an act may have force some weeks after its date, which the registry may give for it


@dataclass(frozen=True)
class Event:
    """One body's part in a reorganisation; bodies and the act are IRIs.

    `scope` gives words for what passed over, per language. `verified` is the mark of the registry, `None` for an event
    that only documents state; `passages` are where they do, `claims` the IRIs of what they say.
    """

    iri: str
    kind: str
    date: PartialDate
    before: str | None
    after: str | None
    scope: Texts
    act: str | None = None
    verified: str | None = None
    passages: tuple[Passage, ...] = ()
    claims: tuple[str, ...] = ()


def events(registry: Registry, records: Records | None = None) -> tuple[Event, ...]:
    """Give the reorganisations of a registry and, where records are given, of the documents read, earliest first."""
    found = [_registered(registry, change) for change in registry.changes.values()]
    for event in _claimed(records) if records else ():
        for place, known in enumerate(found):
            if _same(known, event):
                found[place] = _joined(known, event)
                break
        else:
            found.append(event)
    return tuple(sorted(found, key=lambda event: event.date.first))


def _registered(registry: Registry, change: ChangeEntry) -> Event:
    before, after = (registry.body(body).iri if body else None for body in (change.before, change.after))
    act = registry.acts[change.act].iri if change.act else None
    return Event(change.iri, change.kind, change.date, before, after, change.scope, act, change.verified)


def _claimed(records: Records) -> Iterator[Event]:
    scopes: dict[str, dict[str, tuple[str, ...]]] = {}
    for solution in records.store.select(_TOPICS):
        topics = scopes.setdefault(solution["claim"].value, {})
        language = getattr(solution["topic"], "language", None) or ""
        topics[language] = tuple(sorted({*topics.get(language, ()), solution["topic"].value}))
    rows = sorted(records.rows(_CLAIMED), key=lambda row: (row["date"], row["claim"]))
    for row in rows:
        yield _read(row, scopes.get(row["claim"], {}))


def _read(row: dict[str, Any], scope: Texts) -> Event:
    passage = Passage(row["graph"], row["document"], row["quote"], int(row["start"]), int(row["end"]))
    return Event(
        row["claim"], code(row["kind"]), PartialDate.parse(row["date"]), row.get("before"), row.get("after"), scope,
        row.get("act"), None, (passage,), (row["claim"],),
    )  # fmt: skip


def _same(known: Event, event: Event) -> bool:
    """Tell one event told twice: by the same act, or of the same kind at about the same time."""
    if (known.before, known.after) != (event.before, event.after):
        return False
    about_then = abs(known.date.first - event.date.first) <= _APART
    same_act = known.act is not None and known.act == event.act
    if known.verified is None:
        return same_act and known.kind == event.kind and about_then
    return same_act or (known.kind == event.kind and about_then)


def _joined(known: Event, event: Event) -> Event:
    """Put together what two sources say of one event; the first tells its kind and date."""
    languages: Sequence[str] = sorted({*known.scope, *event.scope})
    scope = {
        language: tuple(dict.fromkeys((*known.scope.get(language, ()), *event.scope.get(language, ()))))
        for language in languages
    }
    passages, claims = (*known.passages, *event.passages), (*known.claims, *event.claims)
    return replace(known, scope=scope, act=known.act or event.act, passages=passages, claims=claims)
