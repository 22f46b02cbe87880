"""Who works where: the list by district, and the search that needs no script."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.faces.site import picture
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.models import Position
from tests.factories import make_authority, make_manager

URL = "/netzwerk/"


def read(client: Client, term: str | None = None) -> str:
    response = client.get(URL, {} if term is None else {"suche": term})
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def found(client: Client, term: str) -> list[str]:
    return [
        hit.key.partition("-")[2] for hit in client.get(URL, {"suche": term}).context["found"].hits
    ]


@pytest.fixture
def places(ilmenau: Authority, arnstadt: Authority, erfurt: Authority) -> None:
    make_authority("160700015015", "Geratal", Kind.MUNICIPALITY, parent=ilmenau.parent)
    muehlhausen = make_authority("16064", "Unstrut-Hainich-Kreis", Kind.DISTRICT)
    make_authority("160640046046", "Mühlhausen/Thüringen", Kind.MUNICIPALITY, parent=muehlhausen)


def test_every_district_with_the_posts_in_it(
    network: Network, named: Person, places: None, client: Client
) -> None:
    page = read(client)
    assert '<a href="/netzwerk/16070-ilm-kreis/">Ilm-Kreis</a>' in page
    assert "<strong>Mika Managerin</strong>" in page
    assert "noch ohne Klimaschutzmanagement" in page


def test_a_city_that_is_its_own_district_has_one_page(
    network: Network, erfurt: Authority, client: Client
) -> None:
    assert '<a href="/netzwerk/160510000000-erfurt/">Erfurt</a>' in read(client)
    response = client.get("/netzwerk/16051-erfurt/")
    assert response.headers["Location"] == "/netzwerk/160510000000-erfurt/"


def test_without_consent_place_and_role_but_no_name(
    network: Network, manager: Person, client: Client
) -> None:
    page = read(client)
    assert '<a href="/netzwerk/160700029029-ilmenau/">Ilmenau</a>' in page
    assert "Klimaschutzmanagement</span>" in page
    assert "Mika" not in page
    assert 'class="face"' not in page
    assert manager.email not in page


def test_contact_only_with_its_own_consent(network: Network, named: Person, client: Client) -> None:
    assert named.email not in read(client)
    show_field(named, Field.EMAIL, Audience.PUBLIC, actor=named)
    assert f'href="mailto:{named.email}"' in read(client)


def test_a_large_network_is_counted_by_district(
    network: Network, named: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "MOST_LISTED", 0)
    page = read(client)
    assert "ein Mensch in einer Verwaltung" in page
    assert "Mika Managerin" not in page
    assert "Mika Managerin" in read(client, "ilm")


def test_no_register_yet(network: Network, client: Client) -> None:
    assert "Noch ist kein Verzeichnis der Kommunen eingelesen." in read(client)


def test_only_the_own_land(network: Network, client: Client, places: None) -> None:
    make_authority("09461", "Bamberg", Kind.DISTRICT_FREE_CITY)
    assert "Bamberg" not in read(client)
    assert found(client, "bamberg") == []


@pytest.mark.parametrize("term", ["Mühl", "mühlhausen", "MUEHLHAUSEN", " Mühlhausen/Thür "])
def test_found_as_people_type_it(network: Network, places: None, client: Client, term: str) -> None:
    assert found(client, term) == ["muhlhausenthuringen"]


def test_found_by_a_later_word_and_hyphens(network: Network, places: None, client: Client) -> None:
    assert found(client, "hainich") == ["unstrut-hainich-kreis"]
    assert found(client, "ilm kreis") == ["ilm-kreis"]
    assert found(client, "menau") == []


@pytest.mark.parametrize("term", ["Gemeinde Geratal", "geratal gemeinde", "Gera"])
def test_found_with_what_it_is(network: Network, places: None, client: Client, term: str) -> None:
    assert found(client, term) == ["geratal"]


def test_the_very_place_first_then_who_has_somebody(
    network: Network, places: None, manager: Person, client: Client
) -> None:
    assert found(client, "ilm") == ["ilmenau", "ilm-kreis"]
    make_authority("160700099099", "Ilm", Kind.MUNICIPALITY)
    changed_for_the_public()
    assert found(client, "ilm") == ["ilm", "ilmenau", "ilm-kreis"]


def test_people_are_found_only_by_a_name_they_show(
    network: Network, manager: Person, client: Client
) -> None:
    assert found(client, "managerin") == []
    show_field(manager, Field.NAME, Audience.PUBLIC, actor=manager)
    assert found(client, "managerin") == ["ilmenau"]


def test_a_place_without_anybody_is_found_too(
    network: Network, places: None, client: Client
) -> None:
    page = read(client, "Geratal")
    assert "Ein Ort passt zu „Geratal“" in page
    assert 'Gemeinde Geratal</a></h3> <p class="muted">Ilm-Kreis</p>' in page


def test_what_was_found_is_said_in_the_head_and_comes_before_the_map(
    network: Network, places: None, client: Client
) -> None:
    page = read(client, "Geratal")
    head = page.partition('class="page-head"')[2].partition("</header>")[0]
    assert "Ein Ort passt zu „Geratal“" in head
    assert page.index("overview__list") < page.index("overview__map")
    assert 'class="figures"' not in page
    without = read(client)
    assert without.index("overview__map") < without.index("overview__list")


def test_a_town_that_serves_its_neighbours_is_found_once(
    network: Network, ilm_kreis: Authority, client: Client
) -> None:
    double = make_authority("160705001", "Elxleben", Kind.ASSOCIATION, kind_code="58")
    town = make_authority("160700015015", "Elxleben", Kind.MUNICIPALITY, parent=ilm_kreis)
    elsewhere = make_authority("160680009009", "Elxleben", Kind.MUNICIPALITY)
    hits = client.get(URL, {"suche": "Elxleben"}).context["found"].hits
    assert {hit.key[:12] for hit in hits} == {town.ars, elsewhere.ars}
    make_manager("Nora", "Neu", double)
    changed_for_the_public()
    page = read(client, "Elxleben")
    assert "Erfüllende Gemeinde Elxleben</a></h3>" in page
    assert "Ilm-Kreis, zuständig auch für Nachbargemeinden" in page


def test_headings_begin_with_a_capital(
    network: Network, ilm_kreis: Authority, client: Client
) -> None:
    city = make_authority("160520000000", "Gera", Kind.DISTRICT_FREE_CITY, kind_code="61")
    assert "Kreisfreie Stadt Gera</a></h3>" in read(client, "Gera")
    response = client.get(f"{URL}{city.slug}/")
    assert "<h1>Kreisfreie Stadt Gera</h1>" in response.content.decode()


def test_nothing_found_says_what_to_do(network: Network, places: None, client: Client) -> None:
    page = read(client, "<Xyz>")
    assert "Kein Ort und kein Name beginnt mit „&lt;Xyz&gt;“" in page
    assert "Prüfen Sie die Schreibweise" in page


def test_a_hundred_places_are_not_all_shown(network: Network, client: Client, db: None) -> None:
    for number in range(52):
        make_authority(f"1606400010{number:02d}", f"Dorf {number}", Kind.MUNICIPALITY)
    page = read(client, "dorf")
    assert "52 Orte passen zu „dorf“" in page
    assert "2 weitere Orte sind nicht gezeigt." in page


@pytest.mark.parametrize("term", ["", "   "])
def test_an_empty_search_is_the_whole_list(
    network: Network, places: None, client: Client, term: str
) -> None:
    assert client.get(URL, {"suche": term}).context["found"] is None


def test_drawing_costs_the_same_for_few_and_many(
    network: Network,
    manager: Person,
    ilmenau: Authority,
    erfurt: Authority,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(10) as few:
        client.get(URL)
    for number in range(3):
        person = make_manager("Nora", f"Neu{number}", erfurt)
        show_field(person, Field.NAME, Audience.PUBLIC, actor=person)
    with django_assert_max_num_queries(10) as many:
        client.get(URL)
    assert len(many) == len(few)


def test_a_search_reads_the_register_and_nothing_of_the_roster(
    network: Network,
    manager: Person,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get(URL)
    with django_assert_num_queries(3):
        client.get(URL, {"suche": "ilm"})


def test_posts_that_are_no_climate_action_management_are_listed_by_what_they_are(
    network: Network, manager: Person, client: Client
) -> None:
    Position.objects.update(kind=Role.HEAT_PLANNER)
    page = read(client)
    assert "Wärmeplanung" in page
