"""A change that touches answers says first what it will do, and does only what it said."""

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting
from tests.features.meetings.reading import words
from tests.features.meetings.test_forms import as_typed

FIRST = "Noch ist nichts gespeichert."


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


@pytest.fixture
def coming(meeting: Meeting, invite: Invite) -> list[Invitation]:
    """Three come on site, one online, one has not answered."""
    everyone = invite(meeting, "Ina", "Jan", "Kim", "Leo", "Mia")
    for one in everyone[:3]:
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    actions.answer(everyone[3], Reply.ONLINE, source=Source.LINK)
    meeting.refresh_from_db()
    return everyone


def url_of(meeting: Meeting) -> str:
    return reverse("meeting_edit", args=[meeting.slug])


def seal(page: str) -> str:
    return page.partition('name="accepted" value="')[2].partition('"')[0]


def replies(meeting: Meeting) -> list[str]:
    return list(meeting.invitations.order_by("name").values_list("reply", flat=True))


@pytest.mark.parametrize(
    ("mode", "said", "left"),
    [
        ("online", "3 Zusagen vor Ort werden wieder offen;", ["open"] * 3 + ["online", "open"]),
        ("on_site", "1 Zusage online wird wieder offen;", ["on_site"] * 3 + ["open"] * 2),
    ],
)
def test_another_mode_is_saved_by_who_saw_what_it_does(
    mode: str, said: str, left: list[str], meeting: Meeting, coming: object, office: Client
) -> None:
    before, wanted = replies(meeting), as_typed(meeting, mode=mode, venue="Kloster")
    page = office.post(url_of(meeting), wanted)
    assert page.status_code == 200
    assert FIRST in words(page)
    assert said in words(page)
    assert "Ja, so speichern" in words(page)
    assert 'value="Kloster"' in page.content.decode(), "nothing typed is lost"
    assert replies(meeting) == before
    meeting.refresh_from_db()
    assert meeting.mode == Mode.BOTH
    wanted["accepted"] = seal(page.content.decode())
    assert office.post(url_of(meeting), wanted).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.mode, meeting.venue) == (mode, "Kloster")
    assert replies(meeting) == left


def test_who_waits_counts_as_on_site(make_meeting: MakeMeeting, invite: Invite) -> None:
    meeting = make_meeting(seats=1)
    for one in invite(meeting, "Ina", "Jan"):
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    invitations = meeting.invitations.all()
    assert invitations.not_offered(Mode.ONLINE).count() == 2
    assert not invitations.not_offered(Mode.BOTH).exists()


def test_another_answer_meanwhile_is_said_again(
    meeting: Meeting, coming: list[Invitation], office: Client
) -> None:
    wanted = as_typed(meeting, mode="online")
    wanted["accepted"] = seal(office.post(url_of(meeting), wanted).content.decode())
    actions.answer(coming[4], Reply.ON_SITE, source=Source.LINK)
    page = office.post(url_of(meeting), wanted)
    assert "4 Zusagen vor Ort werden wieder offen;" in words(page)
    assert replies(meeting).count(Reply.ON_SITE) == 4
    wanted["accepted"] = seal(page.content.decode())
    assert office.post(url_of(meeting), wanted).status_code == 302


def test_fewer_seats_than_taken_is_said_and_nobody_loses_one(
    meeting: Meeting, coming: list[Invitation], office: Client
) -> None:
    wanted = as_typed(meeting, seats="2")
    page = office.post(url_of(meeting), wanted)
    said = words(page)
    assert "3 Menschen haben vor Ort zugesagt, es gibt 2 Plätze." in said
    assert "Niemand verliert dadurch den Platz" in said
    wanted["accepted"] = seal(page.content.decode())
    assert office.post(url_of(meeting), wanted).status_code == 302
    assert replies(meeting).count(Reply.ON_SITE) == 3
    there = words(office.get(reverse("office_meeting", args=[meeting.slug])))
    assert "Vor Ort haben 3 zugesagt, es gibt 2 Plätze." in there
    assert "3 von 2" not in there
    late = actions.answer(coming[4], Reply.ON_SITE, source=Source.LINK)
    assert late.reply == Reply.WAITING
    meeting.refresh_from_db()
    assert office.post(url_of(meeting), as_typed(meeting, venue="Aula")).status_code == 302, (
        "said once; another change does not say it again"
    )


def test_more_seats_go_to_the_waiting_list_and_it_says_so(
    make_meeting: MakeMeeting, invite: Invite, office: Client
) -> None:
    meeting = make_meeting(seats=1)
    for one in invite(meeting, "Ina", "Jan", "Kim"):
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    meeting.refresh_from_db()
    said = words(office.post(url_of(meeting), as_typed(meeting, seats="2")))
    assert "1 Mensch auf der Warteliste bekommt einen Platz und sofort eine Mail." in said
    wanted = as_typed(meeting, seats="")
    page = office.post(url_of(meeting), wanted)
    assert "2 Menschen auf der Warteliste bekommen einen Platz" in words(page)
    wanted["accepted"] = seal(page.content.decode())
    office.post(url_of(meeting), wanted)
    assert replies(meeting) == [Reply.ON_SITE] * 3


def test_what_touches_no_answer_is_saved_at_once(
    meeting: Meeting, coming: object, office: Client
) -> None:
    changed = as_typed(meeting, seats="3", venue="Kloster")
    assert office.post(url_of(meeting), changed).status_code == 302


def test_a_meeting_on_site_has_a_seat(meeting: Meeting, office: Client) -> None:
    page = office.post(url_of(meeting), as_typed(meeting, seats="0"))
    assert "Mindestens ein Platz." in words(page)
    meeting.refresh_from_db()
    assert meeting.seats is None
