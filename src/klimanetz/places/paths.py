"""Outlines as short SVG paths: whole map units, each point relative to the one before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

type Point = tuple[int, int]
type Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One outline, fine and (of a district) also coarse."""

    path: str
    coarse: str = ""


NUMBER: Final = re.compile(r"-?\d+")
PIECE: Final = re.compile(r"M([^Ml]*)l([^Mz]*)z")


def write_path(rings: Iterable[Sequence[Point]]) -> str:
    """Closed rings; points that fell together are drawn once, rings without area not at all."""
    return "".join(write_ring(ring) for ring in map(thin, rings) if len(set(ring)) > 2)


def thin(ring: Sequence[Point]) -> list[Point]:
    """Without repeated points and without the last one, which closing draws."""
    points = [point for at, point in enumerate(ring) if not at or point != ring[at - 1]]
    return points[:-1] if points and points[0] == points[-1] else points


def write_ring(points: Sequence[Point]) -> str:
    steps = [
        number
        for (x, y), (next_x, next_y) in pairwise(points)
        for number in (next_x - x, next_y - y)
    ]
    return f"M{join(points[0])}l{join(steps)}z"


def join(numbers: Iterable[int]) -> str:
    """A minus parts two numbers as well as a space does."""
    return " ".join(map(str, numbers)).replace(" -", "-")


def read_path(path: str) -> list[list[Point]]:
    """The rings that `write_path` wrote."""
    rings = []
    for start, steps in PIECE.findall(path):
        x, y = (int(number) for number in NUMBER.findall(start))
        numbers = [int(number) for number in NUMBER.findall(steps)]
        ring = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def box_of(path: str) -> Box:
    """Least x, least y, greatest x, greatest y."""
    points = [point for ring in read_path(path) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
