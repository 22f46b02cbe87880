"""The organisers' list: who is to be called, and what was told."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.mail.models import Address
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.confirming import actions, custody
from klimanetz.roster.confirming.jobs import remind_members
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.confirming.rules import can_view_confirmation
from klimanetz.roster.models import Membership
from tests.conftest import SignIn
from tests.factories import make_manager
from tests.roster.confirming.conftest import come_back, later

OFFICE = "/verwaltung/bestaetigungen/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def read(client: Client, url: str = OFFICE) -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def by_hand(person: Person) -> str:
    return f"{OFFICE}{person.pk}/von-hand/"


def settled(confirmation: Confirmation) -> str:
    return f"{OFFICE}{confirmation.pk}/erledigt/"


def test_with_nothing_to_clear_up_the_list_says_what_will_stand_here(office: Client) -> None:
    page = read(office)
    assert "Nichts ist zu klären." in page
    assert "Gerade niemand." in page


def test_who_was_asked_waits(office: Client, asked: Confirmation) -> None:
    assert "Managerin" not in read(office)
    page = read(office, f"{OFFICE}?zeige=gefragt")
    assert "Mika Managerin" in page
    assert "gefragt am" in page


def test_without_an_answer_after_two_reminders_a_member_is_to_be_called(
    office: Client, asked: Confirmation
) -> None:
    for days in (15, 30):
        with later(days=days):
            remind_members()
            assert "Managerin" not in read(office)
    with later(days=45):
        page = read(office)
        assert "Bei einem Menschen ist etwas zu klären." in page
        assert "keine Antwort" in page
        assert "2-mal erinnert" in page


def test_on_the_phone_it_is_confirmed_by_hand(office: Client, asked: Confirmation) -> None:
    page = office.post(by_hand(asked.person), follow=True).content.decode()
    assert "Notiert: Der Eintrag von Mika Managerin stimmt." in page
    asked.refresh_from_db()
    assert asked.answer == Answer.BY_HAND
    everyone = read(office, f"{OFFICE}?zeige=alle")
    assert "bestätigt" in everyone


def test_also_for_somebody_who_was_never_asked(office: Client, manager: Person) -> None:
    assert "noch nicht gefragt" in read(office, f"{OFFICE}?zeige=alle")
    office.post(by_hand(manager))
    assert Confirmation.objects.get().answer == Answer.BY_HAND
    assert AuditEntry.objects.get(verb="confirm_by_hand").actor.startswith("Olga")


def test_whom_no_mail_reaches_appears_at_once(office: Client, manager: Person) -> None:
    come_back(manager)
    assert "Managerin" not in read(office)
    come_back(manager, times=2)
    page = read(office)
    assert "keine Mail kommt an" in page
    assert "550 5.1.1 User unknown" in page
    address = Address.objects.get()
    office.post(f"/verwaltung/post/gesperrt/{address.pk}/freigeben/")
    assert "Managerin" not in read(office)


def test_with_a_new_address_the_old_one_is_forgotten(office: Client, manager: Person) -> None:
    come_back(manager, times=2)
    said = {"first_name": "Mika", "last_name": "Managerin", "email": "mika@neu.example"}
    office.post(f"/verwaltung/personen/{manager.pk}/aendern/", said)
    assert not Address.objects.exists()
    assert "Managerin" not in read(office)


def test_what_was_written_stands_there_until_it_is_done(
    office: Client, asked: Confirmation
) -> None:
    actions.correct(asked, note="Die Stelle ist verlängert <b>.")
    page = read(office)
    assert "Die Stelle ist verlängert &lt;b&gt;." in page
    for _ in range(2):  # two organisers at once
        assert office.post(settled(asked), follow=True).status_code == HTTPStatus.OK
    assert AuditEntry.objects.filter(verb="settle_confirmation").count() == 1
    assert "verlängert" not in read(office)


def test_who_is_gone_stands_there_until_the_role_ends(office: Client, asked: Confirmation) -> None:
    actions.report_gone(asked, note="Seit Juni.")
    assert "nicht mehr dabei" in read(office)
    Membership.objects.filter(person=asked.person).update(
        ends=timezone.localdate() - timedelta(days=1)
    )
    assert "Managerin" not in read(office)


def test_who_left_is_not_confirmed(office: Client, outsider: Person) -> None:
    office.post(by_hand(outsider))
    assert not Confirmation.objects.exists()


def test_the_buttons_lead_back_to_where_they_stood(office: Client, manager: Person) -> None:
    for origin in ("http://testserver/verwaltung/personen/7/", "https://elsewhere.example/"):
        response = office.post(by_hand(manager), headers={"referer": origin})
        leads_to = response.headers["Location"]
        assert leads_to == (origin if "testserver" in origin else OFFICE)


def test_the_page_of_a_person_says_when_it_was_confirmed(office: Client, manager: Person) -> None:
    url = f"/verwaltung/personen/{manager.pk}/"
    assert "noch nie bestätigt" in read(office, url)
    office.post(by_hand(manager))
    assert f"am {timezone.localdate():%d.%m.%Y}" in read(office, url)
    come_back(manager, times=2)
    assert "gesperrt" in read(office, url)


def test_today_says_that_somebody_is_to_be_called(office: Client, manager: Person) -> None:
    assert OFFICE not in read(office, "/verwaltung/")
    come_back(manager, times=2)
    page = read(office, "/verwaltung/")
    assert "Bei einem Eintrag ist zu klären, ob er noch stimmt." in page
    assert f'href="{OFFICE}"' in page


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_only_for_organisers(
    who: str, request: pytest.FixtureRequest, asked: Confirmation, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(who))
    response = client.get(OFFICE)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Diese Seiten sind für das Netzwerkmanagement." in response.content.decode()
    closed = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert client.post(by_hand(asked.person)).status_code in closed
    assert client.post(settled(asked)).status_code in closed
    asked.refresh_from_db()
    assert asked.answer == Answer.OPEN


def test_what_is_not_there_and_what_is_not_asked_that_way(
    office: Client, asked: Confirmation
) -> None:
    assert office.post(f"{OFFICE}999/von-hand/").status_code == HTTPStatus.NOT_FOUND
    assert office.post(f"{OFFICE}999/erledigt/").status_code == HTTPStatus.NOT_FOUND
    assert office.get(by_hand(asked.person)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.get(settled(asked)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.post(OFFICE).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "Nichts ist zu klären." in read(office, f"{OFFICE}?zeige=unsinn&seite=99")


@pytest.mark.parametrize("who", ["organiser", "manager", "neighbour", "guest", "outsider"])
def test_may_i_and_which_ones_are_one(
    who: str, request: pytest.FixtureRequest, asked: Confirmation, neighbour: Person
) -> None:
    Confirmation.objects.create(person=neighbour)
    viewer: Person = request.getfixturevalue(who)
    everything = Confirmation.objects.select_related("person")
    allowed = {one for one in everything if can_view_confirmation(viewer, one)}
    assert allowed == set(Confirmation.objects.visible_to(viewer))


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_of_the_list(
    office: Client,
    ilmenau: Authority,
    number: int,
    django_assert_num_queries: Callable[..., pytest.FixtureRequest],
) -> None:
    for one in range(number):
        come_back(make_manager(f"M{one}", "Beispiel", ilmenau), times=2)
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        office.get(OFFICE)


def test_a_person_learns_what_is_kept_and_it_can_be_erased(
    asked: Confirmation, neighbour: Person
) -> None:
    mine = next(one for one in registered_custodies() if one.erase is custody.erase)
    actions.correct(asked, note="Neue Aufgabe")
    Confirmation.objects.create(person=neighbour)
    [kept] = mine.collect(asked.person)
    assert kept["Ihre Nachricht"] == "Neue Aufgabe"
    assert kept["Antwort"] == "hat sich geändert"
    assert mine.erase(asked.person) == 1
    assert mine.erase(asked.person) == 0
    assert Confirmation.objects.get().person == neighbour
