"""Somebody reads mail at another address between the invitation and the minutes."""

import pytest
import time_machine
from django.test import Client

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.guest_list import Audience, Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.features.meetings.subscription.actions import open_calendar
from klimanetz.features.meetings.usual_guests import suggest_audience
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions import add_person, change_person
from klimanetz.roster.leaving.actions import leave
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    as_invitee,
    berlin,
    mails_to,
    purposes_to,
)
from tests.features.meetings.replies.conftest import fresh, read
from tests.features.meetings.replies.shapes import Answering, thunderbird

NEW = "mika@jena.example"


@pytest.fixture
def invitation(meeting: Meeting, invite: Invite, manager: Person) -> Invitation:
    """The mail has left."""
    (invitation,) = invite(meeting, manager)
    Mail.objects.update(state=MailState.SENT)
    return invitation


@pytest.fixture
def old(invitation: Invitation) -> str:
    return invitation.email


def move(person: Person, address: str = NEW) -> None:
    change_person(person, actor="Olga", email=address)


def test_what_changes_reaches_them_at_the_new_address(
    meeting: Meeting, invitation: Invitation, manager: Person, old: str
) -> None:
    before = purposes_to(old)
    move(manager)
    actions.cancel(meeting, reason="Sturm", actor="Olga")
    assert purposes_to(NEW) == ["cancellation"]
    assert purposes_to(old) == before


def test_the_calendar_that_still_knows_the_old_address_answers_for_them(
    invitation: Invitation, manager: Person
) -> None:
    answer = Answering.of(invitation)
    move(manager)
    assert read(thunderbird(answer))
    assert fresh(invitation).reply == Reply.ON_SITE
    assert purposes_to(NEW) == ["confirmation"]


def test_whoever_has_that_address_today_answers_for_nobody_else(
    meeting: Meeting, invitation: Invitation, manager: Person, old: str
) -> None:
    answer = Answering.of(invitation)
    move(manager)
    make_person("Nina", "Nachfolgerin", Role.MANAGER, email=old)
    assert read(thunderbird(answer.but(name="Nina Nachfolgerin", original="")))
    assert fresh(invitation).reply == Reply.OPEN


def test_whoever_reads_a_mailbox_that_was_left_before_answers_for_nobody(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    """No invitation ever went there."""
    left = manager.email
    move(manager)
    (invitation,) = invite(meeting, Person.objects.get(pk=manager.pk))
    read(thunderbird(Answering.of(invitation).but(address=left, original="")))
    assert fresh(invitation).reply == Reply.OPEN


def test_who_follows_in_the_mailbox_can_be_invited_as_well(
    meeting: Meeting, invitation: Invitation, manager: Person, old: str
) -> None:
    move(manager)
    nina = add_person(old, Role.MANAGER, since=None, actor="Olga", last_name="Nachfolgerin")
    assert actions.invite(meeting, [Invitee("Nina", old, person_id=nina.pk)], actor="Olga") == 1


def test_an_address_that_is_invited_already_stays_one_invitation(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    actions.invite(meeting, [Invitee("Mika", NEW)], actor="Olga")
    mine = invite(meeting, manager)[0]
    move(manager)
    assert fresh(mine).email == mine.email
    actions.cancel(meeting, reason="", actor="Olga")
    assert [mail.letter.purpose for mail in mails_to(NEW)][-1] == "meetings.cancellation"


def test_a_list_of_the_past_stays_as_it_was(
    meeting: Meeting, invitation: Invitation, manager: Person, old: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="published")
    move(manager)
    assert fresh(invitation).email == old


def test_who_leaves_is_not_asked_anew_when_a_postponed_meeting_gets_its_date(
    meeting: Meeting, invitation: Invitation, manager: Person, clock: time_machine.Traveller
) -> None:
    """The day it was first planned for has passed meanwhile."""
    actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    actions.postpone(meeting, actor="Olga")
    clock.move_to(berlin(3, 20, 9))
    leave(manager, actor="Olga")
    told = purposes_to(manager.email)
    actions.postpone(meeting, starts_at=berlin(5, 5, 10), actor="Olga")
    assert purposes_to(manager.email) == told


def test_a_guest_who_joins_finds_their_invitation_on_their_pages(
    meeting: Meeting, invite: Invite, sign_in: SignIn
) -> None:
    (asked,) = invite(meeting, "Ina")
    ina = add_person(asked.email, Role.MANAGER, since=None, actor="Olga", last_name="Gast")
    assert fresh(asked).person == ina
    page = sign_in(ina).get(meeting.get_absolute_url())
    assert "Ich komme vor Ort" in page.content.decode()
    address = open_calendar(ina, actor=ina).get_absolute_url()
    assert meeting.uid in Client().get(address).content.decode()


def test_the_next_meeting_asks_them_once_at_the_address_of_today(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    guest: Person,
    make_meeting: MakeMeeting,
    clock: time_machine.Traveller,
) -> None:
    """Mika was invited by role, Gustav one by one; the minutes are out, then both move."""
    audience = Audience(roles=[Role.MANAGER])
    actions.invite(meeting, [as_invitee(manager)], audience=audience, actor="Olga")
    invite(meeting, guest)
    Meeting.objects.filter(pk=meeting.pk).update(state="published")
    move(manager)
    move(guest, "gustav@land.example")
    following = make_meeting(starts_at=berlin(6, 16, 10), ends_at=berlin(6, 16, 14))
    assert suggest_audience(following)["further"] == "Gustav Gast <gustav@land.example>"
