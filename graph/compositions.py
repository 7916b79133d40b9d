"""Compositions through their changes: which seats ended when, told from what all loaded acts say of a group together.

Claims stay as each document makes them. What follows from several is kept in a graph of its own, which each load makes
anew: `<seat> remit:endedBy <the claim that ends it> ; remit:until "the day"`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from remit.graph.ntriples import iri
from remit.graph.records import PROLOGUE
from remit.graph.store import Solution, Store, Write
from remit.graph.triples import Triple
from remit.ontology.iris import BASE
from remit.ontology.letters import fold
from remit.ontology.namespaces import REMIT

COMPOSITIONS = BASE + "graph/compositions"

_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters of a word that its case seldom changes
_ENDS = f"""{PROLOGUE}SELECT * WHERE {{
  GRAPH ?doc {{ ?end a remit:SeatEnd ; org:organization ?listed ; remit:until ?day . ?listed remit:group ?group }}
  OPTIONAL {{ GRAPH ?doc {{ ?end remit:mention ?mention }} }} OPTIONAL {{ GRAPH ?doc {{ ?end remit:number ?number }} }}
  OPTIONAL {{ GRAPH ?doc {{ ?end remit:post ?post }} }} OPTIONAL {{ GRAPH ?doc {{ ?end remit:removedBy ?act }} }}
  OPTIONAL {{ GRAPH ?doc {{ ?end remit:person ?person }} ?person foaf:name ?name }} }}"""
_SEATS = f"""{PROLOGUE}SELECT * WHERE {{
  GRAPH ?doc {{ ?listed remit:group ?group . ?seat org:organization ?listed ; a remit:Seat ; remit:mention ?mention }}
  OPTIONAL {{ GRAPH ?doc {{ ?seat remit:since ?day }} }} OPTIONAL {{ GRAPH ?doc {{ ?seat remit:number ?number }} }}
  OPTIONAL {{ GRAPH ?doc {{ ?seat remit:post ?post }} }} OPTIONAL {{ GRAPH ?doc {{ ?seat remit:addedBy ?act }} }}
  OPTIONAL {{ GRAPH ?doc {{ ?seat remit:person ?person }} ?person foaf:name ?name }} }}"""
_THERE = f"ASK {{ GRAPH <{COMPOSITIONS}> {{ ?seat ?property ?value }} }}"


@dataclass(frozen=True)
class _Place:
    """A seat, or the end of one, as a document has it; `day` is when it begins or ends, as a term and as written."""

    iri: str
    day: str | None
    term: str
    act: str | None
    names: frozenset[str]
    post: str | None
    number: str | None
    mention: str | None

    @property
    def is_all(self) -> bool:
        """Whether this end tells nobody apart: it ends all seats."""
        return not (self.names or self.post or self.number or self.mention)


def end_seats(store: Store) -> int:
    """Tell which seats have ended, by the ends that amending acts state, and write it; give how many seats."""
    ends = _by_group(store.select(_ENDS), "end")
    if not ends and not store.ask(_THERE):
        return 0
    seats = _by_group(store.select(_SEATS), "seat") if ends else {}
    found = [each for group, stated in ends.items() for each in ended(seats.get(group, ()), stated)]
    added: list[Triple] = []
    for seat, end in found:
        subject, by = iri(seat.iri), iri(end.iri)
        if subject and by:
            added += [(subject, f"<{REMIT.endedBy}>", by), (subject, f"<{REMIT.until}>", end.term)]
    store.write(Write(cleared=[COMPOSITIONS], added={COMPOSITIONS: added} if added else {}))
    return len(found)


def _by_group(solutions: list[Solution], what: str) -> dict[str, list[_Place]]:
    rows: dict[tuple[str, str], list[Solution]] = defaultdict(list)
    for solution in solutions:
        rows[solution["group"].value, solution[what].value].append(solution)
    groups: dict[str, list[_Place]] = defaultdict(list)
    for (group, place), same in rows.items():
        row = same[0]
        groups[group].append(
            _Place(
                iri=place,
                day=_value(row, "day"),
                term=str(row["day"]) if "day" in row else "",
                act=_value(row, "act"),
                names=frozenset(each["name"].value for each in same if "name" in each),
                post=_value(row, "post"),
                number=_value(row, "number"),
                mention=_value(row, "mention"),
            )
        )
    return groups


def _value(row: Solution, name: str) -> str | None:
    return row[name].value if name in row else None


def ended(seats: Iterable[_Place], ends: Iterable[_Place]) -> Iterator[tuple[_Place, _Place]]:
    """Give each seat of one group that has ended, with the first end that holds for it.

    An end holds for seats that began before it. Where it may hold for more than one, and does not end all, for none.
    """
    open_seats = list(seats)
    for end in sorted(ends, key=lambda each: each.day or ""):
        begun = [seat for seat in open_seats if seat.act != end.act and (not seat.day or seat.day < (end.day or ""))]
        for seat in begun if end.is_all else _meant(end, begun):
            open_seats.remove(seat)
            yield seat, end


def _meant(end: _Place, seats: list[_Place]) -> list[_Place]:
    """Tell which seat an end is of: by the person, else the number in the list, the words, the post; else by none."""
    if end.names:
        found = [seat for seat in seats if any(_same(one, other) for one in end.names for other in seat.names)]
    elif end.number and not end.mention:
        found = [seat for seat in seats if seat.number == end.number]
        found = [seat for seat in found if seat.day == max(each.day or "" for each in found)] or found
    else:
        words = _words(end.mention)
        unnamed = [seat for seat in seats if not seat.names]
        found = [seat for seat in unnamed if _words(seat.mention) == words]
        found = found or [seat for seat in unnamed if end.post and seat.post == end.post]
    return found if len({(seat.mention, seat.names) for seat in found}) == 1 else []


def _words(mention: str | None) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in _WORD.findall(fold(mention or "").casefold()))


def _same(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: all parts of one, or their initials, are in the other."""
    mine, theirs = (_NAME.findall(fold(name).casefold().replace("ё", "е")) for name in (one, other))
    return min(len(mine), len(theirs)) > 1 and (_within(mine, theirs) or _within(theirs, mine))


def _within(parts: list[str], name: list[str]) -> bool:
    shared = any(len(part) > 1 and part in name for part in parts)
    return shared and all(part in name or (len(part) == 1 and _begins(part, name)) for part in parts)


def _begins(initial: str, name: list[str]) -> bool:
    return any(part.startswith(initial) for part in name)
