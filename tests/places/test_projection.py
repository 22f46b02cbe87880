"""The plane of the map: shapes look right, and a unit is 70 m."""

from math import cos, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.places.projection import project, to_plane

LONGITUDE, LATITUDE = st.floats(5.8, 15.1), st.floats(47.2, 55.1)


def test_a_unit_is_seventy_metres() -> None:
    (_, south), (_, north) = project(11, 50), project(11, 51)
    assert 111_200 / (south - north) == pytest.approx(70, rel=0.01)
    (west, _), (east, _) = project(11, 51), project(12, 51)
    assert 111_320 * cos(radians(51)) / (east - west) == pytest.approx(70, rel=0.01)


@given(LONGITUDE, LATITUDE, st.floats(0.001, 1))
def test_east_is_right_and_north_is_up(longitude: float, latitude: float, step: float) -> None:
    x, y = to_plane(longitude, latitude)
    assert to_plane(longitude + step, latitude) > (x, y)
    assert to_plane(longitude, latitude + step)[1] < y


@given(LONGITUDE, LATITUDE)
def test_everything_in_germany_has_small_positive_coordinates(
    longitude: float, latitude: float
) -> None:
    x, y = project(longitude, latitude)
    assert 0 < x < 20_000
    assert 0 < y < 20_000


def test_many_points_at_once_land_where_each_would() -> None:
    longitudes, latitudes = np.array([9.9, 12.6]), np.array([50.2, 51.6])
    xs, ys = to_plane(longitudes, latitudes)
    assert [project(9.9, 50.2), project(12.6, 51.6)] == [
        (round(x), round(y)) for x, y in zip(xs, ys, strict=True)
    ]
