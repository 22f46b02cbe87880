"""Choose, see the list and the mail, send: the organiser's way to an invitation."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Meeting, Reply, Source, State
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.factories import make_manager
from tests.features.meetings.conftest import Invite
from tests.features.meetings.reading import words

CHOICE: dict[str, Any] = {"roles": ["manager"], "further": ""}


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def at(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.slug])


def seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def preview(office: Client, meeting: Meeting, choice: dict[str, Any] = CHOICE) -> str:
    page = office.post(at("invite_preview", meeting), choice)
    assert page.status_code == 200
    return page.content.decode()


def send(office: Client, meeting: Meeting, **choice: object) -> list[str]:
    """Send what the preview shows; returns the names invited, in order."""
    shown = preview(office, meeting, CHOICE | choice)
    office.post(at("invite_send", meeting), CHOICE | choice | {"seen": seen(shown)})
    return list(meeting.invitations.values_list("name", flat=True))


def test_the_usual_people_are_ticked_already(meeting: Meeting, office: Client) -> None:
    page = office.get(at("meeting_invite", meeting)).content.decode()
    for role, ticked in (("manager", True), ("standing_guest", True), ("partner", False)):
        box = page.partition(f'value="{role}"')[2].partition(">")[0]
        assert ("checked" in box) is ticked


def test_the_preview_shows_the_list_and_sends_nothing(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    page = office.post(at("invite_preview", meeting), CHOICE)
    said = words(page)
    assert "Diese Einladung geht an 2 Personen." in said
    assert "Mika Managerin Ilmenau" in said
    assert "Gustav" not in said
    assert "Betreff Einladung: Netzwerktreffen am Mi., 17. März 2027" in said
    assert not meeting.invitations.exists()
    assert not Mail.objects.exists()


def test_the_exact_mail_stands_in_a_frame(
    meeting: Meeting, office: Client, manager: Person
) -> None:
    page = office.post(at("invite_preview", meeting), CHOICE)
    url = at("invite_mail", meeting)
    assert f'src="{url}"' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    mail = office.get(url)
    assert mail.headers["X-Frame-Options"] == "SAMEORIGIN"
    letter = mail.content.decode()
    assert "Olga Organisatorin" in letter
    assert "?antwort=online" in letter
    assert " style=" not in letter


def test_what_was_shown_is_sent(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person
) -> None:
    shown = preview(office, meeting)
    page = office.post(at("invite_send", meeting), CHOICE | {"seen": seen(shown)})
    assert page.headers["Location"] == at("office_meeting", meeting)
    meeting.refresh_from_db()
    assert meeting.state == State.INVITED
    assert Mail.objects.count() == 2
    assert "2 Einladungen gehen hinaus." in office.get(page.headers["Location"]).content.decode()


def test_mails_can_wait_in_the_outbox_until_they_are_let_go(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person
) -> None:
    sent = CHOICE | {"seen": seen(preview(office, meeting)), "held": "on"}
    page = office.post(at("invite_send", meeting), sent)
    assert page.headers["Location"] == "/verwaltung/post/"
    outbox = office.get(page.headers["Location"]).content.decode()
    assert "2 Einladungen warten hier, bis Sie sie freigeben." in outbox
    assert not Mail.objects.due().exists()
    office.post(f"/verwaltung/post/{Mail.objects.earliest('pk').letter_id}/freigeben/")
    assert Mail.objects.due().count() == 2


def test_single_people_are_taken_out_and_added(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    further = "Gustav Gast\nIna Muster <ina@verband.example>"
    names = send(office, meeting, further=further, without=[manager.pk])
    assert names == ["Gustav Gast", "Ina Muster", "Nele Nachbarin"]


def test_a_guest_by_address_is_taken_out_too(
    meeting: Meeting, office: Client, manager: Person
) -> None:
    choice = CHOICE | {"further": "Ina Muster <Ina@verband.example>\nJan <jan@verband.example>"}
    shown = preview(office, meeting, choice)
    assert 'name="without_guests" value="ina@verband.example">' in shown
    choice |= {"without_guests": ["ina@verband.example"]}
    assert 'value="ina@verband.example" checked' in preview(office, meeting, choice)
    back = office.post(at("meeting_invite", meeting), choice).content.decode()
    assert 'name="without_guests" value="ina@verband.example"' in back
    assert send(office, meeting, **choice) == ["Jan", "Mika Managerin"]


def test_every_bad_line_is_told(meeting: Meeting, office: Client, manager: Person) -> None:
    further = "ina@\nNiemand Nirgends\nJan <jan>@\nkim@gast.example"
    said = words(office.post(at("invite_preview", meeting), CHOICE | {"further": further}))
    assert "Das ist keine E-Mail-Adresse: ina@" in said
    assert "„Niemand Nirgends“ steht nicht im Verzeichnis." in said
    assert "Das ist keine E-Mail-Adresse: Jan <jan>@" in said


def test_who_was_taken_out_is_no_later_joiner(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person
) -> None:
    send(office, meeting, without=[manager.pk])
    page = office.get(at("later_joiners", meeting))
    assert "Seit der Einladung ist niemand dazugekommen." in words(page)


def test_only_the_chosen_districts(
    meeting: Meeting, office: Client, manager: Person, erfurt: Authority
) -> None:
    make_manager("Erna", "Erfurterin", erfurt)
    assert send(office, meeting, districts=["16070"]) == ["Mika Managerin"]


def test_a_list_that_changed_meanwhile_is_shown_again(
    meeting: Meeting, office: Client, manager: Person, arnstadt: Authority
) -> None:
    shown = preview(office, meeting)
    make_manager("Neu", "Dabei", arnstadt)
    page = office.post(at("invite_send", meeting), CHOICE | {"seen": seen(shown)})
    assert page.status_code == 200
    assert "Die Liste hat sich inzwischen geändert." in page.content.decode()
    assert "Neu Dabei" in words(page)
    assert not meeting.invitations.exists()


def test_nobody_is_invited_twice(
    meeting: Meeting, office: Client, invite: Invite, manager: Person, neighbour: Person
) -> None:
    invite(meeting, manager)
    page = office.post(at("invite_preview", meeting), CHOICE)
    assert "Eine weitere ist schon eingeladen und bekommt keine zweite." in words(page)
    assert send(office, meeting) == ["Mika Managerin", "Nele Nachbarin"]
    assert Mail.objects.filter(address=manager.email).count() == 1


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"roles": []}, "Auf diese Auswahl passt niemand."),
        ({"further": "ina@"}, "Das ist keine E-Mail-Adresse: ina@"),
        ({"further": "Niemand Nirgends"}, "„Niemand Nirgends“ steht nicht im Verzeichnis."),
    ],
)
@pytest.mark.parametrize("name", ["invite_preview", "invite_send"])
def test_a_mistake_leads_back_to_the_choice_with_nothing_lost(
    name: str,
    choice: dict[str, object],
    reason: str,
    meeting: Meeting,
    office: Client,
    manager: Person,
) -> None:
    page = office.post(at(name, meeting), CHOICE | choice)
    assert page.status_code == 200
    assert reason in words(page)
    if further := choice.get("further"):
        assert f"{further}</textarea>" in page.content.decode()
    assert not meeting.invitations.exists()


def test_when_all_are_invited_the_page_says_so(
    meeting: Meeting, office: Client, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    page = office.post(at("invite_preview", meeting), CHOICE)
    assert "Alle, die Sie ausgewählt haben, sind schon eingeladen." in words(page)


def test_the_choice_comes_back_as_it_was(
    meeting: Meeting, office: Client, manager: Person, neighbour: Person
) -> None:
    choice = CHOICE | {"districts": ["16070"], "further": "ina@gast.example"}
    back = office.post(at("meeting_invite", meeting), choice | {"without": [manager.pk]})
    page = back.content.decode()
    assert "ina@gast.example</textarea>" in page
    assert f'name="without" value="{manager.pk}"' in page
    assert "<details" in page.partition("open>")[0]
    again = preview(office, meeting, choice | {"without": [manager.pk]})
    assert f'value="{manager.pk}" checked' in again


def test_everyone_taken_out_invites_nobody(
    meeting: Meeting, office: Client, manager: Person
) -> None:
    shown = preview(office, meeting)
    page = office.post(
        at("invite_send", meeting), CHOICE | {"seen": seen(shown), "without": [manager.pk]}
    )
    assert page.status_code == 200
    assert "Einladung prüfen" in words(page)
    meeting.refresh_from_db()
    assert meeting.state == State.PLANNED


def test_who_joined_later_is_invited_by_one_button(
    meeting: Meeting, office: Client, manager: Person, arnstadt: Authority
) -> None:
    send(office, meeting)
    late = make_manager("Leonie", "Spät", arnstadt)
    url = at("later_joiners", meeting)
    assert "Seit der Einladung ist eine Person dazugekommen: Leonie Spät, Arnstadt" in words(
        office.get(url)
    )
    part = office.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Leonie Spät" in part
    assert "<html" not in part
    assert office.post(url).headers["Location"] == at("office_meeting", meeting)
    assert meeting.invitations.filter(person=late).exists()


def test_a_cancelled_meeting_invites_nobody(meeting: Meeting, office: Client) -> None:
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    page = office.get(at("meeting_invite", meeting))
    assert page.status_code == 403
    assert "Das Treffen ist abgesagt." in words(page)


def test_one_click_reminds_all_who_are_missing(
    meeting: Meeting, office: Client, invite: Invite, clock: time_machine.Traveller
) -> None:
    ina, _jan = invite(meeting, "Ina", "Jan")
    actions.answer(ina, Reply.ONLINE, source=Source.LINK)
    resting = words(office.get(at("office_meeting", meeting)))
    assert "1 Person erinnern" not in resting
    assert "Erinnern können Sie ab Di., 2. Februar 2027, 09:00 Uhr." in resting
    clock.shift(24 * 3600)
    assert "1 Person erinnern" in words(office.get(at("office_meeting", meeting)))
    page = office.post(at("meeting_remind", meeting))
    assert page.headers["Location"] == at("office_meeting", meeting)
    assert "1 Mensch wird erinnert." in office.get(page.headers["Location"]).content.decode()
    again = office.post(
        at("meeting_remind", meeting),
        headers={"Referer": f"http://testserver{page.headers['Location']}"},
    )
    assert again.status_code == 302
    assert Mail.objects.filter(letter__purpose="meetings.reminder").count() == 1


def test_reminding_before_the_invitation_is_refused(meeting: Meeting, office: Client) -> None:
    page = office.post(at("meeting_remind", meeting))
    assert page.status_code == 403
    assert "Zu diesem Treffen ist noch nicht eingeladen." in words(page)
