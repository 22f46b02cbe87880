"""One's own calendar: my meetings with my answer, my deadlines, behind a secret address."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Reply, Series, Source, State
from klimanetz.features.meetings.subscription.actions import open_calendar
from klimanetz.features.meetings.subscription.models import Subscription
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from tests.conftest import SignIn
from tests.features.meetings.conftest import VIDEO, Invite, MakeMeeting, berlin, entry, last_mail

PAGE = "/treffen/kalender/"


@pytest.fixture
def address(manager: Person, clock: time_machine.Traveller) -> str:
    return open_calendar(manager, actor=manager).get_absolute_url()


def events(client: Client, address: str) -> dict[str, Any]:
    """By the first words of the title."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/calendar")
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(response.content).walk("VEVENT")}


def test_the_page_says_which_calendar_one_wants(client: Client, meeting: object) -> None:
    Series.objects.create(slug="netzwerktreffen", title="Netzwerktreffen")
    page = client.get(PAGE).content.decode()
    for sentence in ("Sie werden eingeladen:", "Sie begleiten eine Reihe:", "alles Öffentliche"):
        assert sentence in page
    assert "webcal://127.0.0.1:8000/treffen/kalender.ics" in page
    assert "webcal://127.0.0.1:8000/treffen/reihe/netzwerktreffen/kalender.ics" in page
    assert "kalender/einrichten" not in page


def test_one_click_sets_it_up(manager: Person, sign_in: SignIn, clock: object) -> None:
    mine = sign_in(manager)
    page = mine.post("/ich/kalender/einrichten/", follow=True).content.decode()
    address = Subscription.objects.get(person=manager).get_absolute_url()
    assert f"webcal://127.0.0.1:8000{address}" in page
    mine.post("/ich/kalender/einrichten/")
    assert Subscription.objects.get(person=manager).get_absolute_url() == address


def test_it_shows_my_meetings_with_my_answer(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    asked, going, declined = (
        make_meeting(title=title) for title in ("Gefragt", "Zugesagt", "Abgelehnt")
    )
    make_meeting(title="Ohne mich")
    (question,) = invite(asked, manager)
    actions.answer(invite(going, manager)[0], Reply.ON_SITE, source=Source.LINK)
    actions.answer(invite(declined, manager)[0], Reply.DECLINED, source=Source.LINK)
    found = events(client, address)
    assert set(found) == {"Gefragt", "Zugesagt", "Antworten: Gefragt"}
    assert str(found["Gefragt"]["STATUS"]) == "TENTATIVE"
    assert f"/antwort/{question.token}/" in str(found["Gefragt"]["DESCRIPTION"])
    assert str(found["Zugesagt"]["STATUS"]) == "CONFIRMED"
    assert "Ihre Antwort: vor Ort." in str(found["Zugesagt"]["DESCRIPTION"])
    assert found["Antworten: Gefragt"]["DTSTART"].dt == date(2027, 3, 10)
    assert str(found["Antworten: Gefragt"]["TRANSP"]) == "TRANSPARENT"


def test_a_meeting_is_the_same_entry_as_in_the_mail(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    invite(make_meeting(title="Einmal"), manager)
    mailed = entry(last_mail(manager.email).calendar)
    found = events(client, address)["Einmal"]
    assert (str(found["UID"]), int(found["SEQUENCE"])) == (mailed.uid, mailed.sequence)


def test_the_link_to_the_video_is_never_in_it(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    (invitation,) = invite(make_meeting(), manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    assert VIDEO not in client.get(address).content.decode()


def test_a_meeting_called_off_says_so(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    meeting = make_meeting(title="Treffen")
    invite(meeting, manager)
    actions.cancel(meeting, reason="Sturm", actor="Olga")
    found = events(client, address)
    assert str(found["Abgesagt: Treffen"]["STATUS"]) == "CANCELLED"
    assert "Ihre Antwort" not in str(found["Abgesagt: Treffen"]["DESCRIPTION"])
    assert "Antworten: Treffen" not in found


def test_an_invitation_taken_back_disappears(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    (invitation,) = invite(make_meeting(), manager)
    actions.withdraw_invitation(invitation, actor="Olga")
    assert not events(client, address)


def test_the_end_of_my_post_stands_in_it(client: Client, address: str) -> None:
    Position.objects.update(ends=date(2027, 12, 31))
    found = events(client, address)
    end = found["Letzter Tag Ihrer Stelle nach heutigem Stand"]
    assert end["DTSTART"].dt == date(2027, 12, 31)
    assert found["Anschluss Ihrer Stelle klären"]["DTSTART"].dt == date(2027, 6, 30)
    assert "/ich/stelle/" in str(end["URL"])


def test_a_permanent_post_has_no_end(client: Client, address: str) -> None:
    Position.objects.update(permanent=True, ends=None)
    assert not events(client, address)


def test_meetings_of_long_ago_are_left_out(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite,
    clock: time_machine.Traveller,
) -> None:  # fmt: skip
    meeting = make_meeting(title="Damals")
    invite(meeting, manager)
    clock.move_to(berlin(3, 18))
    type(meeting).objects.update(state=State.HELD)
    assert "Damals" in events(client, address)
    clock.move_to("2028-04-01")
    assert "Damals" not in events(client, address)


def test_another_address_closes_the_old_one(
    client: Client, manager: Person, address: str, sign_in: SignIn
) -> None:
    page = sign_in(manager).post("/ich/kalender/neue-adresse/", follow=True).content.decode()
    assert "die alte zeigt nichts mehr" in page
    assert client.get(address).status_code == 404
    assert client.get(Subscription.objects.get().get_absolute_url()).status_code == 200


def test_it_can_be_closed(client: Client, manager: Person, address: str, sign_in: SignIn) -> None:
    mine = sign_in(manager)
    page = mine.post("/ich/kalender/schliessen/", follow=True).content.decode()
    assert "Meinen Kalender einrichten" in page
    assert client.get(address).status_code == 404
    mine.post("/ich/kalender/schliessen/")
    assert AuditEntry.objects.filter(verb="close_calendar").count() == 1


def test_it_ends_with_the_account(client: Client, manager: Person, address: str) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_it_speaks_the_language_of_its_reader(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite
) -> None:
    invite(make_meeting(title="Heat"), manager)
    Person.objects.filter(pk=manager.pk).update(language="en")
    assert "Answer: Heat" in events(client, address)


def test_nobody_keeps_it_and_nobody_finds_it(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_for_one_meeting_and_for_three(
    client: Client, manager: Person, address: str, make_meeting: MakeMeeting, invite: Invite,
    number: int, django_assert_num_queries: object,
) -> None:  # fmt: skip
    for one in range(number):
        invite(make_meeting(title=f"Treffen {one}"), manager)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(address)
