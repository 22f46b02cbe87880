"""The index is true to what changes elsewhere, and to nothing else."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster import actions as roster
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.jobs import TURN, heal_the_index
from klimanetz.roster.directory.models import Entry
from klimanetz.roster.models import Membership, Position
from tests.conftest import SignIn
from tests.factories import make_person
from tests.roster.directory.conftest import URL, Write


@pytest.fixture
def mine(manager: Person, sign_in: SignIn) -> Client:
    heal_index()
    return sign_in(manager)


def finds(client: Client, text: str, name: str) -> bool:
    return name in client.get(URL, {"suche": text}).content.decode().partition("gefunden")[2]


def test_healing_twice_changes_nothing(manager: Person, neighbour: Person, write: Write) -> None:
    write(neighbour, can_help="Wärmeplanung")
    assert heal_index() == 0
    Entry.objects.all().delete()
    assert heal_index() == 2
    assert heal_index() == 0


def test_a_new_member_is_found_after_the_job(mine: Client, arnstadt: Authority) -> None:
    cache.delete(TURN)
    roster.welcome(
        email="neu@arnstadt.example",
        first_name="Nora",
        last_name="Neumann",
        role=Role.MANAGER,
        since=date(2024, 1, 1),
        place=arnstadt,
        actor="test",
    )
    assert heal_the_index() == 1
    assert finds(mine, "Neumann", "Nora Neumann")
    assert heal_the_index() == 0


def test_a_change_of_name_town_or_role_is_found(
    mine: Client, neighbour: Person, erfurt: Authority, organiser: Person
) -> None:
    heal_index()
    roster.change_person(neighbour, last_name="Neuname", actor=organiser)
    position = Position.objects.get(holdings__person=neighbour)
    roster.move_position(position, erfurt, actor=organiser)
    roster.start_membership(neighbour, Role.HEAT_PLANNER, since=date(2024, 1, 1), actor=organiser)
    assert heal_index() == 1
    for text in ("Neuname", "Erfurt", "Wärmeplanung", "Großstadt"):
        assert finds(mine, text, "Nele Neuname"), text
    assert not finds(mine, "Nachbarin", "Nele")


def test_who_leaves_and_who_comes_with_the_calendar(mine: Client, neighbour: Person) -> None:
    heal_index()
    Membership.objects.filter(person=neighbour).update(ends=date(2031, 5, 31))
    with time_machine.travel(date(2031, 6, 1)):
        assert heal_index() == 1
        assert not Entry.objects.filter(person=neighbour).exists()


def test_somebody_with_two_posts_stands_once_and_is_found_by_both(
    mine: Client, neighbour: Person, erfurt: Authority, organiser: Person
) -> None:
    roster.place_person(neighbour, Role.MANAGER, erfurt, since=date(2024, 6, 1), actor=organiser)
    heal_index()
    for text in ("Arnstadt", "Erfurt"):
        assert finds(mine, text, "Nele Nachbarin")
    for query in ({"kreis": "16070"}, {"kreis": "16051"}, {"groesse": "city"}):
        assert mine.get(URL, query).content.decode().count("Nele Nachbarin</a>") == 1
    page = mine.get(f"{URL}{neighbour.pk}/").content.decode()
    assert "Gemeinde Arnstadt" in page
    assert "kreisfreie Stadt Erfurt" in page


def test_two_people_of_one_name_are_two(mine: Client) -> None:
    for address in ("eins@kommune.example", "zwei@kommune.example"):
        make_person("Eva", "Schmidt", Role.MANAGER, email=address)
    heal_index()
    assert mine.get(URL, {"suche": "Schmidt"}).content.decode().count("Eva Schmidt</a>") == 2


def test_an_organisation_is_searched_where_there_is_no_authority(
    mine: Client, organiser: Person
) -> None:
    heal_index()
    assert finds(mine, "Netzwerkmanagement", "Olga Organisatorin")
