"""What must hold between the entries of a registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from remit.ontology.entries import BodyEntry, Entries, Entry
from remit.ontology.intervals import PartialDate

VERIFIED = frozenset({"yes", "partial", "no"})
CHANGE_KINDS = frozenset({"rename", "replace", "merge", "split", "partial-transfer", "abolish", "create"})
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*$")


def problems_in(entries: Entries) -> Iterator[str]:
    """Give every contradiction: bad ids or marks, references to nothing, lives that do not fit together."""
    for kind, table in _tables(entries).items():
        for entry in table.values():
            if not _ID.match(entry.id):
                yield f"{kind} {entry.id}: an id is small letters, digits, points and hyphens"
            # A person is a name only: what needs verifying is what they held.
            if kind != "person" and entry.verified not in VERIFIED:
                yield f"{kind} {entry.id}: verified is {entry.verified!r}, not yes, partial or no"
    for place, kind, target in _references(entries):
        if target is not None and target not in _tables(entries)[kind]:
            yield f"{place}: no {kind} {target}"
    yield from _bad_changes(entries)
    yield from _bad_parents(entries)


def _tables(entries: Entries) -> dict[str, Mapping[str, Entry]]:
    return {
        "body": entries.bodies,
        "post": entries.posts,
        "person": entries.persons,
        "holding": entries.holdings,
        "region": entries.regions,
        "change": entries.changes,
        "act": entries.acts,
        "act type": entries.act_types,
        "marker": entries.markers,
    }


def _references(entries: Entries) -> Iterator[tuple[str, str, str | None]]:
    """Give (place, kind of entry, id) of every reference from one entry to another."""
    for body in entries.bodies.values():
        place = f"body {body.id}"
        yield place, "region", body.territory
        for target in (*body.members, *(parent.id for parent in body.parents)):
            yield place, "body", target
    for post in entries.posts.values():
        yield f"post {post.id}", "body", post.body
    for holding in entries.holdings.values():
        place = f"holding {holding.id}"
        yield place, "person", holding.person
        yield place, "post", holding.post
        yield place, "body", holding.body
        if holding.also not in entries.posts:
            yield place, "body", holding.also
    for region in entries.regions.values():
        yield f"region {region.id}", "region", region.predecessor
        yield f"region {region.id}", "act", region.act
    for change in entries.changes.values():
        place = f"change {change.id}"
        yield place, "body", change.before
        yield place, "body", change.after
        yield place, "act", change.act
    for act in entries.acts.values():
        yield f"act {act.id}", "body", act.issuer
        yield f"act {act.id}", "act", act.approved_by
    for act_type in entries.act_types.values():
        for issuer in act_type.issuers:
            yield f"act type {act_type.id}", "body", issuer


def _bad_changes(entries: Entries) -> Iterator[str]:
    for change in entries.changes.values():
        place = f"change {change.id}"
        if change.kind not in CHANGE_KINDS:
            yield f"{place}: unknown kind {change.kind!r}"
        if (change.before is None) != (change.kind == "create") or (change.after is None) != (change.kind == "abolish"):
            yield f"{place}: kind {change.kind} with before {change.before} and after {change.after}"
        before, after = entries.bodies.get(change.before or ""), entries.bodies.get(change.after or "")
        if before and not _lives(before, change.date, inclusive=False):
            yield f"{place}: {before.id} did not exist before {change.date}"
        if after and not _lives(after, change.date, inclusive=True):
            yield f"{place}: {after.id} did not exist on {change.date}"
        ended = before.interval.end if before else None
        if before and ended is None and change.kind in ("rename", "replace", "merge", "split", "abolish"):
            yield f"{place}: {before.id} ends by it, but has no end"


def _bad_parents(entries: Entries) -> Iterator[str]:
    for body in entries.bodies.values():
        known = sorted(
            (parent for parent in body.parents if parent.interval.start), key=lambda parent: parent.interval.start or 0
        )
        for earlier, later in pairwise(known):
            end, start = earlier.interval.end, later.interval.start
            if end is None or (start and start.last < end.first):
                yield f"body {body.id}: parents {earlier.id} and {later.id} overlap"
        seen, current = {body.id}, body
        while current.parents and current.parents[-1].id in entries.bodies:
            current = entries.bodies[current.parents[-1].id]
            if current.id in seen:
                yield f"body {body.id}: stands under itself"
                break
            seen.add(current.id)


def _lives(body: BodyEntry, on: PartialDate, *, inclusive: bool) -> bool:
    """Tell whether a body may have existed on a date (`inclusive`) or right before it."""
    start, end = body.interval.start, body.interval.end
    if inclusive:
        return (start is None or start.first <= on.last) and (end is None or on.first < end.last)
    return (start is None or start.first < on.last) and (end is None or on.first <= end.last)
