"""Who agreed before being invited: a room says so, and the invitation answers for them."""

import pytest

from klimanetz.features.meetings import actions, promises
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from tests.features.meetings.conftest import (
    MakeMeeting,
    entry,
    last_mail,
    mails_to,
    purposes_to,
    told,
)

ANNA, BERT = "anna@gast.example", "bert@gast.example"
PEOPLE = [Invitee("Anna", ANNA), Invitee("Bert", BERT.upper())]


@pytest.fixture
def promised(monkeypatch: pytest.MonkeyPatch) -> dict[str, Reply]:
    """What people promised; a test fills it."""
    known: dict[str, Reply] = {}
    monkeypatch.setattr(promises, "_witnesses", [lambda _meeting: known])
    return known


def test_a_promise_is_an_answer_with_its_source(
    meeting: Meeting, promised: dict[str, Reply]
) -> None:
    promised[BERT] = Reply.ONLINE
    actions.invite(meeting, PEOPLE, actor="Olga")
    anna, bert = Invitation.objects.order_by("name")
    assert (anna.reply, bert.reply) == (Reply.OPEN, Reply.ONLINE)
    assert bert.answers.get().source == Source.POLL
    assert bert.replied_at
    assert not anna.answers.exists()
    assert purposes_to(ANNA) == ["invitation"]
    assert purposes_to(BERT.upper()) == ["expected"]
    assert entry(last_mail(BERT.upper()).calendar).partstat == "ACCEPTED"


def test_seats_are_given_in_the_order_of_the_promises(
    make_meeting: MakeMeeting, promised: dict[str, Reply]
) -> None:
    promised |= {BERT: Reply.ON_SITE, ANNA: Reply.ON_SITE}
    meeting = make_meeting(seats=1)
    actions.invite(meeting, PEOPLE, actor="Olga")
    replies = dict(Invitation.objects.values_list("name", "reply"))
    assert replies == {"Anna": Reply.WAITING, "Bert": Reply.ON_SITE}
    assert "Bis dahin können Sie über den Link online dabei sein" in told(ANNA)


def test_a_promise_without_a_way_stays_open_and_is_asked(
    meeting: Meeting, promised: dict[str, Reply]
) -> None:
    promised[ANNA] = Reply.OPEN
    actions.invite(meeting, PEOPLE, actor="Olga")
    assert Invitation.objects.get(name="Anna").reply == Reply.OPEN
    assert "vor Ort oder online?" in told(ANNA)


def test_what_the_meeting_does_not_offer_is_no_answer(
    make_meeting: MakeMeeting, promised: dict[str, Reply]
) -> None:
    promised[ANNA] = Reply.ONLINE
    actions.invite(make_meeting(mode="on_site"), PEOPLE, actor="Olga")
    assert Invitation.objects.get(name="Anna").reply == Reply.OPEN
    assert purposes_to(ANNA) == ["invitation"]


def test_mails_that_are_held_are_held_for_all(meeting: Meeting, promised: dict[str, Reply]) -> None:
    promised[ANNA] = Reply.ON_SITE
    actions.invite(meeting, PEOPLE, actor="Olga", held=True)
    assert all(mails_to(to)[0].letter.held for to in (ANNA, BERT.upper()))
