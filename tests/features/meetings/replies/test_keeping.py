"""What somebody has to look at is kept no longer than that."""

from datetime import timedelta

import time_machine

from klimanetz.core.custody import NOBODY, registered_custodies
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.replies import custody
from klimanetz.features.meetings.replies.actions import finish
from klimanetz.features.meetings.replies.jobs import forget_calendar_replies
from klimanetz.features.meetings.replies.models import CalendarReply
from klimanetz.people.models import Person
from tests.features.meetings.conftest import berlin
from tests.features.meetings.replies.conftest import Answer, read
from tests.features.meetings.replies.shapes import thunderbird


def test_what_is_done_goes_after_thirty_days(
    invitation: Invitation, answering: Answer, organiser: Person, clock: time_machine.Traveller
) -> None:
    read(thunderbird(answering(comment="Gern")))
    finish(CalendarReply.objects.get(), actor=organiser)
    clock.shift(timedelta(days=30))
    assert forget_calendar_replies() == 0
    clock.shift(timedelta(minutes=1))
    assert forget_calendar_replies() == 1
    assert forget_calendar_replies() == 0


def test_what_nobody_looked_at_goes_after_the_meeting(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    read(thunderbird(answering(comment="Gern")))
    clock.move_to(berlin(4, 16, 14))
    assert forget_calendar_replies() == 0
    clock.move_to(berlin(4, 16, 16))
    assert forget_calendar_replies() == 1


def test_what_belongs_to_no_meeting_waits_half_a_year(
    invitation: Invitation, answering: Answer, meeting: Meeting, clock: time_machine.Traveller
) -> None:
    answer = answering()
    meeting.delete()
    read(thunderbird(answer))
    clock.shift(timedelta(days=180))
    assert forget_calendar_replies() == 0
    clock.shift(timedelta(minutes=1))
    assert forget_calendar_replies() == 1


def test_a_person_learns_what_is_kept_and_it_can_be_erased(
    invitation: Invitation, answering: Answer, manager: Person, neighbour: Person
) -> None:
    mine = next(one for one in registered_custodies() if one.erase is custody.erase_replies)
    read(thunderbird(answering(comment="Gern")))
    read(thunderbird(answering(number=2).but(address=neighbour.email, name="Nele")))
    [kept] = mine.collect(manager)
    assert (kept["Kommentar"], kept["Treffen"]) == ("Gern", "Netzwerktreffen")
    assert [kept["E-Mail"] for kept in mine.collect(neighbour)] == [neighbour.email]
    assert mine.erase(manager) == 1
    assert mine.erase(manager) == 0
    assert CalendarReply.objects.get().address == neighbour.email


def test_whoever_did_it_is_nobody_when_they_have_gone(
    invitation: Invitation, answering: Answer, organiser: Person
) -> None:
    read(thunderbird(answering(comment="Gern")))
    finish(CalendarReply.objects.get(), actor=organiser)
    assert custody.erase_replies(organiser) == 1
    assert CalendarReply.objects.get().done_by == NOBODY
