"""However areas lie beside each other: drawn together they leave no gap and never overlap."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from klimanetz.places.boundaries.drawing import draw_outlines
from klimanetz.places.boundaries.features import Boundary
from klimanetz.places.paths import read_path

SIDE = 4
JITTER = st.lists(
    st.tuples(st.floats(-0.04, 0.04), st.floats(-0.04, 0.04)),
    min_size=(SIDE + 1) ** 2,
    max_size=(SIDE + 1) ** 2,
)


def patchwork(jitter: list[tuple[float, float]]) -> list[Boundary]:
    """Crooked quadrangles, 16 of them, that share their corners."""
    corners = {
        (at % (SIDE + 1), at // (SIDE + 1)): (
            10 + at % (SIDE + 1) / 10 + dx,
            50 + at // (SIDE + 1) / 10 + dy,
        )
        for at, (dx, dy) in enumerate(jitter)
    }
    return [
        Boundary(
            f"16{row}{column}0",
            shapely.Polygon(
                corners[column + dx, row + dy] for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))
            ),
        )
        for row in range(SIDE)
        for column in range(SIDE)
    ]


def drawn(path: str) -> shapely.Geometry:
    return shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in read_path(path)])


@settings(deadline=None, max_examples=50)
@given(JITTER)
def test_neighbours_share_every_point_of_their_border(jitter: list[tuple[float, float]]) -> None:
    boundaries = patchwork(jitter)
    drawings = draw_outlines(boundaries)
    assert drawings.keys() == {boundary.key for boundary in boundaries}
    areas = [drawn(drawing.path) for drawing in drawings.values()]
    whole = shapely.union_all(areas)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(sum(area.area for area in areas))


def test_an_enclave_is_a_hole_in_the_area_around_it() -> None:
    city = shapely.box(11.0, 50.9, 11.2, 51.0)
    around = shapely.box(10.5, 50.5, 11.7, 51.4).difference(city)
    drawings = draw_outlines([Boundary("16071", around), Boundary("16053", city)])
    outer, hole = read_path(drawings["16071"].path)
    assert set(hole) == set(read_path(drawings["16053"].path)[0])
    assert not set(outer) & set(hole)


def test_islands_stay_with_their_district() -> None:
    islands = [shapely.box(8 + at / 2, 54, 8.1 + at / 2, 54.1) for at in range(3)]
    drawings = draw_outlines([Boundary("01054", island) for island in islands])
    assert len(read_path(drawings["01054"].path)) == 3


def test_only_districts_are_drawn_a_second_time() -> None:
    box = shapely.box(11, 50, 11.5, 50.5)
    drawings = draw_outlines([Boundary("16070", box), Boundary("160700029029", box)])
    assert drawings["16070"].coarse
    assert not drawings["160700029029"].coarse


def test_an_area_too_small_to_see_is_left_out() -> None:
    speck = shapely.box(11, 50, 11.00001, 50.00001)
    assert "16070" not in draw_outlines([Boundary("16070", speck)])
