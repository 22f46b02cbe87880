"""The directory is for members: everyone else is told why not, at every address of it."""

from http import HTTPStatus

import pytest
from django.test import Client

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.directory import rules
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.models import Entry, listed_people
from klimanetz.roster.models import Membership
from tests.conftest import SignIn
from tests.factories import make_person

PAGES = ("/verzeichnis/", "/verzeichnis/aehnliche/", "/verzeichnis/{pk}/", "/ich/profil/")


@pytest.fixture
def cast(
    organiser: Person, manager: Person, neighbour: Person, guest: Person, outsider: Person
) -> list[Person]:
    """Everyone, and a partner, a member who has left and one whose account is closed."""
    partner = make_person("Petra", "Partnerin", Role.PARTNER)
    former = make_person("Fred", "Früher", Role.MANAGER)
    Membership.objects.filter(person=former).update(ends="2024-12-31")
    closed = make_person("Gerd", "Geschlossen", Role.MANAGER)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    heal_index()
    return [organiser, manager, neighbour, guest, outsider, partner, former, closed]


def fresh(person: Person) -> Person:
    """Without the roles that were read before."""
    found: Person = Person.objects.get(pk=person.pk)
    return found


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["Petra", "Gustav", "Otto", "Fred"])
def test_who_is_no_member_is_told_why_the_directory_is_closed(
    cast: list[Person], sign_in: SignIn, path: str, who: str
) -> None:
    visitor = next(person for person in cast if person.first_name == who)
    response = sign_in(visitor).get(path.format(pk=cast[1].pk))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "für die Mitglieder des Netzwerks" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_led_to_sign_in(cast: list[Person], client: Client, path: str) -> None:
    response = client.get(path.format(pk=cast[1].pk))
    assert response.status_code == HTTPStatus.FOUND
    assert "/anmelden/" in response["Location"]


@pytest.mark.parametrize("path", PAGES)
def test_members_and_organisers_read_all_of_it(
    cast: list[Person], sign_in: SignIn, path: str
) -> None:
    for visitor in cast[:3]:
        response = sign_in(visitor).get(path.format(pk=cast[1].pk))
        assert response.status_code == HTTPStatus.OK


def test_whom_one_may_read_and_who_is_listed_are_the_same_question(cast: list[Person]) -> None:
    for viewer in map(fresh, cast):
        listed = set(listed_people(viewer).values_list("pk", flat=True))
        allowed = {it.pk for it in map(fresh, cast) if rules.can_read_profile(viewer, it)}
        assert listed == allowed, viewer


def test_whom_one_may_find_and_who_is_found_are_the_same_question(cast: list[Person]) -> None:
    entries = list(Entry.objects.select_related("person"))
    assert len(entries) == 3
    for viewer in map(fresh, cast):
        found = set(Entry.objects.visible_to(viewer).values_list("pk", flat=True))
        allowed = {it.pk for it in entries if rules.can_find(viewer, it)}
        assert found == allowed, viewer


@pytest.mark.parametrize("who", ["Petra", "Gustav", "Otto", "Fred", "Gerd"])
def test_who_is_no_member_is_not_listed_and_has_no_page(
    cast: list[Person], manager: Person, sign_in: SignIn, who: str
) -> None:
    someone = next(person for person in cast if person.first_name == who)
    client = sign_in(manager)
    assert someone.last_name not in client.get("/verzeichnis/").content.decode()
    assert client.get(f"/verzeichnis/{someone.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_who_leaves_is_gone_at_once_though_the_index_is_older(
    cast: list[Person], manager: Person, neighbour: Person, sign_in: SignIn
) -> None:
    client = sign_in(manager)
    assert "Nele Nachbarin" in client.get("/verzeichnis/").content.decode()
    Membership.objects.filter(person=neighbour).update(ends="2024-12-31")
    assert "Nele Nachbarin" not in client.get("/verzeichnis/").content.decode()
    assert client.get(f"/verzeichnis/{neighbour.pk}/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", PAGES[:3])
def test_what_is_only_read_is_not_posted_to(
    cast: list[Person], manager: Person, sign_in: SignIn, path: str
) -> None:
    response = sign_in(manager).post(path.format(pk=manager.pk))
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_way_to_it_is_shown_to_members_alone(
    cast: list[Person], manager: Person, guest: Person, sign_in: SignIn
) -> None:
    assert 'href="/verzeichnis/"' in sign_in(manager).get("/ich/").content.decode()
    page = sign_in(guest).get("/ich/").content.decode()
    assert "/verzeichnis/" not in page
    assert "/ich/profil/" not in page
