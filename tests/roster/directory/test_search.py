"""What one finds in the directory, and what not."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from klimanetz.people.actions import hide_field
from klimanetz.people.models import Field, Person
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.models import FieldOfAction
from klimanetz.roster.models import Holding, Position
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager
from tests.roster.directory.conftest import URL, Write


@pytest.fixture
def mine(manager: Person, neighbour: Person, sign_in: SignIn) -> Client:
    heal_index()
    return sign_in(manager)


def look(client: Client, **query: str | int) -> str:
    response = client.get(URL, query)
    assert response.status_code == HTTPStatus.OK
    page = " ".join(response.content.decode().split())
    return page.partition('id="gefunden"')[2]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Wärmeplanung", "Waermeplanung"),
        ("Waermeplanung", "Wärmeplanung"),
        ("Förderung beantragen", "Förderungen"),
        ("Förderungen", "foerderung"),
        ("Straßenbeleuchtung auf LED", "strassenbeleuchtung led"),
        ("Straßenbeleuchtung", "STRASSENBELEUCHTUNG"),
        ("Beschaffung von E-Autos", "Beschaffungen"),
        ("Wärmeplanung", "wärmepl"),
        ("Förderung für Radwege", "Wer kann mir bei der Förderung helfen?"),
    ],
)
def test_words_are_found_as_people_write_them(
    mine: Client, neighbour: Person, write: Write, written: str, asked: str
) -> None:
    write(neighbour, can_help=written)
    assert "Nele Nachbarin" in look(mine, suche=asked)


@pytest.mark.parametrize(
    "asked",
    ["Nele", "nachbarin", "Arnstadt", "Ilm-Kreis", "Klimaschutzmanagement", "Nele Arnstadt",
     "Kleinstadt"],
)  # fmt: skip
def test_names_places_and_roles_are_searched_at_once(mine: Client, asked: str) -> None:
    page = look(mine, suche=asked)
    assert "Nele Nachbarin" in page
    assert "steht so bei niemandem" not in page


@pytest.mark.parametrize(
    "asked", ["Nachbrin", "Nachbarinn", "Nahcbarin", "Nachbaren", "Arnstatt", "Nele Arnstat"]
)
def test_one_mistake_in_a_name_is_forgiven_and_said(mine: Client, asked: str) -> None:
    page = look(mine, suche=asked)
    assert "Nele Nachbarin" in page
    if asked != "Nele Arnstat":
        assert "steht so bei niemandem" in page


def test_two_mistakes_are_not_forgiven(mine: Client) -> None:
    assert "Nele Nachbarin" not in look(mine, suche="Nahcbaren")


def test_every_word_must_fit(mine: Client) -> None:
    page = look(mine, suche="Nele Berlin")
    assert "Nele Nachbarin" not in page
    assert "Dazu ist niemand zu finden" in page
    assert "Alle zeigen" in page


@pytest.mark.parametrize(
    "asked", ['"', "'; DROP", "AND", "NEAR(a b)", "w* OR", ":*", "&", "😀", "\0"]
)
def test_signs_of_a_query_language_are_only_signs(mine: Client, asked: str) -> None:
    look(mine, suche=asked)


def test_what_is_hidden_cannot_be_found(mine: Client, neighbour: Person, write: Write) -> None:
    write(neighbour, can_help="Geothermie", languages="Isländisch", shown=())
    assert "Nele" not in look(mine, suche="Geothermie")
    assert "Nele" not in look(mine, suche="Isländisch")
    page = look(mine)
    assert "Nele Nachbarin" in page
    assert "Geothermie" not in page


def test_what_is_withdrawn_is_not_found_any_more(
    mine: Client, neighbour: Person, write: Write
) -> None:
    write(neighbour, can_help="Geothermie")
    assert "Nele" in look(mine, suche="Geothermie")
    hide_field(neighbour, Field.PROFILE, actor=neighbour)
    assert "Geothermie" not in look(mine)
    heal_index()
    assert "Nele" not in look(mine, suche="Geothermie")


def test_organisers_find_what_members_do_not(
    organiser: Person, neighbour: Person, write: Write, sign_in: SignIn
) -> None:
    write(neighbour, can_help="Geothermie", shown=())
    page = look(sign_in(organiser), suche="Geothermie")
    assert "Nele Nachbarin" in page
    assert "Nach Namen geordnet" in page


def test_fields_of_action_filter_as_far_as_they_are_shown(
    mine: Client, neighbour: Person, write: Write, heat: FieldOfAction, mobility: FieldOfAction
) -> None:
    write(neighbour, fields=[heat])
    assert "Nele" in look(mine, handlungsfeld=heat.pk)
    assert "Nele" in look(mine, suche="Waermeplanung")
    assert "Nele" not in look(mine, handlungsfeld=mobility.pk)
    hide_field(neighbour, Field.PROFILE, actor=neighbour)
    assert "Nele" not in look(mine, handlungsfeld=heat.pk)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"groesse": "small_town"}, True),
        ({"groesse": "city"}, False),
        ({"groesse": "rural"}, False),
        ({"groesse": "district"}, False),
        ({"kreis": "16070"}, True),
        ({"kreis": "16051"}, False),
        ({"rolle": "manager"}, True),
        ({"rolle": "heat_planner"}, False),
        ({"groesse": "small_town", "kreis": "16070", "rolle": "manager", "suche": "Nele"}, True),
        ({"groesse": "x", "kreis": "x", "rolle": "partner", "handlungsfeld": "x"}, True),
    ],
)
def test_filters_stand_in_the_address(mine: Client, query: dict[str, str], found: bool) -> None:
    assert ("Nele Nachbarin" in look(mine, **query)) is found


def test_size_and_district_are_asked_of_the_same_post(
    mine: Client, neighbour: Person, erfurt: Authority
) -> None:
    second = Position.objects.create(authority=erfurt, starts=date(2024, 1, 1))
    Holding.objects.create(position=second, person=neighbour, starts=date(2024, 1, 1))
    heal_index()
    assert "Nele Nachbarin" in look(mine, groesse="small_town", kreis="16070")
    assert "Nele Nachbarin" in look(mine, groesse="city", kreis="16051")
    assert "Nele Nachbarin" not in look(mine, groesse="city", kreis="16070")


def test_near_and_similar_authorities_come_first_with_the_reason(
    mine: Client, placed: None, erfurt: Authority, manager: Person
) -> None:
    make_manager("Anna", "Aachen", erfurt)
    far = make_authority("160760022022", "Greiz", Kind.MUNICIPALITY, latitude=50.65, longitude=12.2)
    make_manager("Bea", "Bach", far)
    heal_index()
    page = look(mine)
    assert page.index("Nele Nachbarin") < page.index("Bea Bach") < page.index("Anna Aachen")
    assert "Kleinstadt wie Ihre, 16 km" in page
    assert "Großstadt, 33 km" in page
    assert "Mika Managerin" not in page
