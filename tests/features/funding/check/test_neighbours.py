"""With whom a post could be shared: by a common border, else by distance."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.features.funding.check.near_map import Goal, draw_neighbours, frame_of
from klimanetz.features.funding.check.neighbours import distance, look_around
from klimanetz.places.map_markup import Spot
from klimanetz.places.models import Authority, Kind, Outline
from klimanetz.places.paths import Point, box_of, write_path
from tests.factories import make_authority

HERE = "/kommune-ohne-klimaschutzmanagement/partner/"


def draw(authority: Authority, *corners: Point) -> None:
    path = write_path([[*corners, corners[0]]])
    left, top, right, bottom = box_of(path)
    Outline.objects.create(
        authority=authority, path=path, min_x=left, min_y=top, max_x=right, max_y=bottom,
        source="Vermessungsamt",
    )  # fmt: skip


def draw_anew(authority: Authority, *corners: Point) -> None:
    Outline.objects.filter(authority=authority).delete()
    draw(authority, *corners)


def put(authority: Authority, longitude: float, latitude: float) -> Authority:
    authority.longitude, authority.latitude = longitude, latitude
    authority.save()
    return authority


def names(authority: Authority) -> list[str]:
    return [one.authority.name for one in look_around(authority).neighbours]


@pytest.fixture
def drawn(ilmenau: Authority, arnstadt: Authority, plaue: Authority) -> Authority:
    """Ilmenau borders on Arnstadt; Plaue lies within its box and does not touch it."""
    draw(ilmenau, (0, 0), (10, 0), (10, 10), (9, 1))
    draw(arnstadt, (10, 0), (20, 0), (20, 10), (10, 10))
    draw(plaue, (1, 5), (3, 5), (3, 8), (1, 8))
    for number, town in enumerate((ilmenau, arnstadt, plaue)):
        put(town, 10.9 + number / 10, 50.7)
    return ilmenau


def test_who_shares_a_border_is_a_neighbour(drawn: Authority) -> None:
    around = look_around(drawn)
    assert around.by_border
    assert names(drawn) == ["Arnstadt"]


def test_one_common_corner_is_enough(drawn: Authority, plaue: Authority) -> None:
    draw_anew(plaue, (0, 0), (-5, 0), (-5, -5))
    assert set(names(drawn)) == {"Arnstadt", "Plaue"}


def test_districts_and_towns_that_are_no_more_are_left_out(
    drawn: Authority, ilm_kreis: Authority
) -> None:
    draw(ilm_kreis, (0, 0), (10, 0), (10, 10))
    gone = make_authority("160700099099", "Wolfsberg", Kind.MUNICIPALITY, valid_to="2020-01-01")
    draw(gone, (0, 0), (10, 0), (5, 5))
    assert names(drawn) == ["Arnstadt"]


def test_without_outlines_those_of_the_association_stand_first_then_the_nearest(
    plaue: Authority, association: Authority, ilmenau: Authority, arnstadt: Authority
) -> None:
    far = make_authority("160705001009", "Elgersburg", Kind.MUNICIPALITY, association=association)
    put(plaue, 10.90, 50.78)
    put(ilmenau, 10.91, 50.69)
    put(arnstadt, 10.95, 50.83)
    put(far, 10.70, 50.75)
    around = look_around(plaue)
    assert not around.by_border
    assert names(plaue) == ["Elgersburg", "Arnstadt", "Ilmenau"]
    assert [one.km for one in around.neighbours] == [14, 7, 10]
    assert [one.together for one in around.neighbours] == [True, False, False]


def test_only_cities_drawn_say_nothing_about_borders(
    ilmenau: Authority, erfurt: Authority, arnstadt: Authority
) -> None:
    """Where the map has districts alone, a city has an outline and its neighbours have none."""
    draw(erfurt, (0, 0), (10, 0), (10, 10))
    put(erfurt, 11.03, 50.98)
    put(arnstadt, 10.95, 50.83)
    assert names(erfurt) == ["Arnstadt"]


def test_where_nobody_knows_where_they_lie_the_district_is_offered(
    ilmenau: Authority, plaue: Authority, erfurt: Authority
) -> None:
    assert names(ilmenau) == []
    page = Client().get(f"{HERE}?kommune=160700029029&weg=gemeinsam").content.decode()
    assert "Nennen Sie unten eine Kommune" in page


def test_an_association_goes_with_associations_and_towns_that_have_none(
    association: Authority, ilm_kreis: Authority, ilmenau: Authority, plaue: Authority
) -> None:
    other = make_authority("160705002", "Langer Berg", Kind.ASSOCIATION, parent=ilm_kreis)
    for town in (association, other, ilmenau, plaue):
        put(town, 10.9, 50.7)
    assert set(names(association)) == {"Langer Berg", "Ilmenau"}


def test_a_kilometre_is_a_kilometre(ilmenau: Authority, arnstadt: Authority) -> None:
    put(ilmenau, 10.0, 51.0)
    assert distance(ilmenau, put(arnstadt, 10.0, 52.0)) == 111
    assert distance(ilmenau, put(arnstadt, 11.0, 51.0)) == 70
    arnstadt.longitude = None
    assert distance(ilmenau, arnstadt) is None


def test_ten_neighbours_cost_no_more_than_one(
    ilmenau: Authority, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(ilmenau, 10.9, 50.7)
    for count in (1, 10):
        for number in range(count):
            ars = f"160700099{count * 10 + number:03}"
            put(make_authority(ars, f"Ort {count}-{number}", Kind.MUNICIPALITY), 10.9, 50.7)
        with django_assert_num_queries(2):
            look_around(ilmenau)


def test_more_than_ten_are_too_many_to_choose_from(ilmenau: Authority) -> None:
    put(ilmenau, 10.9, 50.7)
    for number in range(15):
        town = make_authority(f"160700090{number:03}", f"Ort {number}", Kind.MUNICIPALITY)
        put(town, 10.9 + number / 100, 50.7)
    assert names(ilmenau) == [f"Ort {number}" for number in range(10)]


# The map


def test_a_bordering_town_is_drawn_and_marked_once_it_is_chosen(drawn: Authority) -> None:
    query = "kommune=160700029029&weg=gemeinsam"
    html = Client().get(f"{HERE}?{query}").content.decode()
    assert "map__districts--current" in html
    assert "map__districts--around" in html
    assert "map__districts--own" not in html
    html = Client().get(f"{HERE}?{query}&partner=160700004004").content.decode()
    assert "map__districts--own" in html
    assert re.search(r'value="160700004004"[^>]* checked', html)


def test_the_list_offers_whom_the_map_offers(drawn: Authority) -> None:
    html = Client().get(f"{HERE}?kommune=160700029029&weg=gemeinsam").content.decode()
    assert len(re.findall(r'name="partner"', html)) == len(re.findall(r"<a [^>]*aria-label=", html))


def test_each_dot_has_the_number_of_its_line(drawn: Authority, plaue: Authority) -> None:
    draw_anew(plaue, (0, 0), (-5, 0), (-5, -5))
    html = Client().get(f"{HERE}?kommune=160700029029&weg=gemeinsam").content.decode()
    lines = re.findall(r'check-towns__number" aria-hidden="true">(\d+)</span>(\w+)', html)
    dots = re.findall(r'<text x="(\d+)" y="(\d+)" dx=[^>]*>(\d+)</text>', html)
    links = re.findall(r'aria-label="(\w+):[^>]*><circle cx="(\d+)" cy="(\d+)"', html)
    assert len(lines) == 2
    names = {(x, y): name for name, x, y in links}
    assert sorted(lines) == sorted((number, names[x, y]) for x, y, number in dots)


def test_without_places_there_is_no_map(ilmenau: Authority, arnstadt: Authority) -> None:
    goals = [Goal(1, arnstadt, "dazunehmen", "/", chosen=False)]
    assert draw_neighbours(ilmenau, look_around(ilmenau), goals) is None


def test_the_frame_is_no_higher_than_wide() -> None:
    left, top, right, bottom = frame_of([Spot(0, 0), Spot(10, 400)])
    assert right - left >= bottom - top - 4
    assert left < 0
    assert right > 10
    one = frame_of([Spot(5, 5), Spot(5, 5)])
    assert one[2] > one[0]


def test_what_was_ticked_beside_the_map_outlives_a_click_on_it(drawn: Authority) -> None:
    """The script that sees to it comes with the map, and only with it."""
    html = Client().get(f"{HERE}?kommune=160700029029&weg=gemeinsam").content.decode()
    assert "check/near" in html
    assert "check/near" not in Client().get("/kommune-ohne-klimaschutzmanagement/").content.decode()
