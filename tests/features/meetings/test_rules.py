"""Who may see, run and answer; each rule with its twin query, proved equal for the whole cast."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source, State, Visibility
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin

type Visitor = Person | AnonymousUser


@pytest.fixture
def cast(
    organiser: Person, manager: Person, neighbour: Person, guest: Person, outsider: Person
) -> dict[str, Visitor]:
    return {
        "organiser": organiser,
        "manager": manager,
        "neighbour": neighbour,
        "guest": guest,
        "outsider": outsider,
        "nobody": AnonymousUser(),
    }


def who_sees(cast: dict[str, Visitor], meeting: Meeting) -> set[str]:
    """Who sees a meeting by the rule; fails where its twin says otherwise."""
    seen = set()
    for name, person in cast.items():
        allowed = bool(rules.can_view(person, meeting))
        assert Meeting.objects.visible_to(person).filter(pk=meeting.pk).exists() == allowed, name
        if allowed:
            seen.add(name)
    return seen


def test_everyone_sees_a_public_meeting_from_the_day_it_is_planned(
    cast: dict[str, Visitor], meeting: Meeting
) -> None:
    assert who_sees(cast, meeting) == set(cast)


def test_a_meeting_for_members_is_seen_by_members_and_organisers(
    cast: dict[str, Visitor], make_meeting: MakeMeeting
) -> None:
    meeting = make_meeting(visibility=Visibility.MEMBERS)
    assert who_sees(cast, meeting) == {"organiser", "manager", "neighbour"}
    assert "nur für Mitglieder" in rules.can_view(cast["guest"], meeting).reason


def test_a_guest_sees_the_meeting_for_members_they_are_invited_to_and_no_other(
    cast: dict[str, Visitor],
    make_meeting: MakeMeeting,
    invite: Invite,
    guest: Person,
    outsider: Person,
) -> None:
    theirs = make_meeting(visibility=Visibility.MEMBERS)
    other = make_meeting(title="Werkstatt", visibility=Visibility.MEMBERS)
    invitation, _ = invite(theirs, guest, outsider)
    members = {"organiser", "manager", "neighbour"}
    assert who_sees(cast, theirs) == members | {"guest", "outsider"}
    assert who_sees(cast, other) == members
    actions.withdraw_invitation(invitation, actor="Olga")
    assert who_sees(cast, theirs) == members | {"outsider"}


def test_nobody_appears_twice_in_what_one_sees(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, guest: Person
) -> None:
    meeting = make_meeting()
    invite(meeting, manager, guest, "Gabi")
    assert Meeting.objects.visible_to(guest).count() == 1


def test_only_organisers_run_meetings(cast: dict[str, Visitor]) -> None:
    assert {name for name, person in cast.items() if rules.can_run(person)} == {"organiser"}
    assert "Netzwerkmanagement" in rules.can_run(cast["manager"]).reason


def test_the_video_link_is_for_those_who_accepted_and_for_organisers(
    cast: dict[str, Visitor], meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    accepted, declined = invite(meeting, manager, neighbour)
    actions.answer(accepted, Reply.ONLINE, source=Source.LINK)
    actions.answer(declined, Reply.DECLINED, source=Source.LINK)
    seeing = {name for name, one in cast.items() if rules.can_see_video_link(one, meeting)}
    assert seeing == {"organiser", "manager"}


def assert_answerable(invitation: Invitation, *, is_so: bool) -> None:
    invitation = Invitation.objects.select_related("meeting").get(pk=invitation.pk)
    assert bool(rules.can_answer(invitation)) == is_so
    assert Invitation.objects.answerable().filter(pk=invitation.pk).exists() == is_so


def test_answers_are_taken_until_the_deadline(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 10, 23, 58))
    assert_answerable(invitation, is_so=True)
    clock.move_to(berlin(3, 10, 23, 59))
    assert_answerable(invitation, is_so=False)


def test_the_organisers_enter_answers_until_the_meeting_is_over(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 17, 13, 59))
    assert rules.can_answer(invitation, source=Source.ORGANISER)
    clock.move_to(berlin(3, 17, 14))
    assert "vorbei" in rules.can_answer(invitation, source=Source.ORGANISER).reason


@pytest.mark.parametrize("state", [one for one in State if one != State.INVITED])
def test_no_answer_unless_the_meeting_is_on_and_the_reason_says_why(
    meeting: Meeting, invite: Invite, manager: Person, state: State
) -> None:
    (invitation,) = invite(meeting, manager)
    Meeting.objects.update(state=state)
    assert_answerable(invitation, is_so=False)
    invitation.meeting.refresh_from_db()
    assert rules.can_answer(invitation).reason
    assert not rules.can_answer(invitation, source=Source.ORGANISER)


def test_a_withdrawn_invitation_cannot_be_answered(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.withdraw_invitation(invitation, actor="Olga")
    assert_answerable(invitation, is_so=False)
    fresh = Invitation.objects.get(pk=invitation.pk)
    assert "zurückgezogen" in rules.can_answer(fresh, source=Source.ORGANISER).reason
