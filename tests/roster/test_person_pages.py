"""A person in the office: seen, added, changed, given roles and positions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position
from tests.conftest import SignIn
from tests.factories import make_person

pytestmark = pytest.mark.django_db
PEOPLE = "/verwaltung/personen/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def of(person: Person, page: str = "") -> str:
    return f"{PEOPLE}{person.pk}/{page}"


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_page_tells_everything_about_a_person(office: Client, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(phone="03677 600 101", title="Dr.")
    show_field(manager, Field.NAME, Audience.PUBLIC, actor=manager)
    text = read(office, of(manager))
    for said in ("Dr. Mika Managerin", "Ilmenau", "im Amt seit 1. Januar 2024",
                 "Klimaschutzmanagement", "mailto:mika.managerin@kommune.example",
                 'href="tel:03677600101"', "alle seit", "noch nie",
                 "Angabe sichtbar gemacht"):  # fmt: skip
        assert said in text


def test_former_posts_and_roles_stay_as_history(office: Client, manager: Person) -> None:
    gone = date(2025, 6, 30)
    Holding.objects.update(ends=gone)
    Membership.objects.filter(person=manager).update(ends=gone)
    text = read(office, of(manager))
    assert "Frühere Stellen" in text
    assert "(01.01.2024 – 30.06.2025)" in text
    assert "Diese Person wird nicht eingeladen" in text


def test_closed_account_is_told(office: Client, outsider: Person) -> None:
    Person.objects.filter(pk=outsider.pk).update(is_active=False)
    assert "kann sich nicht anmelden" in read(office, of(outsider))


def test_queries_do_not_grow_with_the_posts(
    office: Client, manager: Person, arnstadt: Authority, erfurt: Authority
) -> None:
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(office, of(manager))
        counts.append(len(queries))
        for authority in (arnstadt, erfurt):
            position = Position.objects.create(authority=authority)
            Holding.objects.create(position=position, person=manager)
            FundingPeriod.objects.create(position=position, programme="KRL")
    assert counts[0] == counts[1]


class TestAdding:
    sent = {
        "title": "Dr.",
        "first_name": "Nora",
        "last_name": "Neu",
        "email": "Nora@Ilmenau.de",
        "role": "manager",
        "since": "2026-05-01",
        "place": "Ilmenau",
    }

    def test_with_place_opens_a_position(self, office: Client, ilmenau: Authority) -> None:
        response = office.post(f"{PEOPLE}neu/", self.sent)
        nora = Person.objects.get(email="nora@ilmenau.de")
        assert response.headers["Location"] == of(nora)
        position = Position.objects.get()
        assert (position.authority, position.state) == (ilmenau, "filled")
        assert position.holdings.get().starts == date(2026, 5, 1)
        assert nora.roles == {Role.MANAGER}

    def test_fills_the_vacant_position(self, office: Client, ilmenau: Authority) -> None:
        vacant = Position.objects.create(authority=ilmenau, state="vacant")
        office.post(f"{PEOPLE}neu/", self.sent)
        assert Position.objects.get() == vacant
        assert vacant.holdings.get().person.first_name == "Nora"

    def test_guest_needs_no_place(self, office: Client) -> None:
        office.post(f"{PEOPLE}neu/", self.sent | {"role": "standing_guest", "place": ""})
        assert Person.objects.get(last_name="Neu").roles == {Role.STANDING_GUEST}
        assert not Position.objects.exists()

    def test_known_address_is_refused(self, office: Client, manager: Person) -> None:
        response = office.post(f"{PEOPLE}neu/", self.sent | {"email": manager.email.upper()})
        assert response.status_code == 200
        assert "Diese Adresse hat schon eine Person." in response.content.decode()

    def test_unclear_place_is_asked_back(
        self, office: Client, ilmenau: Authority, arnstadt: Authority
    ) -> None:
        response = office.post(f"{PEOPLE}neu/", self.sent | {"place": "Illmenau"})
        text = response.content.decode()
        assert "160700029029 Ilmenau" in text
        written = self.sent | {"place": "160700029029 Ilmenau"}
        assert office.post(f"{PEOPLE}neu/", written).status_code == 302

    def test_unknown_place_is_told(self, office: Client) -> None:
        response = office.post(f"{PEOPLE}neu/", self.sent | {"place": "Qxz"})
        assert "Diesen Ort kennt das Verzeichnis nicht." in response.content.decode()

    def test_empty_form_names_what_is_missing(self, office: Client) -> None:
        assert "Person aufnehmen" in read(office, f"{PEOPLE}neu/")
        response = office.post(f"{PEOPLE}neu/", {})
        assert {"last_name", "email", "role"} <= response.context["form"].errors.keys()


class TestChanging:
    def test_new_telephone_and_address(self, office: Client, manager: Person) -> None:
        assert manager.email in read(office, of(manager, "aendern/"))
        sent = {"first_name": "Mika", "last_name": "Neuname", "email": "Mika@Ilmenau.de"}
        response = office.post(of(manager, "aendern/"), sent, follow=True)
        manager.refresh_from_db()
        assert (manager.last_name, manager.email) == ("Neuname", "mika@ilmenau.de")
        text = response.content.decode()
        assert "Nachname: Managerin → Neuname" in text

    def test_address_of_another_is_refused(
        self, office: Client, manager: Person, neighbour: Person
    ) -> None:
        sent = {"last_name": "M", "email": neighbour.email}
        response = office.post(of(manager, "aendern/"), sent)
        assert "Diese Adresse hat schon eine Person." in response.content.decode()

    def test_saving_the_same_changes_nothing(self, office: Client, manager: Person) -> None:
        before = Network.objects.current().revision
        sent = {"first_name": "Mika", "last_name": "Managerin", "email": manager.email}
        office.post(of(manager, "aendern/"), sent)
        assert Network.objects.current().revision == before


class TestRoles:
    def test_a_role_more(self, office: Client, manager: Person) -> None:
        assert "Rolle eintragen" in read(office, of(manager, "rollen/neu/"))
        office.post(of(manager, "rollen/neu/"), {"role": "partner", "since": "2026-01-01"})
        assert Membership.objects.get(role="partner").starts == date(2026, 1, 1)

    def test_the_same_role_again_is_the_same(self, office: Client, manager: Person) -> None:
        office.post(of(manager, "rollen/neu/"), {"role": "manager", "since": "2026-01-01"})
        assert Membership.objects.filter(person=manager).count() == 1

    def test_role_ends(self, office: Client, manager: Person) -> None:
        membership = Membership.objects.get(person=manager)
        url = of(manager, f"rollen/{membership.pk}/beenden/")
        assert "„Klimaschutzmanagement“ beenden" in read(office, url)
        yesterday = timezone.localdate() - timedelta(days=1)
        office.post(url, {"last_day": yesterday.isoformat()})
        membership.refresh_from_db()
        assert membership.ends == yesterday
        assert not manager.roles

    def test_end_before_begin_is_refused(self, office: Client, manager: Person) -> None:
        membership = Membership.objects.get(person=manager)
        url = of(manager, f"rollen/{membership.pk}/beenden/")
        response = office.post(url, {"last_day": "2020-01-01"})
        assert response.status_code == 409
        assert "vor dem Beginn" in response.content.decode()

    def test_last_organiser_stays(self, office: Client, organiser: Person) -> None:
        membership = Membership.objects.get(person=organiser)
        url = of(organiser, f"rollen/{membership.pk}/beenden/")
        response = office.post(url, {"last_day": timezone.localdate().isoformat()})
        assert response.status_code == 409
        assert "mindestens eine Person" in response.content.decode()
        make_person("Paul", "Zweiter", Role.ORGANISER)
        response = office.post(url, {"last_day": timezone.localdate().isoformat()})
        assert response.status_code == 302

    def test_role_of_another_person_is_not_found(
        self, office: Client, manager: Person, neighbour: Person
    ) -> None:
        theirs = Membership.objects.get(person=neighbour)
        assert office.get(of(manager, f"rollen/{theirs.pk}/beenden/")).status_code == 404


def test_position_for_somebody_known(office: Client, guest: Person, ilmenau: Authority) -> None:
    assert "Stelle eintragen" in read(office, of(guest, "stelle/"))
    sent = {"kind": "heat_planner", "place": "Ilmenau", "since": "2026-01-01"}
    response = office.post(of(guest, "stelle/"), sent, follow=True)
    assert "Die Stelle ist eingetragen." in response.content.decode()
    assert guest.roles == {Role.STANDING_GUEST, Role.HEAT_PLANNER}


PAGES = ("", "aendern/", "rollen/neu/", "stelle/")


@pytest.mark.parametrize("page", PAGES)
def test_members_see_neither_others_nor_the_office(
    page: str, manager: Person, neighbour: Person, network: Network, sign_in: SignIn
) -> None:
    """Another person is not there for them; their own record is, but not this page of it."""
    client = sign_in(manager)
    assert client.get(of(neighbour, page)).status_code == 404
    response = client.get(of(manager, page))
    assert response.status_code == 403
    assert "für das Netzwerkmanagement" in response.content.decode()
    assert client.post(of(manager, page)).status_code in {403, 405}


def test_adding_is_for_organisers(manager: Person, network: Network, sign_in: SignIn) -> None:
    assert sign_in(manager).post(f"{PEOPLE}neu/", TestAdding.sent).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_not_found(page: str, office: Client) -> None:
    assert office.get(f"{PEOPLE}99999/{page}").status_code == 404


def test_wrong_methods(office: Client, manager: Person) -> None:
    assert office.post(of(manager)).status_code == 405
    assert office.delete(of(manager, "aendern/")).status_code == 405
    assert office.put(f"{PEOPLE}neu/").status_code == 405
