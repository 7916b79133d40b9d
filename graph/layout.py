"""Where the things of a picture stand: coordinates computed once, so that the page needs no physics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Kamada-Kawai keeps graph distances readable but grows with the cube of the nodes; above this, springs on a grid.
_EXACT_LIMIT = 400
_GAP = 14.0
_COMPONENT_GAP = 60.0
_ROUNDS = 120
_MANY = 5  # boxes that hang on one only, from which they stand in rows


@dataclass(frozen=True)
class Box:
    """The room a node takes with its label, in pixels at scale 1; its point is the middle of the box."""

    width: float
    height: float


Point = tuple[float, float]


def place(boxes: Sequence[Box], edges: Sequence[tuple[int, int]], aspect: float = 1.1) -> list[Point]:
    """Give one point a box, so that linked boxes are near each other and no two boxes overlap.

    `edges` are pairs of indices into `boxes`; loops and repeats do not matter. Many boxes that hang on one other only
    stand in rows around it. Parts that are not connected are laid out apart and packed, the largest first, into an
    area about `aspect` times as wide as high. The same input always gives the same points. Raises `ValueError` when an
    edge names a box that does not exist.
    """
    import igraph

    if any(not 0 <= end < len(boxes) for edge in edges for end in edge):
        raise ValueError("an edge names a box that is not there")
    pairs = sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]})
    blocks = _blocks(boxes, pairs)
    hung = {leaf for block in blocks.values() for leaf in block.offsets}
    kept = [index for index in range(len(boxes)) if index not in hung]
    number = {index: position for position, index in enumerate(kept)}
    rooms = [blocks[index].room if index in blocks else boxes[index] for index in kept]
    graph = igraph.Graph(n=len(kept), edges=[(number[a], number[b]) for a, b in pairs if a in number and b in number])
    spots = _pack(
        [
            (part, _separate(_spread(graph.induced_subgraph(part), [rooms[i] for i in part]), [rooms[i] for i in part]))
            for part in sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
        ],
        rooms,
        aspect,
    )
    points: list[Point] = [(0.0, 0.0)] * len(boxes)
    for index, (x, y) in zip(kept, spots, strict=True):
        points[index] = (round(x, 1), round(y, 1))
        for leaf, (right, down) in blocks[index].offsets.items() if index in blocks else ():
            points[leaf] = (round(x + right, 1), round(y + down, 1))
    return points


@dataclass(frozen=True)
class _Block:
    """A box with those that hang on it: where each stands from the middle, and the room all take."""

    room: Box
    offsets: dict[int, Point]


def _blocks(boxes: Sequence[Box], pairs: Sequence[tuple[int, int]]) -> dict[int, _Block]:
    """Find the boxes with many others that hang on them only, and set those in rows, the first ones nearest."""
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    blocks = {}
    for hub, near in neighbours.items():
        leaves = sorted(index for index in near if len(neighbours[index]) == 1)
        if len(leaves) >= _MANY:
            blocks[hub] = _rows(boxes[hub], {leaf: boxes[leaf] for leaf in leaves})
    return blocks


def _rows(hub: Box, leaves: dict[int, Box]) -> _Block:
    wide = max(box.width for box in leaves.values()) + _GAP
    high = max(box.height for box in leaves.values()) + _GAP
    # Rows stand symmetrically around the hub, which takes the middle of one; enough cells for all in any case.
    reach = len(leaves)
    cells = [
        (column * wide, row * high)
        for row in range(-reach, reach + 1)
        for column in range(-reach, reach + 1)
        if abs(column) * wide >= (hub.width + wide) / 2 or abs(row) * high >= (hub.height + high) / 2
    ]
    nearest = sorted(cells, key=lambda cell: (cell[0] ** 2 + (1.2 * cell[1]) ** 2, cell[1], cell[0]))
    offsets = dict(zip(leaves, nearest, strict=False))
    across = max(abs(x) for x, _ in offsets.values()) * 2 + wide
    down = max(abs(y) for _, y in offsets.values()) * 2 + high
    return _Block(Box(max(across, hub.width), max(down, hub.height)), offsets)


def _pack(parts: Sequence[tuple[Sequence[int], Sequence[Point]]], rooms: Sequence[Box], aspect: float) -> list[Point]:
    """Put the parts, each laid out on its own, beside and below one another."""
    extents = [_extent(spots, [rooms[i] for i in part]) for part, spots in parts]
    packed: list[Point] = [(0.0, 0.0)] * len(rooms)
    for (part, spots), extent, (left, top) in zip(parts, extents, _shelves(extents, aspect), strict=True):
        for index, (x, y) in zip(part, spots, strict=True):
            packed[index] = (x - extent[0] + left, y - extent[1] + top)
    return packed


def _spread(part: object, boxes: Sequence[Box]) -> list[Point]:
    """Lay out one connected part, scaled so that a link of average length has room for a label."""
    import igraph

    assert isinstance(part, igraph.Graph)
    if part.vcount() == 1:
        return [(0.0, 0.0)]
    start = part.layout_circle()
    if part.vcount() <= _EXACT_LIMIT:
        layout = part.layout_kamada_kawai(seed=start, maxiter=50 * part.vcount())
    else:
        layout = part.layout_fruchterman_reingold(seed=start, niter=300, grid=True)
    points = [(float(x), float(y)) for x, y in layout]
    lengths = [
        ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5 for a, b in part.get_edgelist()
    ]
    mean_length = sum(lengths) / len(lengths) or 1.0
    # The room of a box in the middle of the sizes; what is larger makes its own room when boxes are pushed apart.
    side = sorted((box.width * box.height) ** 0.5 for box in boxes)[len(boxes) // 2]
    factor = 1.35 * side / mean_length
    return [(x * factor * 1.25, y * factor) for x, y in points]


def _separate(points: Sequence[Point], boxes: Sequence[Box]) -> list[Point]:
    """Push overlapping boxes apart, each by half of the smaller overlap, until none is left or the rounds are up."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for round_number in range(_ROUNDS):
        # What pushing cannot solve in a crowd, a little more room can.
        if round_number % 10 == 9:
            xs, ys = [x * 1.03 for x in xs], [y * 1.03 for y in ys]
        moved = False
        for a, b in _near_pairs(xs, ys, boxes):
            across = (boxes[a].width + boxes[b].width) / 2 + _GAP - abs(xs[a] - xs[b])
            down = (boxes[a].height + boxes[b].height) / 2 + _GAP - abs(ys[a] - ys[b])
            if across <= 0.01 or down <= 0.01:
                continue
            moved = True
            axis, overlap = (xs, across) if across < down else (ys, down)
            step = (overlap if axis[a] >= axis[b] else -overlap) / 2
            axis[a] += step
            axis[b] -= step
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _near_pairs(xs: Sequence[float], ys: Sequence[float], boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Give each pair of boxes in the same or in neighbouring cells of a grid whose cells hold the largest box."""
    wide = max(box.width for box in boxes) + _GAP
    high = max(box.height for box in boxes) + _GAP
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[int(x // wide), int(y // high)].append(index)
    for (column, row), members in list(cells.items()):
        for a in members:
            for near in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                yield from ((a, b) for b in cells.get(near, ()) if a < b)


def _extent(points: Sequence[Point], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Give left, top, width and height of the area that the boxes cover."""
    left = min(x - box.width / 2 for (x, _), box in zip(points, boxes, strict=True))
    top = min(y - box.height / 2 for (_, y), box in zip(points, boxes, strict=True))
    right = max(x + box.width / 2 for (x, _), box in zip(points, boxes, strict=True))
    bottom = max(y + box.height / 2 for (_, y), box in zip(points, boxes, strict=True))
    return left, top, right - left, bottom - top


def _shelves(extents: Sequence[tuple[float, float, float, float]], aspect: float) -> list[Point]:
    """Give the left top corner of each area, set in rows like books on shelves, where the whole is shown largest."""
    widths = [width for *_, width, _ in extents]
    trials = (_shelved(extents, max(widths[0], sum(widths[:count]))) for count in range(1, len(widths) + 1))
    fitting = min(trials, key=lambda trial: max(trial[1] / aspect, trial[2]), default=([], 0.0, 0.0))
    return fitting[0]


def _shelved(
    extents: Sequence[tuple[float, float, float, float]], row_width: float
) -> tuple[list[Point], float, float]:
    """Set areas in rows of a width; give their left top corners, the width and the height of all."""
    corners: list[Point] = []
    left = top = shelf = whole = 0.0
    for *_, width, height in extents:
        if corners and left + width > row_width + len(extents) * _COMPONENT_GAP:
            left, top, shelf = 0.0, top + shelf + _COMPONENT_GAP, 0.0
        corners.append((left, top))
        left += width + _COMPONENT_GAP
        shelf, whole = max(shelf, height), max(whole, left)
    return corners, whole, top + shelf
