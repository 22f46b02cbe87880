"""Organisations: where partners and guests come from, and what the office does with them."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
PAGE = "/verwaltung/organisationen/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def ministry(guest: Person) -> Organisation:
    organisation = Organisation.objects.create(name="Umweltministerium", kind="administration")
    Person.objects.filter(pk=guest.pk).update(organisation=organisation)
    return organisation


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_tells_kind_and_size(office: Client, ministry: Organisation) -> None:
    Organisation.objects.create(name="Hochschule")
    text = read(office, PAGE)
    for said in ("2 Organisationen", "Umweltministerium", "Verwaltung", "noch nicht angegeben"):
        assert said in text
    assert '<td class="number" data-label="Personen">1</td>' in text


def test_queries_do_not_grow_with_the_list(office: Client, ministry: Organisation) -> None:
    counts = []
    for names in ([], ["Hochschule", "Stadtwerke"]):
        Organisation.objects.bulk_create(Organisation(name=name) for name in names)
        with CaptureQueriesContext(connection) as queries:
            read(office, PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_empty_list_says_what_will_stand_there(office: Client) -> None:
    assert "sobald Sie die erste anlegen" in read(office, PAGE)


def test_one_is_added(office: Client) -> None:
    assert office.get(PAGE + "neu/").status_code == 200
    response = office.post(PAGE + "neu/", {"name": "Hochschule", "kind": "science"})
    assert response.status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.kind) == ("Hochschule", "science")
    assert AuditEntry.objects.filter(verb="add_organisation").count() == 1


def test_a_name_stands_once(office: Client, ministry: Organisation) -> None:
    response = office.post(PAGE + "neu/", {"name": "Umweltministerium", "kind": ""})
    assert "Diese Organisation gibt es schon." in response.content.decode()


def test_one_is_changed_and_tells_who_belongs(
    office: Client, ministry: Organisation, guest: Person
) -> None:
    page = f"{PAGE}{ministry.pk}/"
    assert guest.full_name in read(office, page)
    office.post(page, {"name": "Ministerium für Umwelt", "kind": "association"})
    ministry.refresh_from_db()
    assert (ministry.name, ministry.kind) == ("Ministerium für Umwelt", "association")
    entry = AuditEntry.objects.get(verb="change_organisation")
    assert entry.detail["changes"]["name"] == ["Umweltministerium", "Ministerium für Umwelt"]


def test_only_an_empty_one_is_removed(
    office: Client, ministry: Organisation, guest: Person
) -> None:
    remove = f"{PAGE}{ministry.pk}/entfernen/"
    response = office.post(remove)
    assert response.status_code == 409
    assert "gehören noch Menschen" in response.content.decode()
    Person.objects.filter(pk=guest.pk).update(organisation=None)
    assert "Organisation entfernen" in read(office, f"{PAGE}{ministry.pk}/")
    assert office.post(remove).status_code == 302
    assert not Organisation.objects.exists()
    assert office.post(remove).status_code == 404
    assert office.get(remove).status_code == 405


def test_a_person_names_one_that_is_new_or_known(
    office: Client, ministry: Organisation, guest: Person
) -> None:
    page = f"/verwaltung/personen/{guest.pk}/aendern/"
    text = read(office, page)
    assert 'value="Umweltministerium"' in text
    assert '<option value="Umweltministerium">' in text
    data = {"title": "", "first_name": "Gustav", "last_name": "Gast", "email": guest.email,
            "phone": ""}  # fmt: skip
    office.post(page, data | {"organisation": "Städtebund"})
    assert Person.objects.get(pk=guest.pk, organisation__name="Städtebund")
    office.post(page, data | {"organisation": "Umweltministerium"})
    assert Person.objects.get(pk=guest.pk).organisation_id == ministry.pk
    office.post(page, data | {"organisation": ""})
    assert Person.objects.get(pk=guest.pk).organisation_id is None
    history = read(office, f"/verwaltung/personen/{guest.pk}/")
    assert "Städtebund" in history


def test_what_stays_empty_beside_an_error_is_what_was_typed(office: Client, guest: Person) -> None:
    page = f"/verwaltung/personen/{guest.pk}/aendern/"
    text = office.post(page, {"organisation": "Neu <GmbH>", "email": "?"}).content.decode()
    assert 'value="Neu &lt;GmbH&gt;"' in text
    assert not Organisation.objects.exists()


def test_a_new_partner_brings_an_organisation(office: Client) -> None:
    office.post("/verwaltung/personen/neu/", {
        "title": "", "first_name": "Ruth", "last_name": "Abel", "email": "ruth@uni.example",
        "phone": "", "organisation": "Hochschule", "role": Role.PARTNER, "since": "2026-01-01",
        "place": "",
    })  # fmt: skip
    assert Person.objects.get(email="ruth@uni.example", organisation__name="Hochschule")


def test_pages_are_for_the_office(ministry: Organisation, manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    for page in (PAGE, PAGE + "neu/", f"{PAGE}{ministry.pk}/"):
        assert client.get(page).status_code == 403
    assert client.post(f"{PAGE}{ministry.pk}/entfernen/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_texts_of_before_become_organisations_and_back() -> None:
    """Both ways of the migration: each text once, everybody with their own."""
    ministry = Organisation.objects.create(name="Umweltministerium")
    for number, organisation in enumerate((ministry, ministry, None)):
        email = f"p{number}@ministerium.example"
        Person.objects.create_user(email, last_name="P", organisation=organisation)
    try:
        migrate(("people", "0002_consent_by_field"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT organisation FROM people_person ORDER BY email")
            texts = [text for (text,) in cursor.fetchall()]
    finally:
        migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    assert texts == ["Umweltministerium", "Umweltministerium", ""]
    assert list(Organisation.objects.values_list("name", "kind")) == [("Umweltministerium", "")]
    assert Person.objects.filter(organisation__name="Umweltministerium").count() == 2


def migrate(*targets: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
