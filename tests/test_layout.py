"""Coordinates of a picture: no overlaps, linked things near each other, the same every time."""

from __future__ import annotations

import itertools

import pytest

from remit.graph.layout import Box, Point, place


def overlapping(points: list[Point], boxes: list[Box]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in itertools.combinations(range(len(points)), 2)
        if abs(points[a][0] - points[b][0]) < (boxes[a].width + boxes[b].width) / 2 - 0.5
        and abs(points[a][1] - points[b][1]) < (boxes[a].height + boxes[b].height) / 2 - 0.5
    ]


def distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


SHAPES = {
    "one": (1, []),
    "two apart": (2, []),
    "chain": (12, [(n, n + 1) for n in range(11)]),
    "star": (40, [(0, n) for n in range(1, 40)]),
    "two stars, joined": (41, [*((0, n) for n in range(2, 20)), *((1, n) for n in range(20, 41)), (0, 1)]),
    "crossed": (30, [(a, b) for a in range(5) for b in range(5, 30) if (a + b) % 3]),
    "many parts": (60, [(n, n + 1) for n in range(0, 60, 3)]),
    "all hang on all": (12, list(itertools.combinations(range(12), 2))),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_two_boxes_overlap(shape: str) -> None:
    count, edges = SHAPES[shape]
    boxes = [Box(90 + 7 * (n % 11), 40 + 9 * (n % 4)) for n in range(count)]
    points = place(boxes, edges)
    assert len(points) == count
    assert overlapping(points, boxes) == []


def test_nothing_to_place() -> None:
    assert place([], []) == []


def test_the_same_every_time() -> None:
    boxes = [Box(100, 50)] * 30
    edges = SHAPES["crossed"][1]
    assert place(boxes, edges) == place(boxes, edges)
    assert place(boxes, edges) == place(boxes, [*reversed(edges), (3, 3), (20, 0), *edges])


def test_linked_things_are_nearer_than_others() -> None:
    boxes = [Box(100, 50)] * 12
    points = place(boxes, SHAPES["chain"][1])
    steps = [distance(points[n], points[n + 1]) for n in range(11)]
    assert distance(points[0], points[11]) > 3 * max(steps)


def test_what_hangs_on_one_thing_stands_in_rows_around_it() -> None:
    boxes = [Box(150, 80)] * 40
    points = place(boxes, SHAPES["star"][1])
    assert len({y for _, y in points}) <= 11
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    assert width * height < 2 * 40 * 164 * 94
    assert abs(points[0][0] - (max(x for x, _ in points) + min(x for x, _ in points)) / 2) < 170


def test_springs_for_what_is_too_large_to_lay_out_exactly() -> None:
    boxes = [Box(20, 10)] * 600
    edges = [(n, (n * 7 + 1) % 600) for n in range(600)] + [(n, n + 1) for n in range(599)]
    points = place(boxes, edges)
    assert len(set(points)) == 600


@pytest.mark.parametrize("edge", [(0, 2), (-1, 0)])
def test_an_edge_to_nowhere_is_refused(edge: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not there"):
        place([Box(1, 1), Box(1, 1)], [edge])
