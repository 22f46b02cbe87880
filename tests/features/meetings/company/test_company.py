"""What people need at a meeting, and guests whom members would like to bring."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.company.models import Companion, Needs
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.roster.actions import change_person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, last_mail, purposes_to, run_jobs, told

GUEST = {"name": "Gerda Gast", "email": "gerda@bauhof.example", "organisation": "Bauhof",
         "why": "Pflegt die Bäume."}  # fmt: skip


@pytest.fixture
def invitation(meeting: Meeting, invite: Invite, manager: Person) -> Invitation:
    (invitation,) = invite(meeting, manager)
    return actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)


@pytest.fixture
def wishes_page(invitation: Invitation) -> str:
    return f"{invitation.get_absolute_url()}wuensche/"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def needs_page(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/wuensche/"


def guests_page(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/gaeste/"


def ask(client: Client, wishes_page: str, **other: str) -> str:
    response = client.post(f"{wishes_page}gast/", GUEST | other, follow=True)
    return response.content.decode()


def test_the_answer_page_leads_there(invitation: Invitation, client: Client) -> None:
    assert 'href="wuensche/"' in client.get(invitation.get_absolute_url()).content.decode()


def test_who_needs_something_says_so_without_signing_in(
    wishes_page: str, client: Client, office: Client, meeting: Meeting
) -> None:
    said = client.post(f"{wishes_page}sagen/", {"text": " vegan "}, follow=True).content.decode()
    assert "Wir wissen Bescheid: vegan" in said
    listed = office.get(needs_page(meeting)).content.decode()
    assert "Mika Managerin" in listed
    assert "vegan" in listed


def test_what_was_said_can_be_changed_and_taken_back(wishes_page: str, client: Client) -> None:
    for text in ("vegan", "vegetarisch"):
        client.post(f"{wishes_page}sagen/", {"text": text})
    assert Needs.objects.get().text == "vegetarisch"
    client.post(f"{wishes_page}sagen/", {"text": ""})
    assert not Needs.objects.exists()


def test_too_long_a_text_comes_back_whole(wishes_page: str, client: Client) -> None:
    said = client.post(f"{wishes_page}sagen/", {"text": "x" * 501}).content.decode()
    assert "x" * 501 in said
    assert not Needs.objects.exists()


def test_who_does_not_come_is_not_catered_for(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, invitation: Invitation
) -> None:
    client.post(f"{wishes_page}sagen/", {"text": "vegan"})
    actions.answer(invitation, Reply.DECLINED, source=Source.LINK)
    assert "vegan" not in office.get(needs_page(meeting)).content.decode()


def test_needs_are_erased_thirty_days_after_the_meeting(
    wishes_page: str, client: Client, meeting: Meeting, clock: time_machine.Traveller
) -> None:
    client.post(f"{wishes_page}sagen/", {"text": "vegan"})
    ask(client, wishes_page)
    clock.move_to(meeting.ends_at + timedelta(days=29))
    run_jobs()
    assert Needs.objects.exists()
    assert Companion.objects.exists()
    clock.move_to(meeting.ends_at + timedelta(days=31))
    run_jobs()
    assert not Needs.objects.exists()
    assert not Companion.objects.exists()


def test_no_needs_stand_in_the_audit_trail(wishes_page: str, client: Client) -> None:
    client.post(f"{wishes_page}sagen/", {"text": "vegan"})
    assert not [entry for entry in AuditEntry.objects.all() if "vegan" in str(entry.detail)]


def test_a_meeting_that_has_begun_caters_for_nobody_else(
    wishes_page: str, client: Client, meeting: Meeting, clock: time_machine.Traveller
) -> None:
    clock.move_to(meeting.starts_at)
    assert "Das Treffen hat schon begonnen." in client.get(wishes_page).content.decode()
    said = client.post(f"{wishes_page}sagen/", {"text": "vegan"}).content.decode()
    assert "Das Treffen hat schon begonnen." in said
    assert not Needs.objects.exists()


def test_a_member_asks_to_bring_somebody_and_the_organisers_hear(
    wishes_page: str, client: Client, organiser: Person, office: Client, meeting: Meeting
) -> None:
    assert "Wir haben Ihre Bitte für Gerda Gast" in ask(client, wishes_page)
    assert last_mail(organiser.email).subject.startswith("Darf Gerda Gast mitkommen?")
    assert "Mika Managerin möchte einen Gast" in told(organiser.email)
    desk = office.get(f"/verwaltung/treffen/{meeting.slug}/").content.decode()
    assert "Ein Mitglied möchte einen Gast mitbringen." in desk
    assert not Mail.objects.filter(address=GUEST["email"]).exists()


def test_once_it_has_begun_nobody_decides_on_guests(
    wishes_page: str,
    client: Client,
    office: Client,
    meeting: Meeting,
    clock: time_machine.Traveller,
) -> None:
    ask(client, wishes_page)
    desk = f"/verwaltung/treffen/{meeting.slug}/"
    waits = "Ein Mitglied möchte einen Gast mitbringen."
    clock.move_to(meeting.answer_by)
    assert waits in office.get(desk).content.decode()
    clock.move_to(meeting.starts_at)
    assert waits not in office.get(desk).content.decode()


def test_asking_twice_is_asking_once(wishes_page: str, client: Client, organiser: Person) -> None:
    ask(client, wishes_page)
    ask(client, wishes_page, email="GERDA@bauhof.example")
    assert Companion.objects.count() == 1
    assert purposes_to(organiser.email).count("companion_asked") == 1


def test_a_welcome_guest_gets_an_invitation_of_their_own(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, manager: Person
) -> None:
    ask(client, wishes_page)
    url = f"{guests_page(meeting)}{Companion.objects.get().pk}/einladen/"
    for _click in range(2):
        office.post(url)
    guest = meeting.invitations.get(email=GUEST["email"])
    assert (guest.name, guest.organisation) == ("Gerda Gast", "Bauhof")
    assert purposes_to(GUEST["email"]) == ["invitation"]
    assert f"{manager.full_name} hat uns gebeten, Sie einzuladen." in told(GUEST["email"])
    assert purposes_to(manager.email).count("companion_decided") == 1
    assert "Gerda Gast hat eine eigene Einladung" in told(manager.email)
    assert (
        "Gerda Gast hat eine eigene Einladung bekommen." in client.get(wishes_page).content.decode()
    )


def test_a_guest_is_turned_down_kindly(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, manager: Person
) -> None:
    ask(client, wishes_page)
    url = f"{guests_page(meeting)}{Companion.objects.get().pk}/ablehnen/"
    assert "bekommt eine Mail, dass es diesmal nicht passt" in office.get(url).content.decode()
    office.post(url, {"words": "Der Saal ist zu klein, beim nächsten Mal gern."})
    assert "Der Saal ist zu klein" in told(manager.email)
    assert not Mail.objects.filter(address=GUEST["email"]).exists()
    office.post(f"{guests_page(meeting)}{Companion.objects.get().pk}/einladen/")
    assert not meeting.invitations.filter(email=GUEST["email"]).exists()


def test_of_two_who_decide_otherwise_the_second_is_told(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, manager: Person
) -> None:
    """Each has the list open in a tab of their own."""
    ask(client, wishes_page)
    ask(client, wishes_page, email="gero@bauhof.example", name="Gero Gast")
    gerda, gero = Companion.objects.order_by("pk")
    office.post(f"{guests_page(meeting)}{gerda.pk}/einladen/")
    said = office.post(f"{guests_page(meeting)}{gerda.pk}/ablehnen/", {"words": "Zu voll."})
    assert "Inzwischen hat jemand Gerda Gast eingeladen." in said.content.decode()
    office.post(f"{guests_page(meeting)}{gero.pk}/ablehnen/", {"words": "Zu voll."})
    said = office.post(f"{guests_page(meeting)}{gero.pk}/einladen/", follow=True)
    assert "Inzwischen hat jemand für Gero Gast abgelehnt." in said.content.decode()
    assert purposes_to(manager.email).count("companion_decided") == 2


def test_a_guest_whose_invitation_was_taken_back_is_no_guest_and_can_be_asked_for_anew(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, organiser: Person
) -> None:
    ask(client, wishes_page)
    office.post(f"{guests_page(meeting)}{Companion.objects.get().pk}/einladen/")
    actions.withdraw_invitation(meeting.invitations.get(email=GUEST["email"]), actor=organiser)
    assert "Gerda Gast ist nicht mehr eingeladen." in client.get(wishes_page).content.decode()
    assert "nicht mehr eingeladen" in office.get(guests_page(meeting)).content.decode()
    assert "Wir haben Ihre Bitte für Gerda Gast" in ask(client, wishes_page)
    assert purposes_to(organiser.email).count("companion_asked") == 2
    office.post(f"{guests_page(meeting)}{Companion.objects.get().pk}/einladen/")
    assert purposes_to(GUEST["email"]) == ["invitation", "withdrawal", "invitation"]


def test_nobody_decides_for_somebody_who_is_not_invited_any_more(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, invitation: Invitation
) -> None:
    ask(client, wishes_page)
    actions.withdraw_invitation(invitation, actor="Olga")
    desk = office.get(f"/verwaltung/treffen/{meeting.slug}/").content.decode()
    assert "Ein Mitglied möchte einen Gast mitbringen." not in desk
    assert "Gerda Gast" not in office.get(guests_page(meeting)).content.decode()


def test_who_is_invited_already_is_not_asked_for(
    wishes_page: str, client: Client, meeting: Meeting, invite: Invite, neighbour: Person
) -> None:
    invite(meeting, neighbour)
    said = ask(client, wishes_page, email=neighbour.email, name="Nele")
    assert "Nele ist schon eingeladen." in said
    assert 'value="Nele"' in said


def test_a_wrong_address_loses_nothing(wishes_page: str, client: Client) -> None:
    said = ask(client, wishes_page, email="gerda")
    assert 'value="gerda"' in said
    assert 'value="Gerda Gast"' in said
    assert not Companion.objects.exists()


def test_guests_bring_no_guests(meeting: Meeting, invite: Invite, client: Client) -> None:
    (invitation,) = invite(meeting, "Ada")
    wishes_page = f"{invitation.get_absolute_url()}wuensche/"
    assert "jemanden mitbringen" not in client.get(wishes_page).content.decode()
    assert "Gäste bringen Mitglieder" in ask(client, wishes_page)
    assert not Companion.objects.exists()


def test_who_stays_away_brings_nobody(
    wishes_page: str, client: Client, invitation: Invitation
) -> None:
    actions.answer(invitation, Reply.DECLINED, source=Source.LINK)
    assert "Schicken Sie gern eine Vertretung." in client.get(wishes_page).content.decode()
    assert "Schicken Sie gern eine Vertretung." in ask(client, wishes_page)
    assert not Companion.objects.exists()


def test_after_the_deadline_nobody_is_brought(
    wishes_page: str, client: Client, meeting: Meeting, clock: time_machine.Traveller
) -> None:
    clock.move_to(meeting.answer_by)
    assert "Die Frist für Antworten ist vorbei." in ask(client, wishes_page)


def test_an_unknown_key_says_so(client: Client, network: object) -> None:
    assert client.get("/antwort/gibt-es-nicht/wuensche/").status_code == 404
    assert client.post("/antwort/gibt-es-nicht/wuensche/sagen/").status_code == 404


def test_what_changes_something_is_posted(wishes_page: str, client: Client) -> None:
    assert client.get(f"{wishes_page}sagen/").status_code == 405
    assert client.get(f"{wishes_page}gast/").status_code == 405
    assert client.post(wishes_page).status_code == 405


def test_only_organisers_read_needs_and_decide(
    wishes_page: str,
    client: Client,
    meeting: Meeting,
    manager: Person,
    guest: Person,
    sign_in: SignIn,
) -> None:  # fmt: skip
    ask(client, wishes_page)
    pk = Companion.objects.get().pk
    for person in (manager, guest):
        visitor = sign_in(person)
        for path in (needs_page(meeting), guests_page(meeting)):
            assert visitor.get(path).status_code == 403
        assert visitor.post(f"{guests_page(meeting)}{pk}/einladen/").status_code == 403
    assert not meeting.invitations.filter(email=GUEST["email"]).exists()


def test_a_guest_of_another_meeting_is_not_found(office: Client, meeting: Meeting) -> None:
    assert office.post(f"{guests_page(meeting)}99/einladen/").status_code == 404


def test_a_person_takes_their_needs_along_and_they_are_erased(
    wishes_page: str, client: Client, manager: Person
) -> None:
    client.post(f"{wishes_page}sagen/", {"text": "vegan"})
    ask(client, wishes_page)
    kept = {str(it.label): it for it in registered_custodies()}
    needs, guests = kept["Wünsche zu Essen und Zugang"], kept["Gäste, die Sie mitbringen wollten"]
    assert "vegan" in str(list(needs.collect(manager)))
    assert "Gerda Gast" in str(list(guests.collect(manager)))
    assert (needs.erase(manager), guests.erase(manager)) == (1, 1)
    assert not Needs.objects.exists()
    assert not Companion.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_whatever_their_length(
    meeting: Meeting, invite: Invite, office: Client, number: int,
    django_assert_num_queries: object,
) -> None:  # fmt: skip
    for invitation in invite(meeting, *("Ada", "Ben", "Cleo")[:number]):
        actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)
        Needs.objects.create(invitation=invitation, text="vegan")
        Companion.objects.create(host=invitation, name="Gast", email="gast@gast.example")
    for path in (needs_page(meeting), guests_page(meeting)):
        with django_assert_num_queries(5):  # type: ignore[operator]
            office.get(path)


def test_a_guest_who_reads_mail_elsewhere_is_still_invited(
    wishes_page: str, client: Client, office: Client, meeting: Meeting, neighbour: Person
) -> None:
    ask(client, wishes_page, email=neighbour.email, name=neighbour.full_name)
    office.post(f"{guests_page(meeting)}{Companion.objects.get().pk}/einladen/")
    change_person(neighbour, actor="Olga", email="nachbar@neu.example")
    said = client.get(wishes_page).content.decode()
    assert "nicht mehr eingeladen" not in said
    assert "hat eine eigene Einladung bekommen." in said
    assert Companion.objects.get().email == "nachbar@neu.example"
