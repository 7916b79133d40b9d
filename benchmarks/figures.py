"""What a run of the benchmark finds out, and how long things take beside one another."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One measurement: `ratio` is the time it took for each second of the baseline, `None` where that cannot run here.

    `limit` is the most that the ratio is meant to be.
    """

    stage: str
    name: str
    value: float
    unit: str
    baseline: str
    ratio: float | None
    limit: float | None = None


@dataclass(frozen=True)
class Score:
    """How well rows of one kind were read in the documents of one language (`all` for all of them)."""

    kind: str
    language: str
    documents: int
    hits: int
    extras: int
    misses: int
    precision: float
    recall: float
    f1: float
    fields: float


@dataclass(frozen=True)
class Result:
    """A whole run: what it was made on, how fast things were, how right."""

    corpus: dict[str, int]
    figures: tuple[Figure, ...]
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Documents read, those of them that rdflib is given too, rounds of each comparison, starts of the interpreter, things
    laid out.
    """

    documents: int
    stored: int
    rounds: int
    starts: int
    nodes: int


FULL = Size(documents=200, stored=40, rounds=3, starts=15, nodes=500)
QUICK = Size(documents=3, stored=3, rounds=1, starts=1, nodes=40)

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """Give how long a piece of work takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def beside(
    work: Work, baseline: Work, rounds: int, pick: Callable[[list[float]], float] = median
) -> tuple[float, float]:
    """Give the seconds of two pieces of work done in turns, so that what slows the machine down slows both."""
    pairs = [(seconds(work), seconds(baseline)) for _ in range(rounds)]
    return pick([mine for mine, _ in pairs]), pick([other for _, other in pairs])


def progress(stage: str) -> None:
    """Tell on standard error what is measured now."""
    print(f"measuring {stage} …", file=sys.stderr, flush=True)
