"""What happens by itself: each thing once, also late, also with two workers, never too late."""

import pytest
import time_machine

from klimanetz.core.models import Network
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.conftest import (
    VIDEO,
    Invite,
    MakeMeeting,
    berlin,
    last_mail,
    purposes_to,
    run_jobs,
    told,
)


def times_told(invitation: Invitation, purpose: str) -> int:
    return purposes_to(invitation.email).count(purpose)


# Before the deadline (10 March, 23:59)


def test_seven_days_before_the_deadline_the_silent_are_reminded_once(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    silent, answered = invite(meeting, manager, neighbour)
    actions.answer(answered, Reply.DECLINED, source=Source.LINK)
    clock.move_to(berlin(3, 3, 23, 58))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 3, 23, 59))
    assert run_jobs() == 1
    assert run_jobs() == 0
    clock.move_to(berlin(3, 8))
    assert run_jobs() == 0
    assert times_told(silent, "reminder") == 1
    assert times_told(answered, "reminder") == 0
    assert "bitte antworten Sie bis Mi., 10. März 2027" in told(silent.email)


def test_a_worker_that_was_down_reminds_late_but_never_after_the_deadline(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 11))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 9))
    assert run_jobs() == 1
    assert times_told(invitation, "reminder") == 1


def test_who_was_just_invited_is_not_reminded_the_same_day(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 5, 9))
    (late,) = invite(meeting, manager)
    assert run_jobs() == 0
    clock.move_to(berlin(3, 6, 8, 59))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 6, 9))
    assert run_jobs() == 1
    assert times_told(late, "reminder") == 1


def test_who_was_reminded_on_request_is_left_alone_for_a_day(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    invite(meeting, manager)
    clock.move_to(berlin(3, 3, 12))
    actions.remind(meeting, actor="Olga")
    clock.move_to(berlin(3, 4, 9))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 4, 12))
    assert run_jobs() == 1


def test_a_new_date_has_a_reminder_of_its_own(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 4))
    assert run_jobs() == 1
    actions.postpone(meeting, starts_at=berlin(4, 14, 10), actor="Olga")
    clock.move_to(berlin(3, 20))
    assert run_jobs() == 0
    clock.move_to(berlin(4, 1))
    assert run_jobs() == 1
    assert times_told(invitation, "reminder") == 2


# On the eve (16 March, 7 o'clock)


def test_on_the_eve_each_gets_the_facts_for_the_way_they_take_part(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    guest: Person,
    clock: time_machine.Traveller,
) -> None:
    Network.objects.update(phone="0361 12345")
    meeting = make_meeting(seats=1)
    on_site, online, declined, waiting, silent = invite(
        meeting, manager, neighbour, guest, "Walter", "Stille"
    )
    actions.answer(on_site, Reply.ON_SITE, source=Source.LINK)
    actions.answer(online, Reply.ONLINE, source=Source.LINK)
    actions.answer(declined, Reply.DECLINED, source=Source.LINK)
    actions.answer(waiting, Reply.ON_SITE, source=Source.LINK)
    clock.move_to(berlin(3, 5))
    run_jobs()
    clock.move_to(berlin(3, 16, 6, 59))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 16, 7))
    assert run_jobs() == 3
    assert run_jobs() == 0
    assert (
        last_mail(on_site.email).subject == "Morgen, Mi., 17. März 2027, 10:00 Uhr: Netzwerktreffen"
    )
    text = told(on_site.email)
    for fact in ("10:00–14:00", "Rathaus, Am Markt 1", "zehn Minuten zu Fuß", "0361 12345"):
        assert fact in text
    assert join_address(on_site) in text
    assert door_address(on_site) in text
    assert join_address(online) in told(online.email)
    assert "/einlass/" not in told(online.email)
    assert "Rathaus" not in told(online.email)
    assert "kein Platz frei geworden" in told(waiting.email)
    assert join_address(waiting) in told(waiting.email)
    for reader in (on_site, online, waiting):
        assert VIDEO not in last_mail(reader.email).html
    for invitation in (declined, silent):
        assert times_told(invitation, "eve") == 0


def test_a_deputy_is_reminded_instead_or_the_invited_person_hands_it_on(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    reachable, unreachable = invite(meeting, manager, neighbour)
    actions.answer(
        reachable, Reply.DEPUTY, source=Source.LINK, deputy_name="Dana", deputy_email="d@k.example"
    )
    actions.answer(unreachable, Reply.DEPUTY, source=Source.LINK, deputy_name="Dirk")
    clock.move_to(berlin(3, 16, 8))
    assert run_jobs() == 2
    assert purposes_to("d@k.example")[-1] == "eve"
    assert "bei dem Sie Mika Managerin vertreten" in told("d@k.example")
    assert times_told(reachable, "eve") == 0
    assert "geben Sie diese Angaben an Ihre Vertretung weiter" in told(unreachable.email)


def test_a_worker_back_on_the_day_itself_says_today(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 17, 8))
    assert run_jobs() == 1
    assert (
        last_mail(invitation.email).subject
        == "Heute, Mi., 17. März 2027, 10:00 Uhr: Netzwerktreffen"
    )


def test_what_says_today_waits_for_no_other_mail(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    """An hour after the one before, the meeting might be under way."""
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 17, 8))
    meeting.venue = "Bürgerhaus"
    actions.change(meeting, actor="Olga")
    clock.move_to(berlin(3, 17, 9, 30))
    run_jobs()
    assert purposes_to(invitation.email)[-2:] == ["update", "eve"]
    today = Mail.objects.get(letter__purpose="meetings.eve")
    assert today.due_at <= berlin(3, 17, 9, 31)


def test_nobody_is_reminded_of_what_has_begun(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 17, 10))
    assert run_jobs() == 0


@pytest.mark.parametrize("end", ["cancelled", "postponed", "withdrawn"])
def test_nobody_is_reminded_of_what_does_not_take_place(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller, end: str
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    match end:
        case "cancelled":
            actions.cancel(meeting, reason="", actor="Olga")
        case "postponed":
            actions.postpone(meeting, actor="Olga")
        case "withdrawn":
            actions.withdraw_invitation(invitation, actor="Olga")
    for day in (3, 16):
        clock.move_to(berlin(3, day, 23, 59))
        assert run_jobs() == 0


def test_who_answers_on_the_eve_has_all_facts_in_the_confirmation(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 16, 9))
    actions.answer(invitation, Reply.ONLINE, source=Source.ORGANISER, by="Olga")
    assert run_jobs() == 0


def test_the_eve_is_a_day_on_the_wall_even_when_the_clock_changes(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    meeting = make_meeting(
        starts_at=berlin(3, 28, 10),
        ends_at=berlin(3, 28, 14),
        answer_by=berlin(3, 20, 12),
        mode=Mode.ONLINE,
    )
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 27, 6, 59))
    assert run_jobs() == 0
    clock.move_to(berlin(3, 27, 7))
    assert run_jobs() == 1


def test_nothing_due_costs_few_queries(
    meeting: Meeting, invite: Invite, manager: Person, django_assert_max_num_queries: object
) -> None:
    invite(meeting, manager)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert run_jobs() == 0
