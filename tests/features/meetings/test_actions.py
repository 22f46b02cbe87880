"""Planning and changing a meeting, and what invited people hear of it."""

import re
from datetime import UTC, timedelta

import pytest
import time_machine

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Answer, Meeting, Mode, Reply, Source, State
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.meetings.conftest import (
    VIDEO,
    Invite,
    MakeMeeting,
    berlin,
    entry,
    last_mail,
    purposes_to,
    run_jobs,
    told,
)


def edit(meeting: Meeting, **fields: object) -> Meeting:
    """Change a meeting as a form does: on a row read before."""
    edited = Meeting.objects.get(pk=meeting.pk)
    for name, value in fields.items():
        setattr(edited, name, value)
    return actions.change(edited, actor="Olga")


def public_revision() -> int:
    return Network.objects.current().revision


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


# Planning


def test_a_planned_meeting_has_an_address_and_a_calendar_identity(meeting: Meeting) -> None:
    assert meeting.get_absolute_url() == "/treffen/2027-03-netzwerktreffen/"
    assert meeting.uid.endswith("@127.0.0.1")
    assert meeting.state == State.PLANNED
    assert verbs() == ["plan"]


def test_planning_shows_on_public_pages(make_meeting: MakeMeeting) -> None:
    before = public_revision()
    make_meeting()
    assert public_revision() > before


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Wärme & Öl für Gößnitz", "2027-03-waerme-oel-fuer-goessnitz"),
        ("!!!", "2027-03-treffen"),
        ("x" * 160, f"2027-03-{'x' * 80}"),
    ],
)
def test_addresses_are_readable_german(make_meeting: MakeMeeting, title: str, slug: str) -> None:
    assert make_meeting(title=title).slug == slug


def test_two_meetings_of_one_name_in_a_month_have_two_addresses(
    make_meeting: MakeMeeting,
) -> None:
    make_meeting()
    later = {"starts_at": berlin(3, 24, 10), "ends_at": berlin(3, 24, 14)}
    assert make_meeting(**later).slug == "2027-03-netzwerktreffen-2"


def test_a_second_click_plans_no_second_meeting(make_meeting: MakeMeeting) -> None:
    first = make_meeting()
    with pytest.raises(Refused, match="steht schon im Plan"):
        make_meeting()
    actions.cancel(first, reason="", actor="Olga")
    make_meeting()
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"ends_at": berlin(3, 17, 9)}, "Ende liegt vor dem Beginn"),
        ({"answer_by": berlin(3, 17, 11)}, "Antwortfrist endet erst nach"),
    ],
)
def test_times_in_the_wrong_order_are_refused(
    make_meeting: MakeMeeting, fields: dict[str, object], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        make_meeting(**fields)


# Changing


def test_before_anyone_is_invited_a_change_is_just_saved(meeting: Meeting) -> None:
    before = public_revision()
    changed = edit(meeting, starts_at=berlin(3, 18, 9), ends_at=berlin(3, 18, 12), seats=12)
    assert (changed.starts_at, changed.seats) == (berlin(3, 18, 9), 12)
    assert changed.update_due_at is None
    assert public_revision() > before


def test_saving_without_a_change_does_nothing(
    meeting: Meeting, invite: Invite, manager: Person, ilmenau: Authority
) -> None:
    edit(meeting, host=ilmenau)
    invite(meeting, manager)
    before = verbs()
    same = edit(meeting, host=ilmenau)
    assert (same.sequence, same.update_due_at) == (0, None)
    assert verbs() == before


def test_small_edits_within_a_minute_become_one_mail_that_says_what_changed(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    edit(meeting, starts_at=berlin(3, 17, 11))
    clock.shift(40)
    edit(meeting, venue="Bürgerhaus")
    clock.shift(40)
    assert run_jobs() == 0, "the minute begins again with the second edit"
    clock.shift(21)
    assert run_jobs() == 1
    assert run_jobs() == 0
    mail = last_mail(invitation.email)
    assert purposes_to(invitation.email) == ["invitation", "update"]
    assert (
        "Wann: Mi., 17. März 2027, 11:00–14:00 Uhr\n  bisher: Mi., 17. März 2027, 10:00"
        in mail.text
    )
    assert "Wo: Bürgerhaus, Am Markt 1, 98693 Ilmenau\n  bisher: Rathaus, Am Markt 1" in mail.text
    assert "Titel" not in mail.text
    event = entry(mail.calendar)
    assert event.sequence == 2
    assert event.location.startswith("Bürgerhaus")
    assert event.starts_at == berlin(3, 17, 11)


def test_a_change_taken_back_within_the_minute_makes_no_mail(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    invite(meeting, manager)
    edit(meeting, title="Ein Tippfehler")
    edit(meeting, title="Netzwerktreffen")
    clock.shift(61)
    assert run_jobs() == 0
    assert Meeting.objects.get().update_due_at is None


def test_more_seats_or_another_visibility_are_not_worth_a_mail(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    changed = edit(meeting, seats=40, visibility="members")
    assert (changed.sequence, changed.update_due_at) == (0, None)


def test_another_video_link_needs_no_mail_because_nobody_was_sent_the_first(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (accepted,) = invite(meeting, manager)
    actions.answer(accepted, Reply.ONLINE, source=Source.LINK)
    mail = last_mail(accepted.email)
    for part in (mail.text, mail.html, mail.calendar):
        assert VIDEO not in part
        assert f"/teilnehmen/{accepted.token}/" in re.sub(r"\r?\n ", "", part)
    changed = edit(meeting, video_url="https://video.example/neu")
    assert (changed.sequence, changed.update_due_at) == (0, None)
    clock.shift(61)
    assert run_jobs() == 0
    assert purposes_to(accepted.email) == ["invitation", "confirmation"]


def test_who_declined_hears_only_of_another_time(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (declined,) = invite(meeting, manager)
    actions.answer(declined, Reply.DECLINED, source=Source.LINK)
    edit(meeting, venue="Bürgerhaus")
    clock.shift(61)
    assert run_jobs() == 0
    edit(meeting, starts_at=berlin(3, 17, 8))
    clock.shift(61)
    assert run_jobs() == 1
    mail = last_mail(declined.email)
    assert "Sie hatten abgesagt" in mail.text
    assert "?antwort=online" in mail.text


def test_a_deputy_hears_of_changes_but_never_gets_the_link_to_answer(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(
        invitation,
        Reply.DEPUTY,
        source=Source.LINK,
        deputy_name="Dana",
        deputy_email="Dana@Kommune.example",
    )
    edit(meeting, venue="Bürgerhaus")
    clock.shift(61)
    run_jobs()
    mail = last_mail("dana@kommune.example")
    assert "wo Sie Mika Managerin vertreten" in told("dana@kommune.example")
    assert invitation.token not in mail.text + mail.html + mail.calendar
    assert entry(mail.calendar).attendee == "mailto:dana@kommune.example"


def test_a_new_day_is_a_postponement_once_people_are_invited(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    with pytest.raises(Refused, match="Verschieben"):
        edit(meeting, starts_at=berlin(3, 18, 10), ends_at=berlin(3, 18, 14))
    assert Meeting.objects.get().starts_at == berlin(3, 17, 10)


def test_a_mode_not_offered_any_more_opens_the_answers_it_ends(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    guest: Person,
    clock: time_machine.Traveller,
) -> None:
    on_site, deputised, online = invite(meeting, manager, neighbour, guest)
    actions.answer(on_site, Reply.ON_SITE, source=Source.LINK)
    actions.answer(
        deputised, Reply.DEPUTY, source=Source.LINK, deputy_name="Dana", deputy_email="d@k.example"
    )
    actions.answer(online, Reply.ONLINE, source=Source.LINK)
    edit(meeting, mode=Mode.ONLINE)
    replies = dict(meeting.invitations.values_list("email", "reply"))
    assert replies == {
        on_site.email: Reply.OPEN,
        deputised.email: Reply.OPEN,
        online.email: Reply.ONLINE,
    }
    assert purposes_to("d@k.example") == ["deputy_asked", "deputy_released"]
    history = list(on_site.answers.order_by("pk").values_list("reply", "source"))
    assert history == [(Reply.ON_SITE, Source.LINK), (Reply.OPEN, Source.SYSTEM)]
    clock.shift(61)
    run_jobs()
    text = last_mail(on_site.email).text
    assert "bitte antworten Sie" in text
    assert "?antwort=vor-ort" not in text


def test_an_on_site_meeting_opens_the_answers_of_those_online(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    online, on_site = invite(meeting, manager, neighbour)
    actions.answer(online, Reply.ONLINE, source=Source.LINK)
    actions.answer(on_site, Reply.ON_SITE, source=Source.LINK)
    edit(meeting, mode=Mode.ON_SITE)
    assert meeting.invitations.get(pk=online.pk).reply == Reply.OPEN
    assert meeting.invitations.get(pk=on_site.pk).reply == Reply.ON_SITE


# Postponing


def test_another_date_asks_everyone_anew_in_one_mail(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> None:
    coming, declined, silent = invite(meeting, manager, neighbour, guest)
    actions.answer(coming, Reply.ON_SITE, source=Source.LINK)
    actions.answer(declined, Reply.DECLINED, source=Source.LINK)
    before = public_revision()
    moved = actions.postpone(
        meeting,
        starts_at=berlin(4, 7, 13),
        ends_at=berlin(4, 7, 16),
        answer_by=berlin(3, 31, 23, 59),
        reason="Der Saal hat einen Wasserschaden.",
        actor="Olga",
    )
    assert (moved.state, moved.starts_at, moved.sequence) == (State.INVITED, berlin(4, 7, 13), 1)
    assert set(meeting.invitations.values_list("reply", flat=True)) == {Reply.OPEN}
    assert Answer.objects.filter(invitation=coming).count() == 2, "the history stays"
    assert public_revision() > before
    for invitation in (coming, declined, silent):
        assert purposes_to(invitation.email)[-1] == "moved"
    mail = last_mail(coming.email)
    assert "bitte antworten Sie neu bis Mi., 31. März 2027" in mail.text
    assert "Neu: Mi., 7. April 2027, 13:00–16:00 Uhr" in mail.text
    assert "Bisher: Mi., 17. März 2027, 10:00–14:00 Uhr" in mail.text
    assert "Wasserschaden" in mail.text
    event = entry(mail.calendar)
    assert (event.sequence, event.uid) == (1, meeting.uid)
    assert event.partstat == "NEEDS-ACTION"


def test_end_and_deadline_move_along_on_the_clock_on_the_wall(meeting: Meeting) -> None:
    # Summer time begins on 28 March: on the clock everything stays, in UTC it does not.
    moved = actions.postpone(meeting, starts_at=berlin(4, 14, 10), actor="Olga")
    assert moved.state == State.PLANNED
    assert (moved.ends_at, moved.answer_by) == (berlin(4, 14, 14), berlin(4, 7, 23, 59))
    shift = moved.answer_by.astimezone(UTC) - meeting.answer_by.astimezone(UTC)
    assert shift == timedelta(days=28) - timedelta(hours=1)


def test_the_deadline_keeps_its_hour_and_never_passes_the_beginning(
    make_meeting: MakeMeeting,
) -> None:
    afternoon = actions.postpone(make_meeting(), starts_at=berlin(3, 24, 15), actor="Olga")
    assert (afternoon.ends_at, afternoon.answer_by) == (berlin(3, 24, 19), berlin(3, 17, 23, 59))
    short_notice = make_meeting(title="Kurzfristig", answer_by=berlin(3, 17, 9))
    earlier = actions.postpone(short_notice, starts_at=berlin(3, 18, 8), actor="Olga")
    assert earlier.answer_by == berlin(3, 18, 8)


def test_a_deadline_that_would_be_over_is_the_end_of_today(meeting: Meeting) -> None:
    sooner = actions.postpone(meeting, starts_at=berlin(2, 4, 10), actor="Olga")
    assert sooner.answer_by == berlin(2, 1, 23, 59)


def test_moving_twice_to_the_same_date_mails_once(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    for _ in range(2):
        actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    assert purposes_to(invitation.email) == ["invitation", "moved"]


def test_a_date_still_unknown_takes_the_calendar_entry_back(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    for _ in range(2):
        actions.postpone(meeting, reason="Sturm.", actor="Olga")
    assert Meeting.objects.get().state == State.POSTPONED
    assert purposes_to(invitation.email) == ["invitation", "confirmation", "postponed"]
    mail = last_mail(invitation.email)
    assert "METHOD:CANCEL" in mail.calendar
    assert entry(mail.calendar).status == "CANCELLED"
    assert "Ein neuer Termin folgt" in mail.text
    assert "Sturm." in mail.text


def test_a_postponed_meeting_gets_its_new_date_with_a_higher_sequence(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.postpone(meeting, actor="Olga")
    taken_back = entry(last_mail(invitation.email).calendar)
    # Even the old date may be the new one.
    back = actions.postpone(meeting, starts_at=berlin(3, 17, 10), actor="Olga")
    again = entry(last_mail(invitation.email).calendar)
    assert back.state == State.INVITED
    assert again.uid == taken_back.uid
    assert again.sequence > taken_back.sequence
    assert again.status == "CONFIRMED"


@pytest.mark.parametrize("invited", [True, False])
def test_a_new_date_finds_the_meeting_where_it_stood(
    meeting: Meeting, invite: Invite, manager: Person, invited: bool
) -> None:
    if invited:
        invite(meeting, manager)
    actions.postpone(meeting, actor="Olga")
    back = actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    assert back.state == (State.INVITED if invited else State.PLANNED)


def test_no_step_outside_the_lifecycle(meeting: Meeting) -> None:
    with pytest.raises(ValueError, match="planned cannot become held"):
        meeting.become(State.HELD)


def test_a_deputy_is_released_when_the_date_moves(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(
        invitation, Reply.DEPUTY, source=Source.LINK, deputy_name="Dana", deputy_email="d@k.example"
    )
    actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    mail = last_mail("d@k.example")
    assert "findet nicht am Mi., 17. März 2027" in told("d@k.example")
    assert "METHOD:CANCEL" in mail.calendar
    invitation.refresh_from_db()
    assert (invitation.deputy_name, invitation.deputy_email) == ("", "")


def test_collected_changes_are_told_by_the_new_date_and_not_once_more(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    edit(meeting, venue="Bürgerhaus")
    actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    clock.shift(61)
    assert run_jobs() == 0
    assert "Bürgerhaus" in last_mail(invitation.email).text


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"starts_at": berlin(1, 4, 10)}, "Vergangenheit"),
        ({"starts_at": berlin(4, 4, 10), "answer_by": berlin(2, 1, 8)}, "neue Antwortfrist"),
        ({"starts_at": berlin(4, 4, 10), "ends_at": berlin(4, 4, 9)}, "Ende liegt vor"),
        ({"starts_at": berlin(4, 4, 10), "answer_by": berlin(4, 5)}, "Antwortfrist endet erst"),
    ],
)
def test_impossible_dates_are_refused(
    meeting: Meeting, dates: dict[str, object], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        actions.postpone(meeting, **dates, actor="Olga")  # type: ignore[arg-type]
    assert Meeting.objects.get().starts_at == berlin(3, 17, 10)


# Cancelling and holding


def test_cancelling_takes_the_entry_back_from_everyone_with_the_reason(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    coming, silent = invite(meeting, manager, neighbour)
    actions.answer(
        coming, Reply.DEPUTY, source=Source.LINK, deputy_name="Dana", deputy_email="d@k.example"
    )
    for _ in range(2):
        cancelled = actions.cancel(meeting, reason="Zu wenige Zusagen.", actor="Olga")
    assert (cancelled.state, cancelled.sequence) == (State.CANCELLED, 1)
    for address in (coming.email, silent.email, "d@k.example"):
        assert purposes_to(address).count("cancellation") == 1
        mail = last_mail(address)
        assert "Zu wenige Zusagen." in mail.text
        assert "METHOD:CANCEL" in mail.calendar
        assert entry(mail.calendar).sequence == 1


def test_what_is_cancelled_stays_so(meeting: Meeting) -> None:
    actions.cancel(meeting, reason="", actor="Olga")
    with pytest.raises(Refused, match="abgesagt"):
        edit(meeting, title="Anders")
    with pytest.raises(Refused, match="abgesagt"):
        actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    with pytest.raises(Refused, match="eingeladen"):
        actions.hold(meeting, actor="Olga")
    assert Mail.objects.count() == 0


def test_a_meeting_was_held_only_after_it_began(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    with pytest.raises(Refused, match="eingeladen"):
        actions.hold(meeting, actor="Olga")
    invite(meeting, manager)
    with pytest.raises(Refused, match="noch nicht begonnen"):
        actions.hold(meeting, actor="Olga")
    clock.move_to(berlin(3, 17, 14))
    for _ in range(2):
        held = actions.hold(meeting, actor="Olga")
    assert held.state == State.HELD
    assert verbs().count("hold") == 1
    with pytest.raises(Refused, match="stattgefunden"):
        actions.cancel(meeting, reason="", actor="Olga")


def test_what_is_said_is_the_time_on_the_wall_in_germany(make_meeting: MakeMeeting) -> None:
    winter = make_meeting()
    summer = make_meeting(
        starts_at=berlin(3, 28, 10).astimezone(UTC),
        ends_at=berlin(3, 29, 1).astimezone(UTC),
        answer_by=berlin(3, 27, 12).astimezone(UTC),
    )
    assert winter.when == "Mi., 17. März 2027, 10:00–14:00 Uhr"
    assert summer.when == "So., 28. März 2027, 10:00 Uhr bis Mo., 29. März 2027, 01:00 Uhr"
    assert (winter.deadline, summer.deadline) == (
        "Mi., 10. März 2027",
        "Sa., 27. März 2027, 12:00 Uhr",
    )
