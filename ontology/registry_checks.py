"""What must hold between the entries of a registry."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from remit.ontology.entries import BodyEntry, Entries, Entry
from remit.ontology.intervals import Interval, PartialDate
from remit.ontology.letters import fold
from remit.ontology.registry_files import Problem

VERIFIED = frozenset({"yes", "partial", "no"})
CHANGE_KINDS = frozenset({"rename", "replace", "merge", "split", "partial-transfer", "abolish", "create"})
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*$")
_CODES = {
    "wikidata": re.compile(r"Q[1-9]\d*$"),
    "iso": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}$"),  # ISO 3166-2:2020, 5.2
    "adilet_id": re.compile(r"[A-Z]\d{2}[0-9A-Z_]{8}$"),
    "agency_code": re.compile(r"\d{12}$"),
}
_QUOTES = re.compile("[«»„“”\"']")


def problems_in(entries: Entries) -> Iterator[Problem]:
    """Give every contradiction: bad ids, marks, codes and texts, references to nothing, lives that do not fit."""
    for kind, table in _tables(entries).items():
        for entry in table.values():
            for what in (*_bad_marks(kind, entry), *_bad_codes(entry), *_bad_texts(entry)):
                yield _problem(kind, entry, what)
    for kind, entry, wanted, target in _references(entries):
        if target is not None and target not in _tables(entries)[wanted]:
            yield _problem(kind, entry, f"no {wanted} {target}")
    yield from _codes_taken_twice(entries)
    yield from _bad_changes(entries)
    yield from _bad_parents(entries)
    yield from _bad_holdings(entries)
    yield from _same_names(entries)


def same_name(text: str) -> str:
    """Give a name as names are compared: look-alike letters as one, without case, quotation marks and odd spaces."""
    return " ".join(_QUOTES.sub(" ", fold(text)).casefold().split())


def overlap(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals surely have a day in common, as far as their bounds are known."""
    return _begins_before(one, other) and _begins_before(other, one)


def _begins_before(one: Interval, other: Interval) -> bool:
    return one.start is None or other.end is None or one.start.last < other.end.first


def _problem(kind: str, entry: Entry, what: str) -> Problem:
    return Problem(entry.places[-1] if entry.places else kind, f"{kind} {entry.id}: {what}")


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


def _bad_marks(kind: str, entry: Entry) -> Iterator[str]:
    if not _ID.match(entry.id):
        yield "an id is small letters, digits, points and hyphens"
    # A person is a name only: what needs verifying is what they held.
    if kind != "person" and entry.verified not in VERIFIED:
        yield f"verified is {entry.verified!r}, not yes, partial or no"
    if entry.wikidata_verified not in VERIFIED:
        yield f"wikidata_verified is {entry.wikidata_verified!r}, not yes, partial or no"


def _bad_codes(entry: Entry) -> Iterator[str]:
    for key, pattern in _CODES.items():
        code = getattr(entry, key, None)
        if code and not pattern.match(code):
            yield f"{key} {code!r} is none"


def _bad_texts(entry: Entry) -> Iterator[str]:
    for key, value in vars(entry).items():
        if isinstance(value, Mapping):
            for language, texts in value.items():
                for text in (texts,) if isinstance(texts, str) else texts:
                    if not text or text != " ".join(unicodedata.normalize("NFC", text).split()):
                        yield f"{key}.{language} {text!r} is empty, has spaces to spare or is not in form NFC"


def _references(entries: Entries) -> Iterator[tuple[str, Entry, str, str | None]]:
    """Give (kind, entry, kind wanted, id) of every reference from one entry to another."""
    for body in entries.bodies.values():
        yield "body", body, "region", body.territory
        for target in (*body.members, *(parent.id for parent in body.parents)):
            yield "body", body, "body", target
    for post in entries.posts.values():
        yield "post", post, "body", post.body
    for holding in entries.holdings.values():
        yield "holding", holding, "person", holding.person
        yield "holding", holding, "post", holding.post
        yield "holding", holding, "body", holding.body
        if holding.also not in entries.posts:
            yield "holding", holding, "body", holding.also
    for region in entries.regions.values():
        yield "region", region, "region", region.predecessor
        yield "region", region, "act", region.act
    for change in entries.changes.values():
        yield "change", change, "body", change.before
        yield "change", change, "body", change.after
        yield "change", change, "act", change.act
    for act in entries.acts.values():
        yield "act", act, "body", act.issuer
        yield "act", act, "act", act.approved_by
    for act_type in entries.act_types.values():
        for issuer in act_type.issuers:
            yield "act type", act_type, "body", issuer


def _codes_taken_twice(entries: Entries) -> Iterator[Problem]:
    for kind, table in _tables(entries).items():
        for key in _CODES:
            first: dict[str, Entry] = {}
            for entry in table.values():
                code = getattr(entry, key, None)
                if code and code in first:
                    yield _problem(kind, entry, f"{key} {code} is that of {first[code].id} too")
                elif code:
                    first[code] = entry


def _bad_changes(entries: Entries) -> Iterator[Problem]:
    for change in entries.changes.values():
        if change.kind not in CHANGE_KINDS:
            yield _problem("change", change, f"unknown kind {change.kind!r}")
        if (change.before is None) != (change.kind == "create") or (change.after is None) != (change.kind == "abolish"):
            ends = f"before {change.before} and after {change.after}"
            yield _problem("change", change, f"kind {change.kind} with {ends}")
        before, after = entries.bodies.get(change.before or ""), entries.bodies.get(change.after or "")
        if before and not _lives(before, change.date, inclusive=False):
            yield _problem("change", change, f"{before.id} did not exist before {change.date}")
        if after and not _lives(after, change.date, inclusive=True):
            yield _problem("change", change, f"{after.id} did not exist on {change.date}")
        ended = before.interval.end if before else None
        if before and ended is None and change.kind in ("rename", "replace", "merge", "split", "abolish"):
            yield _problem("change", change, f"{before.id} ends by it, but has no end")


def _bad_parents(entries: Entries) -> Iterator[Problem]:
    for body in entries.bodies.values():
        known = sorted(
            (parent for parent in body.parents if parent.interval.start), key=lambda parent: parent.interval.start or 0
        )
        for earlier, later in pairwise(known):
            end, start = earlier.interval.end, later.interval.start
            if end is None or (start and start.last < end.first):
                yield _problem("body", body, f"parents {earlier.id} and {later.id} overlap")
        seen, current = {body.id}, body
        while current.parents and current.parents[-1].id in entries.bodies:
            current = entries.bodies[current.parents[-1].id]
            if current.id in seen:
                yield _problem("body", body, "stands under itself")
                break
            seen.add(current.id)


def _bad_holdings(entries: Entries) -> Iterator[Problem]:
    for holding in entries.holdings.values():
        body = entries.bodies.get(holding.body)
        start, end = holding.interval.start, holding.interval.end
        if body and body.interval.end and start and start.first >= body.interval.end.last:
            yield _problem("holding", holding, f"begins when {body.id} is no more")
        if body and body.interval.start and end and end.last < body.interval.start.first:
            yield _problem("holding", holding, f"ends before there is a {body.id}")


def _same_names(entries: Entries) -> Iterator[Problem]:
    """Find two bodies with one full name at one time: nobody could tell which of them a document means."""
    named: dict[tuple[str, str], list[BodyEntry]] = defaultdict(list)
    for body in entries.bodies.values():
        for language, name in body.names.items():
            named[language, same_name(name)].append(body)
    for (language, _), bodies in named.items():
        for one, other in combinations(bodies, 2):
            if overlap(one.interval, other.interval):
                yield _problem("body", other, f"names.{language} is the name of {one.id} at the same time")


def _lives(body: BodyEntry, on: PartialDate, *, inclusive: bool) -> bool:
    """Tell whether a body may have existed on a date (`inclusive`) or right before it."""
    start, end = body.interval.start, body.interval.end
    if inclusive:
        return (start is None or start.first <= on.last) and (end is None or on.first < end.last)
    return (start is None or start.first < on.last) and (end is None or on.first <= end.last)
