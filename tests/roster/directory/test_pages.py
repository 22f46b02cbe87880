"""The page of a member, pages of the list, and how often they ask the database."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.places.models import Authority
from klimanetz.roster.directory import cards
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.models import FieldOfAction
from tests.conftest import SignIn
from tests.factories import make_manager
from tests.roster.directory.conftest import URL, Write


@pytest.fixture
def mine(manager: Person, neighbour: Person, sign_in: SignIn) -> Client:
    heal_index()
    return sign_in(manager)


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_a_page_shows_what_its_owner_agreed_to_and_the_facts_of_the_town(
    mine: Client, neighbour: Person, placed: None, write: Write, heat: FieldOfAction
) -> None:
    Person.objects.filter(pk=neighbour.pk).update(phone="03628 745 0")
    written = {"can_help": "Nahwärme", "languages": "Dänisch", "working_days": [0, 4]}
    path = f"{URL}{neighbour.pk}/"
    write(neighbour, fields=[heat], shown=(), **written)
    page = read(mine, path)
    for hidden in ("Nahwärme", "Dänisch", "Mo, Fr", "03628", "nele.nachbarin@", "Wärmeplanung"):
        assert hidden not in page
    for fact in ("Nele Nachbarin", "Kleinstadt wie Ihre, 16 km", "10.000", "Ilm-Kreis"):
        assert fact in page
    for name in Field:
        show_field(neighbour, name, Audience.MEMBERS, actor=neighbour)
    page = read(mine, path)
    for shown in ("Nahwärme", "Dänisch", "Mo, Fr", "03628", "nele.nachbarin@", "Wärmeplanung"):
        assert shown in page


def test_organisers_read_what_is_not_shown_yet(
    neighbour: Person, organiser: Person, write: Write, sign_in: SignIn
) -> None:
    write(neighbour, can_help="Nahwärme", shown=())
    assert "Nahwärme" in read(sign_in(organiser), f"{URL}{neighbour.pk}/")


def test_nobody_known_has_no_page(mine: Client) -> None:
    assert mine.get(f"{URL}999999/").status_code == HTTPStatus.NOT_FOUND


def test_a_card_shows_the_line_that_was_asked_for(
    mine: Client, neighbour: Person, write: Write
) -> None:
    write(neighbour, can_help="Eins\nZwei\nDrei\nFörderanträge", needs_help="Vier")
    page = read(mine, f"{URL}?suche=Förderantrag")
    assert page.index("Förderanträge") < page.index("Eins")
    assert "Drei" not in page


def test_what_people_write_is_text_and_nothing_else(
    mine: Client, neighbour: Person, write: Write
) -> None:
    write(neighbour, can_help="<script>alert(1)</script>")
    for path in (URL, f"{URL}{neighbour.pk}/"):
        assert "<script>alert" not in read(mine, path)


def test_a_long_list_has_pages_and_a_page_behind_the_last_is_the_first(
    mine: Client, arnstadt: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "PAGE_SIZE", 2)
    monkeypatch.setattr("klimanetz.roster.directory.views.PAGE_SIZE", 2)
    for name in ("Anna", "Bea"):
        make_manager(name, "Muster", arnstadt)
    heal_index()
    first, second = read(mine, URL), read(mine, f"{URL}?seite=2")
    assert "Außer Ihnen sind 3 Menschen" in first
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second
    names = ("Anna Muster", "Bea Muster", "Nele Nachbarin")
    assert all((name in first) != (name in second) for name in names)
    for number in ("99", "0", "x", "-1", "99999999999999"):
        assert "Seite 1 von 2" in read(mine, f"{URL}?seite={number}")


def test_an_empty_directory_offers_the_first_step(manager: Person, sign_in: SignIn) -> None:
    page = read(sign_in(manager), URL)
    assert "Noch ist hier niemand außer Ihnen" in page
    assert "Mein Profil ausfüllen" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 7), ("?suche=Waermeplanung", 7), ("?suche=Nachbaren", 8), ("?groesse=small_town", 7)],
)
def test_one_person_or_three_are_found_with_as_many_questions(
    mine: Client,
    neighbour: Person,
    arnstadt: Authority,
    heat: FieldOfAction,
    write: Write,
    query: str,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    write(neighbour, can_help="Wärmeplanung", fields=[heat])
    mine.get(URL)  # what can be chosen is kept
    with django_assert_num_queries(count):
        mine.get(URL + query)
    for name in ("Anna", "Bea"):
        write(make_manager(name, "Nachbarin", arnstadt), can_help="Wärmeplanung", fields=[heat])
    mine.get(URL)
    with django_assert_num_queries(count):
        mine.get(URL + query)


@pytest.mark.parametrize("path", ["{pk}/", "aehnliche/"])
def test_the_other_pages_ask_seldom_too(
    mine: Client,
    manager: Person,
    neighbour: Person,
    heat: FieldOfAction,
    write: Write,
    arnstadt: Authority,
    path: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    count = {"{pk}/": 9, "aehnliche/": 8}[path]
    for person in (manager, neighbour):
        write(person, can_help="Wärmeplanung", fields=[heat])
    with django_assert_num_queries(count):
        mine.get(URL + path.format(pk=neighbour.pk))
    for name in ("Anna", "Bea"):
        write(make_manager(name, "Muster", arnstadt), can_help="Wärmeplanung", fields=[heat])
    with django_assert_num_queries(count):
        mine.get(URL + path.format(pk=neighbour.pk))


def test_from_a_page_one_asks_for_a_contact(mine: Client, neighbour: Person) -> None:
    page = read(mine, f"{URL}{neighbour.pk}/")
    assert f"/ich/kontakt-vermitteln/?person={neighbour.pk}" in page
    assert "/ich/kontakt-vermitteln/" in read(mine, f"{URL}?suche=Raumfahrt")


def test_what_somebody_did_with_their_profile_stands_in_their_history(
    neighbour: Person, organiser: Person, write: Write, sign_in: SignIn
) -> None:
    write(neighbour, can_help="Nahwärme")
    page = read(sign_in(organiser), f"/verwaltung/personen/{neighbour.pk}/")
    assert "Profil geschrieben" in page
