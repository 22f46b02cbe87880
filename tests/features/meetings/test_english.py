"""A meeting's whole life for people who read English: nothing falls back to German."""

from datetime import timedelta

import time_machine
from django.utils.translation import override

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.features.meetings.wording import say_deadline, say_when
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import Preview, preview_mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    berlin,
    entry,
    last_mail,
    run_jobs,
    told,
)
from tests.harness.german import left_in_german, written_by_people

ENGLISH = {
    "title": "Spring meeting",
    "description": "Heat planning in small towns.",
    "venue": "Town hall",
    "address": "1 Market Square",
    "directions": "Ten minutes on foot.",
}


def answer(invitation: Invitation, reply: Reply, **details: str) -> None:
    actions.answer(invitation, reply, source=Source.LINK, **details)


def live_through(
    meeting: Meeting, first: Invitation, second: Invitation, clock: time_machine.Traveller
) -> None:
    """Answers of each kind, a waiting list, a deputy, changes, a move, and the end of it all."""
    answer(first, Reply.ON_SITE)
    answer(second, Reply.ON_SITE)
    answer(first, Reply.DEPUTY, deputy_name="Dana", deputy_email="dana@k.example")
    answer(first, Reply.DECLINED)
    answer(first, Reply.ONLINE)
    clock.shift(timedelta(hours=2))
    edited = Meeting.objects.get(pk=meeting.pk)
    edited.venue, edited.answer_by = "Library", berlin(3, 9, 12)
    actions.change(edited, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    actions.postpone(
        meeting, starts_at=berlin(4, 14, 10), ends_at=berlin(4, 14, 14),
        answer_by=berlin(4, 7, 23, 59), reason="The hall is taken.", actor="Olga",
    )  # fmt: skip
    clock.move_to(berlin(4, 1, 9))
    run_jobs()
    answer(second, Reply.ON_SITE)
    clock.move_to(berlin(4, 13, 9))
    run_jobs()
    actions.withdraw_invitation(first, actor="Olga")
    actions.cancel(meeting, reason="Storm.", actor="Olga")


def in_german(mail: Preview, written: list[str]) -> list[str]:
    said = f"<p>{mail.subject}</p>{mail.html}"
    if mail.calendar:
        event = entry(mail.calendar)
        said += f"<p>{event.title}</p><p>{event.location}</p><p>{event.description}</p>"
    return list(left_in_german(said, written))


def test_every_mail_of_a_meeting_is_in_english(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    ilmenau: Authority,
    clock: time_machine.Traveller,
) -> None:
    Person.objects.update(language="en")
    manager.refresh_from_db()
    neighbour.refresh_from_db()
    meeting = make_meeting(**ENGLISH, seats=1, mode=Mode.BOTH, host=ilmenau)
    first, second = invite(meeting, manager, neighbour)
    live_through(meeting, first, second, clock)
    written = written_by_people()
    mails = list(Mail.objects.select_related("letter").order_by("pk"))
    german = [
        f"{mail.letter.purpose}: {piece}"
        for mail in mails
        for piece in in_german(preview_mail(mail), written)
    ]
    assert not german, "\n".join(german)
    purposes = {mail.letter.purpose.removeprefix("meetings.") for mail in mails}
    assert purposes >= {
        "invitation", "confirmation", "seat_freed", "deputy_asked", "deputy_released", "update",
        "moved", "reminder", "eve", "withdrawal", "cancellation",
    }  # fmt: skip


def test_the_invitation_reads_well_in_english(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    manager.language = "en"
    invite(make_meeting(**ENGLISH), manager)
    mail = last_mail(manager.email)
    assert mail.subject == "Invitation: Spring meeting on Wed, 17 March 2027"
    assert told(manager.email).startswith(
        "Dear Mika Managerin, Please let us know by Wed, 10 March 2027 whether you will take part"
    )
    assert "Wed, 17 March 2027, 10:00–14:00" in mail.text
    assert "o'clock" not in mail.text


def test_days_and_hours_are_said_in_each_language() -> None:
    starts, ends = berlin(3, 17, 10), berlin(3, 17, 14)
    with override("de"):
        assert say_when(starts, ends) == "Mi., 17. März 2027, 10:00–14:00 Uhr"
        assert say_deadline(starts) == "Mi., 17. März 2027, 10:00 Uhr"
    with override("en"):
        assert say_when(starts, ends) == "Wed, 17 March 2027, 10:00–14:00"
        assert say_deadline(starts) == "Wed, 17 March 2027, 10:00"
