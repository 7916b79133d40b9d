"""What a duty rests on: from the duty to its plan or provision, the act that lays it down, and the acts above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from remit.graph.records import Cited, Duty, Passage, Records

UPWARD = ("approved_by", "implements", "based_on")  # relations of citations that lead to higher authority
# Act types from the highest force down; what is not here has no force of its own (letters, concepts, addresses).
FORCE = (
    "constitution", "code", "law", "treaty", "presidential-decree", "constitutional-court-ruling",
    "government-resolution", "pm-order", "ministerial-order", "maslikhat-decision", "akimat-resolution",
)  # fmt: skip
MAX_STEPS = 16
MAX_PATHS = 64
_UNSETTLED = ("candidates", "unresolved")


@dataclass(frozen=True)
class Step:
    """One step up: `source` rests on `target`, and `passage` says so.

    `inferred`: the passage names `source` as the step before did, but that one knew it by its title only, from another
    passage. `settled` is false when the act cited has several candidates or none. `repealed_on` is the date of the act
    that repeals `target`, `""` when that date is unknown, `None` when no loaded document repeals it.
    """

    source: str
    target: str
    relation: str
    passage: Passage
    inferred: bool = False
    settled: bool = True
    by_title: bool = False
    repealed_on: str | None = None

    @property
    def strength(self) -> str:
        """`repealed`, `unresolved`, `inferred` or `stated`, the worst that applies."""
        if self.repealed_on is not None:
            return "repealed"
        return "unresolved" if not self.settled else "inferred" if self.inferred else "stated"


class Authority:
    """The steps above the things of one store, with repeals as of a date (`None`: any repeal counts)."""

    def __init__(self, records: Records, as_of: date | None = None) -> None:
        self._records = records
        self._as_of = as_of
        self._steps: dict[tuple[str, Passage | None], list[Step]] = {}
        self._repeals: dict[str, str | None] = {}

    def basis(self, iri: str) -> list[Step]:
        """Give every step above a thing, nearest first, each target once."""
        found: dict[str, Step] = {}
        level: list[tuple[str, Step | None]] = [(iri, None)]
        while level:
            steps = [step for source, came in level for step in self.steps(source, came)]
            fresh: dict[str, Step] = {}
            for step in steps:
                if step.target != iri and step.target not in found:
                    fresh.setdefault(step.target, step)
            found |= fresh
            level = list(fresh.items())
        return list(found.values())

    def paths(self, iri: str) -> list[tuple[Step, ...]]:
        """Give the ways up from a thing; cycles are cut.

        Ways through what a thing is part of come before what it cites itself; of these the one that reaches the
        highest force, and of equals the longest, is first.
        """
        return sorted(islice(self._climb(iri, (), frozenset({iri})), MAX_PATHS), key=self._rank)

    def _climb(self, iri: str, way: tuple[Step, ...], passed: frozenset[str]) -> Iterator[tuple[Step, ...]]:
        steps = [step for step in self.steps(iri, way[-1] if way else None) if step.target not in passed]
        if way and (not steps or len(way) >= MAX_STEPS):
            yield way
            return
        for step in steps:
            yield from self._climb(step.target, (*way, step), passed | {step.target})

    def _rank(self, way: tuple[Step, ...]) -> tuple[bool, int, int, int]:
        doubts = sum(step.strength != "stated" for step in way)
        return way[0].relation != "part_of", self._force(way), -len(way), doubts

    def _force(self, way: tuple[Step, ...]) -> int:
        kind = self._records.act(way[-1].target).type
        return FORCE.index(kind) if kind in FORCE else len(FORCE)

    def steps(self, iri: str, came: Step | None = None) -> list[Step]:
        """Give the steps right above a thing that was reached by the step `came`, each target once."""
        doubtful = came.passage if came and came.by_title else None
        if (iri, doubtful) not in self._steps:
            self._steps[iri, doubtful] = list(self._find(iri, came))
        return self._steps[iri, doubtful]

    def _find(self, iri: str, came: Step | None) -> Iterator[Step]:
        found = list(self._containers(iri, came))
        found += [self._cited(one, came) for one in self._records.citing(iri, *UPWARD)]
        if duty := self._records.duty(iri):
            found += self._bases(duty, {step.target for step in found})
        best: dict[str, Step] = {}
        for step in found:
            if step.target != iri and (step.target not in best or best[step.target].strength != "stated"):
                best[step.target] = step if step.strength == "stated" else best.get(step.target, step)
        for step in best.values():
            yield replace(step, repealed_on=self._repeal(step.target))

    def _bases(self, duty: Duty, above: set[str]) -> Iterator[Step]:
        """Lead to the basis a responsibility names, unless what the duty is part of leads there anyway."""
        known = above | {step.target for one in above for step in self.basis(one)}
        for charge in self._records.charges(duty.iri):
            if charge.basis and charge.basis not in known:
                known.add(charge.basis)
                yield Step(duty.iri, charge.basis, "basis", charge.passage)

    def _containers(self, iri: str, came: Step | None) -> Iterator[Step]:
        """Lead from a duty to its provision and plan, from a provision, plan or group to its act."""
        if duty := self._records.duty(iri):
            for target in dict.fromkeys((duty.provision, duty.part)):
                if target:
                    yield Step(iri, target, "part_of", duty.passage)
            if not (duty.provision or duty.part):
                yield Step(iri, duty.act or duty.passage.graph, "part_of", duty.passage)
        elif act := self._records.provision_act(iri):
            yield Step(iri, act, "part_of", came.passage if came else Passage(""))
        elif annexed := self._records.annexed_to(iri):
            act, passage = annexed
            yield Step(iri, act, "annex_of", passage)

    def _cited(self, one: Cited, came: Step | None) -> Step:
        guessed = came is not None and came.by_title and came.passage != one.passage
        settled = one.status not in _UNSETTLED
        return Step(one.citing, one.cited, one.relation, one.passage, guessed, settled, one.by_title)

    def _repeal(self, act: str) -> str | None:
        """Give the date of the act that repeals the whole of this one by the day asked; `None` when none does."""
        if act not in self._repeals:
            named = [(one, one.citing) for one in self._records.cited_by(act, "repeals")]
            named += [(one, one.cited) for one in self._records.citing(act, "repealed_by")]
            by = [act for one, act in named if not one.locator and one.status not in _UNSETTLED]
            self._repeals[act] = min((str(self._records.act(one).date or "") for one in by), default=None)
        day = self._repeals[act]
        return None if day is None or (self._as_of and day > self._as_of.isoformat()) else day
