"""The organisers' list of fields of action."""

from http import HTTPStatus
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.people.models import Person
from klimanetz.roster.directory.actions import remove_field_of_action
from klimanetz.roster.directory.models import FieldOfAction
from tests.conftest import SignIn
from tests.roster.directory.conftest import Write

LIST = "/verwaltung/handlungsfelder/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def test_every_network_begins_with_a_list(db: None) -> None:
    FieldOfAction.objects.all().delete()
    migration = import_module("klimanetz.roster.directory.migrations.0003_fields_of_action")
    migration.sow(apps, None)
    names = list(FieldOfAction.objects.values_list("name", flat=True))
    assert names[0] == "Flächenmanagement"
    assert {"Straßenbeleuchtung", "Wärmeplanung", "Öffentlichkeitsarbeit"} <= set(names)


def test_a_field_is_added_and_stands_where_it_was_put(office: Client, heat: FieldOfAction) -> None:
    sent = {"name": "Klimabildung", "scheme": "Netzwerk", "rank": 1}
    page = office.post(f"{LIST}neu/", sent, follow=True).content.decode()
    assert "Das Handlungsfeld ist angelegt." in page
    assert page.index("Klimabildung") < page.index("Wärmeplanung")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "", "rank": 1}, "Bitte füllen Sie dieses Feld aus."),
        ({"name": "WäRMEPLANUNG", "rank": 1}, "Dieses Handlungsfeld gibt es schon."),
        ({"name": "Wärmeplanung", "rank": 1}, "Dieses Handlungsfeld gibt es schon."),
        ({"name": "Neu", "rank": "x"}, "rank"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    office: Client, heat: FieldOfAction, sent: dict[str, object], said: str
) -> None:
    response = office.post(f"{LIST}neu/", sent)
    assert response.status_code == HTTPStatus.OK
    assert said in response.content.decode()


def test_a_new_name_is_found_with_whoever_chose_it(
    office: Client,
    manager: Person,
    neighbour: Person,
    heat: FieldOfAction,
    write: Write,
    sign_in: SignIn,
) -> None:
    write(neighbour, fields=[heat])
    sent = {"name": "Fernwärme", "scheme": "", "rank": heat.rank}
    page = office.post(f"{LIST}{heat.pk}/", sent, follow=True).content.decode()
    assert "Fernwärme" in page
    assert "Nele" in sign_in(manager).get("/verzeichnis/?suche=Fernwaerme").content.decode()


def test_what_somebody_chose_is_not_removed(
    office: Client, neighbour: Person, heat: FieldOfAction, write: Write
) -> None:
    write(neighbour, fields=[heat])
    path = f"{LIST}{heat.pk}/entfernen/"
    response = office.post(path, headers={"Referer": f"http://testserver{LIST}{heat.pk}/"})
    page = office.get(response["Location"]).content.decode()
    assert "Eine Person hat dieses Handlungsfeld gewählt." in page
    assert FieldOfAction.objects.filter(pk=heat.pk).exists()


def test_what_nobody_chose_is_removed_once(
    office: Client, organiser: Person, heat: FieldOfAction
) -> None:
    path = f"{LIST}{heat.pk}/entfernen/"
    assert "entfernt" in office.post(path, follow=True).content.decode()
    assert office.post(path).status_code == HTTPStatus.NOT_FOUND
    remove_field_of_action(heat, actor=organiser)  # somebody was quicker
    assert office.get(f"{LIST}{heat.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_list_asks_the_database_as_often_for_many(
    office: Client, heat: FieldOfAction, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        office.get(LIST)
    FieldOfAction.objects.bulk_create(FieldOfAction(name=f"Feld {at}") for at in range(3))
    with django_assert_num_queries(4):
        office.get(LIST)


@pytest.mark.parametrize("path", [LIST, f"{LIST}neu/"])
def test_it_is_the_organisers_list(manager: Person, sign_in: SignIn, path: str) -> None:
    assert sign_in(manager).get(path).status_code == HTTPStatus.FORBIDDEN
