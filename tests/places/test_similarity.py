"""Who is like whom, as one would say it."""

import pytest

from klimanetz.places.models import Authority, Kind
from klimanetz.places.similarity import SizeClass, compare, size_class
from tests.factories import make_authority

pytestmark = pytest.mark.django_db


def town(
    ars: str, population: int | None, at: tuple[float, float] | None = (50.68, 10.91)
) -> Authority:
    latitude, longitude = at or (None, None)
    return make_authority(
        ars,
        "Stadt",
        Kind.MUNICIPALITY,
        population=population,
        latitude=latitude,
        longitude=longitude,
    )


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        (None, SizeClass.RURAL),
        (4_999, SizeClass.RURAL),
        (5_000, SizeClass.SMALL_TOWN),
        (20_000, SizeClass.MEDIUM_TOWN),
        (100_000, SizeClass.CITY),
    ],
)
def test_a_town_has_a_size_class_by_its_inhabitants(
    population: int | None, expected: SizeClass
) -> None:
    assert size_class(town("160700029029", population)) == expected


def test_a_district_is_a_class_of_its_own(ilm_kreis: Authority) -> None:
    assert size_class(ilm_kreis) == SizeClass.DISTRICT


def test_twins_are_as_alike_as_can_be() -> None:
    likeness = compare(town("160700029029", 12_000), town("160700004004", 12_000))
    assert (likeness.score, likeness.km, likeness.neighbouring) == (1.0, 0.0, True)


def test_ilmenau_and_erfurt_are_32_km_apart() -> None:
    ilmenau = town("160700029029", 38_000, (50.6866, 10.9142))
    erfurt = town("160510000000", 215_000, (50.9787, 11.0328))
    likeness = compare(ilmenau, erfurt)
    assert likeness.km == pytest.approx(33.5, abs=1)
    assert not likeness.same_size
    assert not likeness.neighbouring


def test_the_more_alike_the_higher(ilm_kreis: Authority) -> None:
    mine = town("160700029029", 12_000)
    alike, larger = town("160700004004", 13_000), town("160700001001", 60_000)
    scores = [compare(mine, other).score for other in (alike, larger, ilm_kreis)]
    assert scores == sorted(scores, reverse=True)


def test_what_the_register_does_not_know_counts_as_nothing_in_common() -> None:
    likeness = compare(town("160700029029", None, None), town("160700004004", 12_000))
    assert (likeness.score, likeness.km) == (0.25, None)
