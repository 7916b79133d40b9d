"""Grids that ruling lines draw: where the columns and rows of a table are, and which cells reach over several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from remit.loaders.readers.pdf_sheets import Rule, Word

_NEAR = 2.5
MAX_EDGES = 400


@dataclass(frozen=True)
class Grid:
    """Edges of columns and rows, and the ruling lines that are there of those they could be."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands inside."""
        across, down = word.middle
        return self.columns[0] < across < self.columns[-1] and self.top - _NEAR < down < self.bottom + _NEAR

    def cell_of(self, word: Word) -> tuple[int, int]:
        """Give row and column of the cell that a word stands in; of a cell over several, its first."""
        across, down = word.middle
        row = min(max(bisect_right(self.rows, down) - 1, 0), len(self.rows) - 2)
        return self.owners[row, min(max(bisect_right(self.columns, across) - 1, 0), len(self.columns) - 2)]

    @cached_property
    def owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell, row and column, of what each cell is part of; lines that are not drawn part nothing."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        upright = {at: self._drawn(True, at) for at in self.columns}
        level = {at: self._drawn(False, at) for at in self.rows}
        for row, (top, bottom) in enumerate(pairwise(self.rows)):
            for column, (left, right) in enumerate(pairwise(self.columns)):
                if column and not upright[left].cover((top + bottom) / 2):
                    owners[row, column] = owners[row, column - 1]
                elif row and not level[top].cover((left + right) / 2):
                    owners[row, column] = owners[row - 1, column]
                else:
                    owners[row, column] = row, column
        return owners

    def _drawn(self, upright: bool, at: float) -> _Stretches:
        rules = self._upright if upright else self._level
        first = bisect_left(rules, at - 2 * _NEAR, key=_at)
        return _Stretches(rules[first : bisect_right(rules, at + 2 * _NEAR, key=_at)])

    @cached_property
    def _upright(self) -> list[Rule]:
        return sorted((rule for rule in self.rules if rule.upright), key=_at)

    @cached_property
    def _level(self) -> list[Rule]:
        return sorted((rule for rule in self.rules if not rule.upright), key=_at)


def _at(rule: Rule) -> float:
    return rule.at


class _Stretches:
    """Stretches of one line, to be asked what they cover."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []
        for rule in sorted(rules, key=lambda rule: rule.start):
            if self._ends and rule.start <= self._ends[-1] + _NEAR:
                self._ends[-1] = max(self._ends[-1], rule.end)
            else:
                self._starts.append(rule.start)
                self._ends.append(rule.end)

    def cover(self, at: float) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at <= self._ends[index]


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """Find the grids of a page, from the top down: upright lines that follow one another, with the level ones between.

    A box around text is no grid: it takes two columns.
    """
    upright = sorted((rule for rule in rules if rule.upright), key=lambda rule: rule.start)
    level = [rule for rule in rules if not rule.upright]
    bands: list[list[Rule]] = []
    bottom = float("-inf")
    for rule in upright:
        if rule.start > bottom + _NEAR:
            bands.append([])
            bottom = rule.end
        bands[-1].append(rule)
        bottom = max(bottom, rule.end)
    return [grid for band in bands if (grid := _grid(band, level))]


def _grid(upright: list[Rule], level: list[Rule]) -> Grid | None:
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    left, right = min(rule.at for rule in upright), max(rule.at for rule in upright)
    across = [
        rule
        for rule in level
        if top - _NEAR <= rule.at <= bottom + _NEAR and rule.end > left + _NEAR and rule.start < right - _NEAR
    ]
    # Level lines that reach further than the upright ones are a table that is open at its sides.
    ends = (edge for rule in across for edge in (rule.start, rule.end) if not left <= edge <= right)
    columns = _edges([*(rule.at for rule in upright), *ends])
    rows = _edges([top, *(rule.at for rule in across), bottom])
    if not 3 <= len(columns) <= MAX_EDGES or not 2 <= len(rows) <= MAX_EDGES:
        return None
    return Grid(columns, rows, (*upright, *across))


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place > edges[-1] + _NEAR:
            edges.append(place)
    return tuple(edges)
