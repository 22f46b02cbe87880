"""What becomes of a reply: which answer it is, and what an organiser has to look at."""

from datetime import timedelta

import pytest
import time_machine

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Answer as Given
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.features.meetings.replies.models import CalendarReply, Why, Word
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    berlin,
    last_mail,
    purposes_to,
    told,
)
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import (
    DECLINED,
    TENTATIVE,
    Answering,
    calendar,
    event,
    exchange,
    head,
    multipart,
    part,
    thunderbird,
)


def waiting() -> CalendarReply:
    return CalendarReply.objects.get()


@pytest.mark.parametrize(
    ("facts", "reply"),
    [
        ({"mode": Mode.ON_SITE}, Reply.ON_SITE),
        ({"mode": Mode.ONLINE}, Reply.ONLINE),
        ({"mode": Mode.BOTH}, Reply.ON_SITE),
        ({"mode": Mode.BOTH, "seats": 1}, Reply.ONLINE),
        ({"mode": Mode.ON_SITE, "seats": 1}, Reply.WAITING),
    ],
)
def test_accepting_means_what_the_meeting_offers(
    make_meeting: MakeMeeting, invite: Invite, facts: dict[str, object], reply: Reply
) -> None:
    """The one seat is taken, where there are seats."""
    meeting = make_meeting(**facts)
    first, second = invite(meeting, "Nele", "Mika")
    if "seats" in facts:
        actions.answer(first, Reply.ON_SITE, source=Source.LINK)
    assert read(thunderbird(Answering.of(second)))
    assert fresh(second).reply == reply


@pytest.mark.parametrize("reply", [Reply.ONLINE, Reply.ON_SITE])
def test_who_said_how_they_come_stays_with_it(
    invitation: Invitation, answering: Answer, reply: Reply
) -> None:
    """Their calendar says it once more, as it does when the entry is updated."""
    actions.answer(invitation, reply, source=Source.LINK)
    assert read(thunderbird(answering()))
    assert fresh(invitation).reply == reply
    assert Given.objects.count() == 1
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]


def test_who_waits_for_a_seat_keeps_the_place_in_line(
    make_meeting: MakeMeeting, invite: Invite
) -> None:
    first, second = invite(make_meeting(seats=1), "Nele", "Mika")
    for one in (first, second):
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    since = fresh(second).waiting_since
    assert read(thunderbird(Answering.of(second)))
    assert (fresh(second).reply, fresh(second).waiting_since) == (Reply.WAITING, since)


def test_where_everything_is_taken_one_waits_online(
    make_meeting: MakeMeeting, invite: Invite
) -> None:
    taken = (Reply.ON_SITE, Reply.ONLINE)
    *others, mika = invite(make_meeting(seats=1, online_seats=1), "Nele", "Olaf", "Mika")
    for one, reply in zip(others, taken, strict=True):
        actions.answer(one, reply, source=Source.LINK)
    for number in range(2):
        assert read(thunderbird(Answering.of(mika, number=number)))
        assert fresh(mika).reply == Reply.WAITING_ONLINE


def test_a_change_of_mind_passes_the_seat_on(make_meeting: MakeMeeting, invite: Invite) -> None:
    first, second = invite(make_meeting(mode=Mode.ON_SITE, seats=1), "Nele", "Mika")
    assert read(thunderbird(Answering.of(first)))
    assert read(thunderbird(Answering.of(second)))
    assert fresh(second).reply == Reply.WAITING
    assert read(thunderbird(Answering.of(first, word=DECLINED, number=2)))
    assert fresh(second).reply == Reply.ON_SITE


def test_perhaps_takes_no_answer_back(invitation: Invitation, answering: Answer) -> None:
    actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    assert read(thunderbird(answering(word=TENTATIVE)))
    assert fresh(invitation).reply == Reply.ON_SITE
    assert waiting().why == Why.TENTATIVE


def test_whoever_decides_after_perhaps_waits_for_nobody(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    assert read(thunderbird(answering(word=TENTATIVE)))
    assert CalendarReply.objects.waiting().count() == 1
    clock.shift(timedelta(hours=1))
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    assert CalendarReply.objects.waiting().count() == 0


@pytest.mark.parametrize("over", [True, False])
def test_perhaps_is_nothing_to_look_at_once_there_is_nothing_to_come_to(
    meeting: Meeting, answering: Answer, clock: time_machine.Traveller, over: bool
) -> None:
    """A comment still is: somebody wrote it to be read."""
    assert read(thunderbird(answering(word=TENTATIVE)))
    said = answering(word=shapes.ACCEPTED, comment="Ich bringe Zahlen mit.", number=2)
    assert read(thunderbird(said))
    CalendarReply.objects.filter(why=Why.TENTATIVE).update(invitation=None)
    assert CalendarReply.objects.waiting().count() == 2
    if over:
        clock.move_to(meeting.ends_at + timedelta(minutes=1))
    else:
        actions.cancel(meeting, reason="", actor="Olga")
    assert [one.why for one in CalendarReply.objects.waiting()] == [Why.COMMENT]


def counter(one: Answering) -> bytes:
    said = calendar(
        event(one, f"ORGANIZER:{one.organiser}", f"COMMENT:{one.comment}", shapes.attendee(one)),
        method="COUNTER",
    )
    return head(one).encode() + part("text/calendar; method=COUNTER", said.encode(), "8bit")


def test_another_time_is_proposed_to_organisers(invitation: Invitation, answering: Answer) -> None:
    later = {"starts_at": berlin(3, 18, 9), "ends_at": berlin(3, 18, 12)}
    assert read(counter(answering(comment="Donnerstag?", word=TENTATIVE).but(**later)))
    assert fresh(invitation).reply == Reply.OPEN
    assert (waiting().why, waiting().comment) == (Why.COUNTER, "Donnerstag?")
    assert waiting().proposed == "Do., 18. März 2027, 09:00–12:00 Uhr"


def test_outlook_proposes_another_time_in_its_own_way(
    invitation: Invitation, answering: Answer
) -> None:
    one = answering(word=TENTATIVE).but(starts_at=berlin(3, 18, 9), ends_at=berlin(3, 18, 12))
    packed = shapes.tnef(one, proposes=True)
    assert read(head(one).encode() + part("application/ms-tnef", packed, "binary"))
    assert (waiting().why, waiting().proposed_start) == (Why.COUNTER, berlin(3, 18, 9))


def delegated(one: Answering, *, named: bool = True) -> bytes:
    other = 'ATTENDEE;CN="Jana Böhm";PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:%s"'
    said = calendar(
        event(one, f"ORGANIZER:{one.organiser}",
              'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:jana@ilmenau.example"'
              f":mailto:{one.address}",
              f"{other % one.address}:mailto:jana@ilmenau.example" if named else ""),
    )  # fmt: skip
    return head(one).encode() + part("text/calendar; method=REPLY", said.encode(), "8bit")


def test_who_sends_somebody_else_is_taken_at_their_word(
    invitation: Invitation, answering: Answer
) -> None:
    assert read(delegated(answering()))
    answered = fresh(invitation)
    assert (answered.reply, answered.deputy_name) == (Reply.DEPUTY, "Jana Böhm")
    assert purposes_to("jana@ilmenau.example") == ["deputy_asked"]


def test_a_deputy_without_a_name_is_called_by_the_address(
    invitation: Invitation, answering: Answer
) -> None:
    assert read(delegated(answering(), named=False))
    assert fresh(invitation).deputy_name == "jana@ilmenau.example"


def deputised(invitation: Invitation) -> None:
    actions.answer(
        invitation,
        Reply.DEPUTY,
        source=Source.LINK,
        deputy_name="Jana Böhm",
        deputy_email="jana@ilmenau.example",
    )


@pytest.mark.parametrize(("word", "waits"), [(shapes.ACCEPTED, 0), (DECLINED, 1)])
def test_a_deputy_answers_for_themselves_alone(
    own_addresses: None, invitation: Invitation, word: str, waits: int
) -> None:
    deputised(invitation)
    asked = Answering.of(invitation).but(
        address="jana@ilmenau.example", name="Jana Böhm", word=word, original=""
    )
    assert "+" not in last_mail("jana@ilmenau.example").calendar.partition("ORGANIZER")[2][:80]
    assert read(exchange(asked))
    assert fresh(invitation).reply == Reply.DEPUTY
    assert CalendarReply.objects.filter(why=Why.DEPUTY).count() == waits


def test_who_sends_a_deputy_and_accepts_is_asked_about(
    invitation: Invitation, answering: Answer
) -> None:
    answer = answering()
    deputised(invitation)
    assert read(thunderbird(answer))
    assert fresh(invitation).reply == Reply.DEPUTY
    assert waiting().why == Why.DEPUTISED


def test_after_the_deadline_an_acceptance_waits_and_its_sender_is_told(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 11, 9))
    assert read(thunderbird(answering()))
    assert read(thunderbird(answering(comment="Wirklich!", number=2)))
    assert fresh(invitation).reply == Reply.OPEN
    assert {one.why for one in CalendarReply.objects.all()} == {Why.LATE}
    assert purposes_to(invitation.email) == ["invitation", "not_counted"]
    assert "bitte rechnen Sie noch nicht mit Ihrem Platz" in told(invitation.email)


def test_a_late_decline_reaches_the_organisers_alone(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 11, 9))
    assert read(thunderbird(answering(word=DECLINED)))
    assert waiting().why == Why.LATE
    assert purposes_to(invitation.email) == ["invitation"]


def test_nobody_answers_what_is_called_off(
    invitation: Invitation, answering: Answer, meeting: Meeting
) -> None:
    answer = answering()
    actions.cancel(meeting, reason="Sturm", actor="Olga")
    assert read(thunderbird(answer))
    assert (waiting().why, fresh(invitation).reply) == (Why.CLOSED, Reply.OPEN)


def test_nobody_answers_an_invitation_that_was_taken_back(
    invitation: Invitation, answering: Answer
) -> None:
    answer = answering()
    actions.withdraw_invitation(invitation, actor="Olga")
    assert read(thunderbird(answer))
    assert waiting().why == Why.WITHDRAWN


def test_an_older_version_of_the_same_date_still_counts(
    invitation: Invitation, answering: Answer, meeting: Meeting
) -> None:
    """Only the room changed since."""
    answer = answering()
    Meeting.objects.filter(pk=meeting.pk).update(sequence=3, venue="Bürgerhaus")
    assert read(thunderbird(answer))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_a_newer_answer_is_not_overwritten(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    """The mail was on its way for an hour; meanwhile Mika answered by the link."""
    answer = answering(word=DECLINED, at=berlin(2, 1, 9))
    clock.shift(timedelta(hours=1))
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    assert read(thunderbird(answer))
    assert fresh(invitation).reply == Reply.ONLINE
    assert waiting().why == Why.OVERTAKEN


def test_a_seat_given_meanwhile_is_no_newer_answer(
    make_meeting: MakeMeeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    first, second = invite(make_meeting(seats=1), "Nele", "Mika")
    for one in (first, second):
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    decline = Answering.of(second, word=DECLINED, at=berlin(2, 1, 9, 30))
    clock.shift(timedelta(hours=1))
    actions.answer(first, Reply.DECLINED, source=Source.LINK)
    assert fresh(second).reply == Reply.ON_SITE
    assert read(thunderbird(decline))
    assert fresh(second).reply == Reply.DECLINED


def test_a_clock_that_is_ahead_does_not_win(
    invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    assert read(thunderbird(answering(at=berlin(2, 2, 9))))
    clock.shift(timedelta(minutes=5))
    assert read(thunderbird(answering(word=DECLINED, at=berlin(2, 1, 9, 5), number=2)))
    assert fresh(invitation).reply == Reply.DECLINED


def test_a_long_comment_is_shortened_in_the_answer_and_kept_to_be_read(
    invitation: Invitation, answering: Answer
) -> None:
    said = "Sehr gern. " * 100
    assert read(thunderbird(answering(comment=said)))
    assert len(Given.objects.get().note) == 500
    assert waiting().comment == said.strip()


def test_a_machine_that_answers_for_somebody_away_is_no_answer(
    invitation: Invitation, answering: Answer
) -> None:
    content = thunderbird(answering())
    assert read(content.replace(b"MIME-Version", b"Auto-Submitted: auto-replied\r\nMIME-Version"))
    assert (fresh(invitation).reply, waiting().why) == (Reply.OPEN, Why.AUTOMATIC)


def test_whoever_is_away_is_left_to_people(invitation: Invitation, answering: Answer) -> None:
    """A mail without a calendar answer, whatever it quotes."""
    quoted = calendar(event(answering()), method="REQUEST").encode()
    away = head(answering(), Auto_Submitted="auto-replied").encode()
    text = part("text/plain", b"Ich bin nicht im Haus.", "7bit")
    assert not read(away + multipart("mixed", text, part("text/calendar", quoted, "8bit")))
    assert not CalendarReply.objects.exists()


def test_answers_to_other_events_are_left_to_people(
    invitation: Invitation, answering: Answer
) -> None:
    """The operator's own calendar sends invitations from the same mailbox."""
    other = answering().but(uid="040000008200E00074C5B7101A82E008", organiser="mailto:o@a.example")
    assert not read(thunderbird(other))
    assert not read(exchange(other))
    assert not CalendarReply.objects.exists()


@pytest.mark.parametrize("method", ["REQUEST", "PUBLISH", "CANCEL", "REFRESH", ""])
def test_what_is_no_answer_is_left_to_people(
    invitation: Invitation, answering: Answer, method: str
) -> None:
    said = calendar(event(answering(), shapes.attendee(answering())), method=method).encode()
    assert not read(head(answering()).encode() + part("text/calendar", said, "8bit"))


def test_a_meeting_that_is_no_more_is_said_so(
    invitation: Invitation, answering: Answer, meeting: Meeting
) -> None:
    answer = answering()
    meeting.delete()
    assert read(thunderbird(answer))
    assert (waiting().why, waiting().meeting) == (Why.NO_MEETING, None)


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "", "VIELLEICHT"])
def test_what_says_nothing_waits(invitation: Invitation, answering: Answer, partstat: str) -> None:
    assert read(thunderbird(answering(word=partstat)))
    assert (waiting().why, waiting().word) == (Why.UNCLEAR, Word.UNCLEAR)
    assert waiting().invitation == invitation


def test_what_cannot_be_entered_waits_with_the_reason(
    invitation: Invitation, answering: Answer
) -> None:
    nobody = answering()
    said = calendar(event(nobody, f"ATTENDEE;PARTSTAT=DELEGATED:mailto:{nobody.address}"))
    assert read(head(nobody).encode() + part("text/calendar", said.encode(), "8bit"))
    assert (waiting().why, fresh(invitation).reply) == (Why.REFUSED, Reply.OPEN)
    assert "Name" in waiting().reason


def test_one_mail_may_answer_several_meetings(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    [first], [second] = (invite(make_meeting(title=title), manager) for title in ("A", "B"))
    one, two = Answering.of(first), Answering.of(second)
    one = one.but(uid=first.meeting.uid)
    said = calendar(event(one, shapes.attendee(one)), event(two, shapes.attendee(two)))
    assert read(head(one).encode() + part("text/calendar", said.encode(), "8bit"))
    assert [fresh(first).reply, fresh(second).reply] == [Reply.ON_SITE] * 2


def test_our_confirmations_make_no_calendar_answer_for_ever(
    invitation: Invitation, answering: Answer
) -> None:
    """Some programs answer each update by themselves."""
    for number in range(5):
        assert read(thunderbird(answering(number=number)))
    assert Mail.objects.count() == 2
