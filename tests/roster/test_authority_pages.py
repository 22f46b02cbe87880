"""An authority as the office sees it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind, Succession
from klimanetz.roster.models import Position
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager

pytestmark = pytest.mark.django_db
PLACES = "/verwaltung/kommunen/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_town_with_its_manager(office: Client, manager: Person, ilmenau: Authority) -> None:
    text = read(office, f"{PLACES}{ilmenau.ars}/")
    for said in ("Gemeinde Ilmenau", "Ilm-Kreis", "Mika Managerin", "10.000", "50", "160700029029",
                 "16070029", "Stelle anlegen"):  # fmt: skip
        assert said in text


def test_town_without_anybody_offers_the_first_step(office: Client, ilmenau: Authority) -> None:
    text = read(office, f"{PLACES}{ilmenau.ars}/")
    assert "Hier ist noch keine Stelle eingetragen." in text


def test_district_shows_who_works_inside_it(
    office: Client, manager: Person, neighbour: Person, ilm_kreis: Authority
) -> None:
    text = read(office, f"{PLACES}{ilm_kreis.ars}/")
    assert "Stellen in den Gemeinden" in text
    assert "Mika Managerin" in text
    assert "Nele Nachbarin" in text


def test_association_with_members_and_administrator(office: Client, ilm_kreis: Authority) -> None:
    union = make_authority("160705003", "Plaue", Kind.ASSOCIATION, population=None)
    plaue, martinroda = (
        make_authority(key, name, Kind.MUNICIPALITY, parent=ilm_kreis, association=union)
        for key, name in (("160705003001", "Plaue"), ("160705003002", "Martinroda"))
    )
    Authority.objects.filter(pk=union.pk).update(administered_by=plaue)
    text = read(office, f"{PLACES}{union.ars}/")
    assert "Martinroda" in text
    assert "Verwaltet von" in text
    text = read(office, f"{PLACES}{martinroda.ars}/")
    assert "verwaltet von Plaue" in text


def test_served_from_elsewhere(office: Client, manager: Person, arnstadt: Authority) -> None:
    Position.objects.get().serves.add(arnstadt)
    text = read(office, f"{PLACES}{arnstadt.ars}/")
    assert "Von anderswo mit betreut" in text
    assert "Mika Managerin" in text


def test_authority_that_is_no_more_names_its_successor(
    office: Client, ilmenau: Authority, ilm_kreis: Authority
) -> None:
    gone = make_authority(
        *("160700059059", "Wolfsberg", Kind.MUNICIPALITY),
        parent=ilm_kreis, valid_to=date(2018, 7, 5),
    )  # fmt: skip
    Succession.objects.create(
        predecessor=gone, successor=ilmenau, change="1", legal_on=date(2018, 7, 6)
    )
    text = read(office, f"{PLACES}{gone.ars}/")
    assert "seit dem 5. Juli 2018 nicht mehr" in text
    assert f'href="{PLACES}{ilmenau.ars}/"' in text
    assert "Stelle anlegen" not in text
    assert "Wolfsberg (aufgelöst, 06.07.2018)" in read(office, f"{PLACES}{ilmenau.ars}/")


def test_any_place_is_found_by_name_or_key(
    office: Client, ilmenau: Authority, arnstadt: Authority
) -> None:
    assert "Ilmenau" not in read(office, PLACES)
    assert "Ilmenau" in read(office, f"{PLACES}?suche=ilme")
    assert "Arnstadt" in read(office, f"{PLACES}?suche=16070004")
    assert "Eine Kommune passt dazu" in read(office, f"{PLACES}?suche=nau")
    assert "kennt keine Kommune" in read(office, f"{PLACES}?suche=xyz")


def test_queries_do_not_grow(
    office: Client, manager: Person, ilmenau: Authority, ilm_kreis: Authority
) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(office, f"{PLACES}{ilm_kreis.ars}/")
            read(office, f"{PLACES}?suche=ilm")
        counts.append(len(queries))
        for place in (1, 2):
            make_manager(f"P{place}", f"Person{number}", ilmenau)
            key = f"160700000{number}0{place}"
            make_authority(key, f"Ilm{place}", Kind.MUNICIPALITY, parent=ilm_kreis)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["", "160700029029/", "160700029029/stelle-anlegen/"])
def test_office_pages_are_for_organisers(
    page: str, manager: Person, network: Network, sign_in: SignIn
) -> None:
    assert sign_in(manager).get(PLACES + page).status_code == 403


def test_unknown_places_and_wrong_methods(office: Client, ilmenau: Authority) -> None:
    assert office.get(f"{PLACES}000000000000/").status_code == 404
    assert office.get(f"{PLACES}000000000000/stelle-anlegen/").status_code == 404
    assert office.post(PLACES).status_code == 405
    assert office.post(f"{PLACES}{ilmenau.ars}/").status_code == 405
