"""The rule of the network erases by itself, in time, once, and says so beforehand."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Attempt, AuditEntry, Network
from klimanetz.core.months import add_months
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.leaving import actions
from klimanetz.roster.leaving.jobs import erase_who_left, forget_old_attempts, forget_old_sessions
from klimanetz.roster.leaving.retention import departed
from klimanetz.roster.leaving.rules import can_be_erased
from klimanetz.roster.models import Membership
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.reading import words
from tests.roster.leaving.conftest import end_roles

URL = "/verwaltung/datenschutz/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def is_erased(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).erased_at is not None


def test_after_six_months_and_not_before(organiser: Person, manager: Person) -> None:
    end_roles(manager, 150)
    assert erase_who_left() == 0
    end_roles(manager, 190)
    assert erase_who_left() == 1
    assert is_erased(manager)
    assert not is_erased(organiser)


@pytest.mark.parametrize(("months", "erased"), [(0, True), (3, True), (4, False), (24, False)])
def test_the_network_sets_the_time(
    organiser: Person, network: Network, manager: Person, months: int, erased: bool
) -> None:
    Network.objects.update(keep_months=months)
    end_roles(manager, 95)
    erase_who_left()
    assert is_erased(manager) is erased


def test_on_the_very_day(organiser: Person, manager: Person) -> None:
    six_months_ago = add_months(timezone.localdate(), -6)
    end_roles(manager, (timezone.localdate() - six_months_ago).days - 1)
    assert erase_who_left() == 0
    end_roles(manager, (timezone.localdate() - six_months_ago).days + 3)
    assert erase_who_left() == 1


def test_the_last_role_counts(organiser: Person, manager: Person) -> None:
    end_roles(manager, 400)
    Membership.objects.create(
        person=manager,
        role=Role.PARTNER,
        starts=timezone.localdate() - timedelta(days=300),
        ends=timezone.localdate() - timedelta(days=10),
    )
    assert erase_who_left() == 0


def test_who_comes_back_next_month_stays(organiser: Person, manager: Person) -> None:
    end_roles(manager, 400)
    Membership.objects.create(
        person=manager, role=Role.MANAGER, starts=timezone.localdate() + timedelta(days=30)
    )
    assert erase_who_left() == 0


def test_who_never_had_a_role_counts_from_the_first_day(
    organiser: Person, outsider: Person
) -> None:
    assert erase_who_left() == 0
    Person.objects.filter(pk=outsider.pk).update(created_at=timezone.now() - timedelta(days=200))
    assert erase_who_left() == 1


def test_it_is_logged_with_a_number_and_no_name(organiser: Person, manager: Person) -> None:
    end_roles(manager, 400)
    erase_who_left()
    entry = AuditEntry.objects.get(verb="erase_by_rule")
    assert entry.detail == {"number": 1, "months": 6}
    assert "Mika" not in str(list(AuditEntry.objects.values()))
    assert erase_who_left() == 0
    assert AuditEntry.objects.filter(verb="erase_by_rule").count() == 1


def test_many_are_erased_a_few_at_a_time(
    organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(3):
        end_roles(make_person("Nora", f"Neu{number}", Role.MANAGER), 400)
    assert [erase_who_left() for _ in range(3)] == [2, 1, 0]


def test_the_rule_and_the_list_are_one(
    organiser: Person, manager: Person, neighbour: Person, guest: Person, outsider: Person
) -> None:
    end_roles(neighbour, 10)
    everyone = Person.objects.all()
    assert set(departed()) == {person for person in everyone if can_be_erased(person)}
    assert set(departed()) == {neighbour, outsider}


# What organisers see of it


def test_the_page_says_who_when_and_why(office: Client, manager: Person) -> None:
    end_roles(manager, 30)
    left = timezone.localdate() - timedelta(days=30)
    page = words(office.get(URL))
    assert "6 Monate nach dem Ende der letzten Rolle" in page
    assert f"letzte Rolle bis {left:%d.%m.%Y}" in page
    assert f"{add_months(left, 6):%d.%m.%Y}" in page


def test_what_is_due_is_said(office: Client, manager: Person) -> None:
    end_roles(manager, 400)
    assert "in Kürze" in words(office.get(URL))


def test_nobody_to_erase(office: Client) -> None:
    assert "Zurzeit niemand." in words(office.get(URL))


def test_the_time_is_set_in_the_settings(office: Client, network: Network) -> None:
    page = office.get("/verwaltung/netzwerk/").content.decode()
    assert 'name="keep_months" value="6"' in page
    facts = {"name": "Klimanetz", "land": "16", "operator": "Agentur"}
    office.post("/verwaltung/netzwerk/", facts | {"keep_months": "24"})
    assert Network.objects.get().keep_months == 24
    refused = office.post("/verwaltung/netzwerk/", facts | {"keep_months": "2000"})
    assert "120" in refused.content.decode()
    assert Network.objects.get().keep_months == 24


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_same_of_few_and_many(
    office: Client, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(people):
        end_roles(make_person("Nora", f"Neu{number}", Role.MANAGER), 10)
    with django_assert_num_queries(6):
        office.get(URL)


@pytest.mark.parametrize("path", [URL, f"{URL}verzeichnis/"])
def test_only_for_organisers(
    network: Network, manager: Person, guest: Person, sign_in: SignIn, path: str
) -> None:
    for person in (manager, guest):
        answer = sign_in(person).get(path)
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "Netzwerkmanagement" in answer.content.decode()
    assert sign_in(manager).post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_record_is_filled_in(office: Client, network: Network) -> None:
    Network.objects.update(address="Musterstraße 12\n99084 Erfurt", keep_months=9)
    page = words(office.get(f"{URL}verzeichnis/"))
    for said in ("Energieagentur", "99084 Erfurt", "9 Monate nach dem Ende", "Rechtsgrundlage",
                 "Treffen vorbereiten und durchführen"):  # fmt: skip
        assert said in page
    assert "gehören hierher" not in page


ROOMS = (
    ("Anfragen und Einladungen bearbeiten", "nicht bestätigte Anfragen nach 7 Tagen"),
    ("Anfragen und Einladungen bearbeiten", "abgelehnte 180 Tage nach der Absage"),
    ("Kontakte vermitteln", "nicht bestätigte Anliegen nach 7 Tagen"),
    ("Kontakte vermitteln", "ohne Konto angegeben haben, 180 Tage nach dem Abschluss"),
    ("Stellen übergeben (Übergabemappe)", "Menschen, die als Kontakt genannt werden"),
    ("Freie Stellen veröffentlichen", "alle im Internet"),
    ("Zurückgekommene E-Mails lesen", "Prüfwerte nach 180 Tagen"),
    ("Tandems bilden", "erst, wenn beide zusagen"),
    ("Die ersten 100 Tage begleiten", "welche Punkte der Liste erledigt sind"),
    ("Einträge jährlich bestätigen", "wann gefragt und geantwortet wurde"),
    ("Listen einlesen", "sonst nach 30 Tagen"),
    ("E-Mails versenden", "Codes zum Anmelden nach 30 Tagen"),
    ("Missbrauch begrenzen", "nach 2 Tagen"),
    ("Anmelden und absichern", "Sitzungen nach höchstens 90 Tagen"),
    ("Änderungen nachvollziehen", "dass etwas geschah, bleibt"),
)


@pytest.mark.parametrize(("name", "said"), ROOMS)
def test_every_room_declares_what_it_does(
    office: Client, network: Network, client: Client, name: str, said: str
) -> None:
    """In the record, and to everyone who reads the built-in text on privacy."""
    for page in (words(office.get(f"{URL}verzeichnis/")), words(client.get("/datenschutz/"))):
        assert said in page.partition(name)[2].partition("Zweck")[2].partition("Zweck")[0]


def test_the_record_does_not_hide_that_members_see_the_name(office: Client) -> None:
    page = words(office.get(f"{URL}verzeichnis/"))
    assert "Von selbst sehen alle nur Kommune und Funktion, Mitglieder dazu den Namen" in page


def test_the_record_says_what_is_missing(office: Client, network: Network) -> None:
    assert "Träger, Anschrift und E-Mail gehören hierher" in words(office.get(f"{URL}verzeichnis/"))


def test_the_public_text_says_how_long(network: Network, client: Client) -> None:
    page = words(client.get("/datenschutz/"))
    assert "6 Monate nach dem Ende Ihrer letzten Rolle" in page
    assert "alles herunterladen" in page


# What nobody needs any more


def test_old_attempts_are_forgotten(db: None) -> None:
    for days in (0, 5):
        Attempt.objects.create(key="join:10.0.0.1", window=timezone.now() - timedelta(days=days))
    assert forget_old_attempts() == 1
    assert forget_old_attempts() == 0
    assert Attempt.objects.count() == 1


def test_old_sessions_are_forgotten(db: None) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.create()
    assert forget_old_sessions() == 1
    assert forget_old_sessions() == 0
    assert Session.objects.count() == 1
