"""Answers, seats on site and the waiting list."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
import time_machine
from django.db import connections
from django.test import Client

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import (
    Answer,
    Invitation,
    Meeting,
    Mode,
    Reply,
    Source,
)
from klimanetz.features.meetings.tally import say_seats, tally_answers
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    as_invitee,
    berlin,
    entry,
    last_mail,
    purposes_to,
    run_jobs,
    told,
)


def say(invitation: Invitation, reply: Reply, **details: str) -> Reply:
    """Answer by the link of the mail; returns the reply that was noted."""
    return Reply(actions.answer(invitation, reply, source=Source.LINK, **details).reply)


def replies(meeting: Meeting) -> list[str]:
    """The replies in the order of the invitations."""
    rows = Invitation.objects.filter(meeting=meeting).order_by("pk")
    return list(rows.values_list("reply", flat=True))


# Answering


def test_an_answer_is_kept_with_its_time_and_source_and_confirmed(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(2, 3, 12))
    actions.answer(
        invitation, Reply.ONLINE, source=Source.ORGANISER, by="Olga", note="rief an, Zug um 9"
    )
    (given,) = invitation.answers.all()
    assert (given.reply, given.source, given.by, given.note) == (
        Reply.ONLINE, Source.ORGANISER, "Olga", "rief an, Zug um 9",
    )  # fmt: skip
    assert given.at == berlin(2, 3, 12)
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]
    assert "wie besprochen" in last_mail(invitation.email).text


def test_the_same_answer_again_changes_nothing_and_mails_nothing(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    deputy = {"deputy_name": "Dana", "deputy_email": "Dana@k.example", "deputy_mode": "online"}
    for _ in range(2):
        say(invitation, Reply.DEPUTY, **deputy)
    assert Answer.objects.count() == 1
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]
    assert purposes_to("dana@k.example") == ["deputy_asked"]


def test_a_note_to_the_same_answer_is_kept_once_without_a_mail(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    say(invitation, Reply.ONLINE)
    for _ in range(2):
        say(invitation, Reply.ONLINE, note="komme eine halbe Stunde später")
    assert Answer.objects.count() == 2
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]


def test_every_change_of_mind_is_kept_and_confirmed(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    for reply in (Reply.ON_SITE, Reply.DECLINED, Reply.ONLINE):
        assert say(invitation, reply) == reply
    history = list(invitation.answers.order_by("pk").values_list("reply", flat=True))
    assert history == [Reply.ON_SITE, Reply.DECLINED, Reply.ONLINE]
    assert purposes_to(invitation.email).count("confirmation") == 3


@pytest.mark.parametrize(
    ("mode", "reply", "details", "reason"),
    [
        (Mode.ONLINE, Reply.ON_SITE, {}, "nur online"),
        (Mode.ON_SITE, Reply.ONLINE, {}, "nur vor Ort"),
        (Mode.ONLINE, Reply.DEPUTY, {"deputy_name": "D", "deputy_mode": "on_site"}, "nur online"),
        (Mode.BOTH, Reply.DEPUTY, {"deputy_name": " "}, "Namen Ihrer Vertretung"),
        (Mode.BOTH, Reply.OPEN, {}, "wählen Sie eine Antwort"),
    ],
)
def test_what_is_not_offered_is_refused_with_the_reason(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    mode: Mode,
    reply: Reply,
    details: dict[str, str],
    reason: str,
) -> None:
    (invitation,) = invite(make_meeting(mode=mode), manager)
    with pytest.raises(Refused, match=reason):
        say(invitation, reply, **details)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("mode", "deputy_mode"),
    [(Mode.ONLINE, "online"), (Mode.ON_SITE, "on_site"), (Mode.BOTH, "on_site")],
)
def test_a_deputy_comes_as_the_meeting_has_it_unless_told_otherwise(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, mode: Mode, deputy_mode: str
) -> None:
    (invitation,) = invite(make_meeting(mode=mode), manager)
    say(invitation, Reply.DEPUTY, deputy_name=" Dana ")
    invitation.refresh_from_db()
    assert (invitation.deputy_name, invitation.deputy_mode) == ("Dana", deputy_mode)


def test_another_deputy_releases_the_first(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    say(invitation, Reply.DEPUTY, deputy_name="Dana", deputy_email="dana@k.example")
    say(invitation, Reply.DEPUTY, deputy_name="Dirk", deputy_email="dirk@k.example")
    say(invitation, Reply.ON_SITE)
    assert purposes_to("dana@k.example") == ["deputy_asked", "deputy_released"]
    assert purposes_to("dirk@k.example") == ["deputy_asked", "deputy_released"]
    taken_back = entry(last_mail("dana@k.example").calendar)
    assert (taken_back.method, taken_back.uid) == ("CANCEL", meeting.uid)
    named = invitation.answers.order_by("pk").values_list("deputy_name", flat=True)
    assert list(named) == ["Dana", "Dirk", ""]


def test_after_the_deadline_only_the_organisers_enter_answers(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 11))
    with pytest.raises(Refused, match="Frist"):
        say(invitation, Reply.ONLINE)
    actions.answer(invitation, Reply.ONLINE, source=Source.ORGANISER, by="Olga")
    assert replies(meeting) == [Reply.ONLINE]
    assert "ändern" not in last_mail(invitation.email).text


# Seats


def test_a_full_venue_puts_one_on_the_waiting_list_with_online_meanwhile(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    first, second = invite(meeting, manager, neighbour)
    assert say(first, Reply.ON_SITE) == Reply.ON_SITE
    assert say(second, Reply.ON_SITE) == Reply.WAITING
    mail = last_mail(second.email)
    assert "Sie stehen auf der Warteliste" in mail.text
    assert join_address(second) in mail.text
    assert "dafür müssen Sie Ihre Antwort nicht ändern" in told(second.email)
    assert entry(mail.calendar).partstat == "TENTATIVE"


def test_asking_for_a_seat_again_keeps_the_place_in_line(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    guest: Person,
    clock: time_machine.Traveller,
) -> None:
    meeting = make_meeting(seats=1)
    seated, first, second = invite(meeting, manager, neighbour, guest)
    for invitation in (seated, first, second, first):
        say(invitation, Reply.ON_SITE)
        clock.shift(60)
    assert say(first, Reply.WAITING) == Reply.WAITING, "a form may send back what it showed"
    assert purposes_to(first.email) == ["invitation", "confirmation"]
    say(seated, Reply.DECLINED)
    assert replies(meeting) == [Reply.DECLINED, Reply.ON_SITE, Reply.WAITING]


def test_answering_online_gives_the_place_in_line_up(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    seated, waiting = invite(meeting, manager, neighbour)
    say(seated, Reply.ON_SITE)
    say(waiting, Reply.ON_SITE)
    say(waiting, Reply.ONLINE)
    say(seated, Reply.DECLINED)
    assert replies(meeting) == [Reply.DECLINED, Reply.ONLINE]


@pytest.mark.parametrize("freed_by", ["declines", "goes online", "withdrawn", "more seats"])
def test_a_freed_seat_goes_to_the_first_in_line_by_mail(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    guest: Person,
    freed_by: str,
) -> None:
    meeting = make_meeting(seats=1)
    seated, first, second = invite(meeting, manager, neighbour, guest)
    for invitation in (seated, first, second):
        say(invitation, Reply.ON_SITE)
    match freed_by:
        case "declines":
            say(seated, Reply.DECLINED)
        case "goes online":
            say(seated, Reply.ONLINE)
        case "withdrawn":
            actions.withdraw_invitation(seated, actor="Olga")
        case "more seats":
            edited = Meeting.objects.get()
            edited.seats = 2
            actions.change(edited, actor="Olga")
    assert replies(meeting)[1:] == [Reply.ON_SITE, Reply.WAITING]
    assert purposes_to(first.email) == ["invitation", "confirmation", "seat_freed"]
    assert purposes_to(second.email) == ["invitation", "confirmation"]
    mail = last_mail(first.email)
    assert "er gehört Ihnen" in mail.text
    seen = entry(mail.calendar)
    assert (seen.partstat, seen.location) == ("ACCEPTED", "Rathaus, Am Markt 1, 98693 Ilmenau")
    assert first.answers.first().source == Source.SYSTEM  # type: ignore[union-attr]


def test_no_limit_lets_everyone_in(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    for invitation in invite(meeting, manager, neighbour):
        say(invitation, Reply.ON_SITE)
    edited = Meeting.objects.get()
    edited.seats = None
    actions.change(edited, actor="Olga")
    assert replies(meeting) == [Reply.ON_SITE, Reply.ON_SITE]


def test_fewer_seats_send_nobody_home(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> None:
    meeting = make_meeting(seats=2)
    first, second, late = invite(meeting, manager, neighbour, guest)
    say(first, Reply.ON_SITE)
    say(second, Reply.ON_SITE)
    edited = Meeting.objects.get()
    edited.seats = 1
    actions.change(edited, actor="Olga")
    assert edited.free_seats() == 0
    assert say(late, Reply.ON_SITE) == Reply.WAITING
    say(first, Reply.DECLINED)
    assert replies(meeting) == [Reply.DECLINED, Reply.ON_SITE, Reply.WAITING], "still full"


def test_a_deputy_on_site_takes_a_seat_and_one_online_takes_none(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> None:
    meeting = make_meeting(seats=1)
    online, on_site, late = invite(meeting, manager, neighbour, guest)
    say(online, Reply.DEPUTY, deputy_name="Dana", deputy_mode="online")
    say(on_site, Reply.DEPUTY, deputy_name="Dirk", deputy_mode="on_site")
    assert say(late, Reply.ON_SITE) == Reply.WAITING


def test_sending_a_deputy_keeps_the_seat(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    seated, waiting = invite(meeting, manager, neighbour)
    say(seated, Reply.ON_SITE)
    say(waiting, Reply.ON_SITE)
    assert say(seated, Reply.DEPUTY, deputy_name="Dana", deputy_mode="on_site") == Reply.DEPUTY
    assert replies(meeting) == [Reply.DEPUTY, Reply.WAITING]
    say(seated, Reply.DEPUTY, deputy_name="Dana", deputy_mode="online")
    assert replies(meeting) == [Reply.DEPUTY, Reply.ON_SITE]


def test_a_deputy_waits_for_a_seat_and_hears_when_it_comes(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    seated, deputised = invite(meeting, manager, neighbour)
    say(seated, Reply.ON_SITE)
    details = {"deputy_name": "Dana", "deputy_email": "d@k.example", "deputy_mode": "on_site"}
    assert say(deputised, Reply.DEPUTY, **details) == Reply.WAITING
    assert "Dana steht auf der Warteliste" in told(deputised.email)
    assert "alles besetzt" in told("d@k.example")
    assert say(deputised, Reply.DEPUTY, **details) == Reply.WAITING
    say(seated, Reply.DECLINED)
    assert replies(meeting) == [Reply.DECLINED, Reply.DEPUTY]
    assert "Dana kann kommen" in told(deputised.email)
    assert "Ihr Platz vor Ort ist reserviert" in told("d@k.example")
    assert purposes_to("d@k.example") == ["deputy_asked", "deputy_asked"]


def test_seats_left_over_go_to_the_line_before_anyone_new(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> None:
    meeting = make_meeting(seats=1)
    seated, waiting, new = invite(meeting, manager, neighbour, guest)
    say(seated, Reply.ON_SITE)
    say(waiting, Reply.ON_SITE)
    Meeting.objects.update(seats=2)  # by hand, past every action
    assert say(new, Reply.ON_SITE) == Reply.WAITING
    assert run_jobs() == 1
    assert run_jobs() == 0
    assert replies(meeting) == [Reply.ON_SITE, Reply.ON_SITE, Reply.WAITING]


def test_no_seat_is_given_once_the_meeting_began(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    meeting = make_meeting(seats=1)
    seated, waiting = invite(meeting, manager, neighbour)
    say(seated, Reply.ON_SITE)
    say(waiting, Reply.ON_SITE)
    clock.move_to(berlin(3, 17, 10))
    actions.answer(seated, Reply.DECLINED, source=Source.ORGANISER, by="Olga")
    run_jobs()
    assert replies(meeting) == [Reply.DECLINED, Reply.WAITING]


# At the same moment


def at_once(work: Callable[[Invitation], object], invitations: list[Invitation]) -> list[str]:
    """Everyone works at the same moment, in a thread and connection of their own.

    Returns what went wrong.
    """
    gate = threading.Barrier(len(invitations))
    failures: list[str] = []

    def run(invitation: Invitation) -> None:
        try:
            gate.wait(timeout=20)
            work(invitation)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is reported
            failures.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in invitations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return failures


def post_on_site(invitation: Invitation) -> None:
    """A real request, as the button on the page behind the link sends it."""
    response = Client().post(invitation.get_absolute_url(), {"reply": "on_site"})
    assert response.status_code == 302, response.content.decode()


@pytest.mark.parametrize(("people", "seats"), [(2, 1), (10, 1), (10, 4)])
def test_requests_for_the_last_seats_at_the_same_moment_get_no_more_than_there_are(
    shared_database: None, make_meeting: MakeMeeting, invite: Invite, people: int, seats: int
) -> None:
    meeting = make_meeting(seats=seats)
    invitations = invite(meeting, *[f"Gast{number}" for number in range(people)])
    assert at_once(post_on_site, invitations) == []
    assert Counter(replies(meeting)) == {Reply.ON_SITE: seats, Reply.WAITING: people - seats}
    assert Answer.objects.count() == people
    assert Mail.objects.filter(letter__purpose="meetings.confirmation").count() == people


def test_one_person_clicking_ten_times_at_once_answers_once(
    shared_database: None, make_meeting: MakeMeeting, invite: Invite
) -> None:
    meeting = make_meeting(seats=1)
    (invitation,) = invite(meeting, "Ina")
    assert at_once(post_on_site, [invitation] * 10) == []
    assert Answer.objects.count() == 1
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]


def test_seats_freed_at_the_same_moment_go_to_as_many_in_line(
    shared_database: None, make_meeting: MakeMeeting, invite: Invite
) -> None:
    meeting = make_meeting(seats=4)
    invitations = invite(meeting, *[f"Gast{number}" for number in range(8)])
    for invitation in invitations:
        say(invitation, Reply.ON_SITE)
    seated = invitations[:4]
    assert at_once(lambda one: say(one, Reply.DECLINED), seated) == []
    assert replies(meeting) == [Reply.DECLINED] * 4 + [Reply.ON_SITE] * 4
    assert Mail.objects.filter(letter__purpose="meetings.seat_freed").count() == 4


def test_two_organisers_inviting_at_once_invite_everyone_once(
    shared_database: None, meeting: Meeting
) -> None:
    people = [as_invitee(f"Gast{number}") for number in range(50)]
    (seed,) = [Invitation(meeting=meeting)]
    assert at_once(lambda _: actions.invite(meeting, people, actor="O"), [seed, seed]) == []
    assert Invitation.objects.count() == 50
    assert Mail.objects.count() == 50


def test_two_workers_send_a_change_and_a_reminder_once(
    shared_database: None,
    meeting: Meeting,
    invite: Invite,
    clock: time_machine.Traveller,
) -> None:
    invitations = invite(meeting, *[f"Gast{number}" for number in range(5)])
    edited = Meeting.objects.get()
    edited.venue = "Bürgerhaus"
    actions.change(edited, actor="Olga")
    clock.move_to(berlin(3, 4))
    assert at_once(lambda _: run_jobs(), invitations[:2]) == []
    for invitation in invitations:
        assert sorted(purposes_to(invitation.email)) == ["invitation", "reminder", "update"]


def test_organisers_read_who_waits_in_whose_place(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    seated, deputised = invite(meeting, manager, neighbour)
    say(seated, Reply.ON_SITE)
    say(deputised, Reply.DEPUTY, deputy_name="Dana <D>", deputy_mode="on_site")
    answers = {row.name: (row.answer, row.badge) for row in tally_answers(meeting).rows}
    said, badge = answers[neighbour.full_name]
    assert said == "Warteliste vor Ort, für Dana <D>"
    assert badge.endswith(", für Dana &lt;D&gt;")


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        (1, "Vor Ort ist der eine Platz vergeben."),
        (2, "Vor Ort ist einer von 2 Plätzen vergeben."),
    ],
)
def test_one_seat_is_counted_as_one_says_it(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, seats: int, said: str
) -> None:
    meeting = make_meeting(seats=seats)
    say(invite(meeting, manager)[0], Reply.ON_SITE)
    assert say_seats(meeting, tally_answers(meeting)) == said
