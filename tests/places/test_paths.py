"""Paths as short as they can be, from which the same points come back."""

from hypothesis import given
from hypothesis import strategies as st

from klimanetz.places.paths import Point, box_of, read_path, write_path

POINT = st.tuples(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000))
RING = st.lists(POINT, min_size=3, max_size=30, unique=True)


@given(st.lists(RING, min_size=1, max_size=4))
def test_what_is_written_is_read(rings: list[list[Point]]) -> None:
    path = write_path(rings)
    assert read_path(path) == rings
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    assert box_of(path) == (min(xs), min(ys), max(xs), max(ys))


def test_a_square_with_a_hole() -> None:
    square = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    hole = [(2, 2), (2, 4), (4, 4)]
    assert write_path([square, hole]) == "M0 0l10 0 0 10-10 0zM2 2l0 2 2 0z"


def test_points_that_fell_together_are_drawn_once_and_specks_not_at_all() -> None:
    assert write_path([[(0, 0), (0, 0), (5, 0), (5, 0), (5, 5), (0, 0)]]) == "M0 0l5 0 0 5z"
    assert write_path([[(0, 0), (1, 0), (0, 0), (1, 0)]]) == ""
