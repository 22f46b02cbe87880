"""How alike authorities are: in the database as in Python, and with what people work on."""

from http import HTTPStatus

import pytest
from django.test import Client

from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from klimanetz.places.similarity import compare
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.likeness import score
from klimanetz.roster.directory.models import Entry, FieldOfAction
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager
from tests.roster.directory.conftest import Write

SIMILAR = "/verzeichnis/aehnliche/"
TOWN = {
    "kind": Kind.MUNICIPALITY,
    "population": 10_000,
    "area_km2": 50,
    "latitude": 50.7,
    "longitude": 10.9,
}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"population": 45_000},
        {"population": 3_000_000, "area_km2": 800},
        {"population": None},
        {"area_km2": None},
        {"kind": Kind.DISTRICT_FREE_CITY},
        {"latitude": 50.9, "longitude": 11.4},
        {"latitude": 51.5, "longitude": 11.0},
        {"latitude": 54.1, "longitude": 13.4},
        {"latitude": None},
        {"population": 700, "area_km2": 11, "latitude": 50.69, "longitude": 10.2},
    ],
)
def test_the_database_measures_as_python_does(
    manager: Person,
    neighbour: Person,
    ilmenau: Authority,
    arnstadt: Authority,
    other: dict[str, object],
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(**TOWN)
    Authority.objects.filter(pk=arnstadt.pk).update(**TOWN | other)
    heal_index()
    for viewer, seen in ((manager, neighbour), (neighbour, manager)):
        mine = Entry.objects.select_related("authority").get(person=viewer)
        theirs = Entry.objects.select_related("authority").get(person=seen)
        assert mine.authority is not None
        assert theirs.authority is not None
        expected = compare(mine.authority, theirs.authority).score
        measured = Entry.objects.annotate(likeness=score(mine)).filter(person=seen)
        assert measured.values_list("likeness", flat=True).get() == pytest.approx(
            expected, abs=1e-3
        )


@pytest.fixture
def mine(manager: Person, neighbour: Person, sign_in: SignIn) -> Client:
    heal_index()
    return sign_in(manager)


def read(client: Client) -> str:
    response = client.get(SIMILAR)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_similar_authorities_come_with_the_reason_and_the_people(
    mine: Client, placed: None, erfurt: Authority
) -> None:
    make_manager("Anna", "Aachen", erfurt)
    heal_index()
    page = read(mine)
    assert "Kommunen wie Ilmenau" in page
    assert page.index("Gemeinde Arnstadt") < page.index("kreisfreie Stadt Erfurt")
    assert "Kleinstadt wie Ihre, 16 km" in page
    assert "Nele Nachbarin" in page
    assert "Anna Aachen" in page


def test_fields_in_common_bring_an_authority_forward_as_far_as_they_are_shown(
    mine: Client, manager: Person, heat: FieldOfAction, write: Write
) -> None:
    two = [
        make_authority(f"1607000{n}0{n}", f"Ort {n}", Kind.MUNICIPALITY, population=10_000 + n)
        for n in (40, 41)
    ]
    make_manager("Anna", "Aachen", two[0])
    other = make_manager("Bea", "Bach", two[1])
    heal_index()
    page = read(mine)
    assert page.index("Ort 40") < page.index("Ort 41")
    write(manager, fields=[heat])
    write(other, fields=[heat], shown=())
    page = read(mine)
    assert page.index("Ort 40") < page.index("Ort 41")
    assert "Gemeinsam" not in page
    write(other, fields=[heat])
    page = read(mine)
    assert page.index("Ort 41") < page.index("Ort 40")
    assert "Gemeinsam:</span> Wärmeplanung" in page


def test_who_works_for_no_authority_is_told_so(
    organiser: Person, neighbour: Person, sign_in: SignIn
) -> None:
    heal_index()
    page = read(sign_in(organiser))
    assert "keine Stelle bei einer Kommune eingetragen" in page


def test_where_nobody_else_is_the_page_says_what_will_stand_there(
    manager: Person, sign_in: SignIn
) -> None:
    heal_index()
    assert "Noch arbeitet niemand im Netzwerk" in read(sign_in(manager))
