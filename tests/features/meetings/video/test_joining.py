"""The page from which one joins: opens in time, notes who comes, leads on, tells nobody else."""

import pytest
import time_machine
from django.test import Client

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Reply, Source, State
from klimanetz.features.meetings.video import rules
from klimanetz.people.models import Person
from tests.features.meetings.conftest import VIDEO, Invite, MakeMeeting, berlin
from tests.features.meetings.reading import words
from tests.features.meetings.video.conftest import enter, path


def test_one_button_notes_the_person_and_opens_the_conference(
    joining: Invitation, client: Client
) -> None:
    page = client.get(path(joining))
    assert "Jetzt teilnehmen" in words(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not Attendance.objects.exists(), "a mail scanner that opens links is not there"
    assert VIDEO not in page.content.decode(), "nor does it learn where"
    assert enter(client, joining) == VIDEO
    mika = Attendance.objects.get()
    assert (mika.name, mika.email) == ("Mika Managerin", joining.email)
    assert (mika.via, mika.mode) == (Attendance.Via.ONLINE, "online")
    assert mika.came_at == berlin(3, 17, 9, 45)


def test_who_comes_back_was_there_all_along(
    joining: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    enter(client, joining)
    clock.shift(1800)
    assert enter(client, joining) == VIDEO
    assert Attendance.objects.get().came_at == berlin(3, 17, 9, 45)


def test_before_it_opens_the_page_says_when_and_what_to_try(
    joining: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 17, 9, 44))
    said = words(client.get(path(joining)))
    assert "Die Videokonferenz öffnet am Mi., 17. März 2027, 09:45 Uhr." in said
    assert "Vorher ausprobieren" in said
    assert "Jetzt teilnehmen" not in said
    early = client.post(path(joining))
    assert early.status_code == 409
    assert VIDEO not in early.content.decode()
    assert not Attendance.objects.exists()


def test_a_meeting_that_takes_longer_stays_open_for_an_hour(
    joining: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 17, 14, 59))
    assert enter(client, joining) == VIDEO
    clock.move_to(berlin(3, 17, 15))
    assert "Das Treffen ist vorbei." in words(client.get(path(joining)))
    assert client.post(path(joining)).status_code == 409


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply.OPEN, "Ihre Zusage fehlt noch."),
        (Reply.DECLINED, "Sie hatten abgesagt."),
    ],
)
def test_who_did_not_accept_is_asked_first(
    joining: Invitation, client: Client, reply: Reply, said: str, clock: time_machine.Traveller
) -> None:
    Invitation.objects.update(reply=reply)
    assert said in words(client.get(path(joining)))
    assert client.post(path(joining)).status_code == 409
    assert not Attendance.objects.exists()
    late = words(client.get(path(joining)))
    assert "Online zusagen" not in late
    assert "Die Frist für Antworten ist vorbei. Rufen Sie uns bitte kurz an" in late
    clock.move_to(berlin(3, 1))
    assert f'href="/antwort/{joining.token}/?antwort=online"' in (
        client.get(path(joining)).content.decode()
    )


@pytest.mark.parametrize("reply", [Reply.WAITING, Reply.WAITING_ONLINE])
def test_who_waits_for_a_place_online_waits_here_too(
    joining: Invitation, client: Client, reply: Reply
) -> None:
    Meeting.objects.update(online_seats=1)
    Invitation.objects.update(reply=reply)
    said = words(client.get(path(joining)))
    assert "Sie stehen auf der Warteliste; online ist bisher kein Platz frei geworden." in said
    assert client.post(path(joining)).status_code == 409
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("reply", [Reply.ON_SITE, Reply.WAITING])
def test_who_meant_to_come_and_cannot_joins_online(
    joining: Invitation, client: Client, reply: Reply
) -> None:
    Invitation.objects.update(reply=reply)
    assert enter(client, joining) == VIDEO


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": State.CANCELLED}, "Das Treffen ist abgesagt."),
        ({"state": State.POSTPONED}, "Das Treffen ist verschoben"),
        ({"state": State.PLANNED}, "noch nicht eingeladen"),
        ({"mode": "on_site"}, "findet nur vor Ort statt"),
    ],
)
def test_what_does_not_take_place_says_so(
    joining: Invitation, client: Client, fields: dict[str, str], reason: str
) -> None:
    Meeting.objects.update(**fields)
    assert reason in words(client.get(path(joining)))
    assert client.post(path(joining)).status_code == 409
    assert not Attendance.objects.exists()


def test_while_it_takes_place_it_may_be_noted_as_held(joining: Invitation, client: Client) -> None:
    Meeting.objects.update(state=State.HELD)
    assert enter(client, joining) == VIDEO


def test_a_link_that_nobody_entered_yet_is_a_clear_sentence(
    joining: Invitation, client: Client
) -> None:
    Meeting.objects.update(video_url="")
    page = client.post(path(joining))
    assert page.status_code == 409
    assert "Der Zugang zur Videokonferenz steht noch nicht fest." in words(page)
    assert not Attendance.objects.exists()


def test_a_deputy_joins_by_a_key_of_their_own(
    meeting: Meeting, invite: Invite, manager: Person, client: Client, clock: time_machine.Traveller
) -> None:
    (mika,) = invite(meeting, manager)
    actions.answer(
        mika, Reply.DEPUTY, source=Source.LINK, deputy_name="Vera", deputy_email="v@gast.example"
    )
    clock.move_to(berlin(3, 17, 9, 50))
    mika = Invitation.objects.select_related("meeting").get()
    assert mika.token not in join_address(mika)
    assert "Vera, für Mika Managerin" in words(client.get(path(mika)))
    assert enter(client, mika) == VIDEO
    vera = Attendance.objects.get()
    assert (vera.name, vera.email, vera.mode) == ("Vera", "v@gast.example", "online")
    own = client.get(f"/teilnehmen/{mika.token}/")
    assert own.headers["Location"] == path(mika), "whoever is deputised hands the page on"


def test_an_invitation_taken_back_opens_nothing(joining: Invitation, client: Client) -> None:
    actions.withdraw_invitation(joining, actor="Olga")
    assert "Diese Einladung wurde zurückgezogen." in words(client.get(path(joining)))
    assert client.post(path(joining)).status_code == 409


def test_a_key_nobody_wrote_gets_help(network: object, client: Client) -> None:
    for url in ("/teilnehmen/abgeschnitten/", "/teilnehmen/vertretung/1-abc/"):
        for page in (client.get(url), client.post(url)):
            assert page.status_code == 404
            assert "Diesen Link kennen wir nicht" in words(page)


def test_the_door_and_the_conference_know_each_other(joining: Invitation, client: Client) -> None:
    """Who was noted on site and opens the conference there stays on site."""
    Attendance.objects.create(
        meeting=joining.meeting,
        invitation=joining,
        name="Mika Managerin",
        mode="on_site",
        via="door",
        came_at=berlin(3, 17, 9, 30),
        tapped_at=berlin(3, 17, 9, 30),
    )
    enter(client, joining)
    mika = Attendance.objects.get()
    assert (mika.mode, mika.via, mika.came_at) == ("on_site", "door", berlin(3, 17, 9, 30))


def test_the_rule_is_the_page(joining: Invitation, clock: time_machine.Traveller) -> None:
    assert rules.can_join(joining)
    clock.move_to(berlin(3, 17, 9))
    assert not rules.can_join(joining)


def test_somebody_who_tries_and_tries_is_stopped(
    joining: Invitation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klimanetz.features.meetings.video.views.joining.ANSWERS_PER_CLIENT", 1)
    enter(client, joining)
    page = client.post(path(joining))
    assert page.status_code == 409
    assert "Das waren sehr viele Versuche." in words(page)


def test_it_speaks_the_language_of_the_invitation(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    invite(make_meeting(), "Ina")
    Invitation.objects.update(language="en")
    page = client.get(path(Invitation.objects.select_related("meeting").get()))
    assert page.headers["Content-Language"] == "en"
