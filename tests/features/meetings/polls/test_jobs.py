"""What happens by itself: one reminder, one result, and forgetting whom nobody needs to know."""

from datetime import date, timedelta

import time_machine

from klimanetz.core.custody import NOBODY, registered_custodies
from klimanetz.core.farewell import registered_farewells
from klimanetz.features.meetings.deadlines import list_deadlines
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.models import DatePoll, PollVoter
from klimanetz.mail.models import Mail, MailWish, Manner, Pace
from klimanetz.people.models import Person
from tests.features.meetings.conftest import berlin, mails_to, purposes_to, run_jobs, told
from tests.features.meetings.polls.conftest import IF_NEED_BE, NO, SPANS, YES, Ask, MakePoll, say


def choose(poll: DatePoll) -> Meeting:
    outline = Meeting(title=poll.title, mode=poll.mode, answer_by=berlin(3, 5))
    return actions.choose(poll.dates.all()[1], outline, actor="Olga")


def names(poll: DatePoll) -> set[str]:
    return set(poll.voters.values_list("name", flat=True))


# Reminding


def test_three_days_before_the_deadline_those_without_answer_are_reminded_once(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, manager: Person, guest: Person
) -> None:
    one, _two = ask(poll, manager, guest)
    say(one, YES)
    clock.move_to(berlin(2, 12))
    assert run_jobs() == 0
    clock.move_to(berlin(2, 13, 8))
    assert run_jobs() == 1
    assert run_jobs() == 0
    clock.move_to(berlin(2, 15, 8))
    assert run_jobs() == 0
    assert purposes_to(guest.email) == ["polls.question", "polls.question"]
    assert purposes_to(manager.email) == ["polls.question"]


def test_who_was_asked_yesterday_is_left_alone_until_tomorrow(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, guest: Person, manager: Person
) -> None:
    ask(poll, manager)
    clock.move_to(berlin(2, 13, 8))
    ask(poll, guest)
    assert run_jobs() == 1
    assert purposes_to(guest.email) == ["polls.question"]
    clock.move_to(berlin(2, 14, 9))
    assert run_jobs() == 1
    assert purposes_to(guest.email) == ["polls.question"] * 2


def test_a_late_worker_reminds_nobody_who_cannot_answer_any_more(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, guest: Person
) -> None:
    ask(poll, guest)
    clock.move_to(berlin(2, 16))
    run_jobs()
    assert purposes_to(guest.email) == ["polls.question"]


# The result


def test_when_the_deadline_is_over_the_organisers_hear_what_suits_best(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, organiser: Person, guest: Person
) -> None:
    one, _two = ask(poll, guest, "Anna")
    say(one, NO, YES, IF_NEED_BE)
    clock.move_to(berlin(2, 16))
    assert run_jobs() == 1
    assert run_jobs() == 0
    assert purposes_to(organiser.email) == ["polls.result"]
    text = told(organiser.email)
    assert text.startswith(
        "Guten Tag Olga Organisatorin, bitte wählen Sie jetzt den Termin für „Frühjahrstreffen“: "
        "Die Frist der Umfrage ist vorbei, 1 von 2 haben geantwortet."
    )
    assert "Am besten passt Mi., 17. März 2027, 10:00–14:00 Uhr: für 1 von 1." in text
    assert f"/verwaltung/terminumfragen/{poll.pk}/" in text


def test_a_later_deadline_has_a_result_of_its_own(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, organiser: Person
) -> None:
    ask(poll, "Anna")
    clock.move_to(berlin(2, 16))
    run_jobs()
    actions.extend(poll, berlin(2, 20), actor="Olga")
    assert run_jobs() == 0
    clock.move_to(berlin(2, 21))
    run_jobs()
    assert purposes_to(organiser.email) == ["polls.result"] * 2


def test_a_settled_poll_has_no_result_to_tell(
    poll: DatePoll,
    make_poll: MakePoll,
    ask: Ask,
    clock: time_machine.Traveller,
    organiser: Person,
) -> None:
    ask(poll, "Anna")
    choose(poll)
    make_poll(title="Entwurf")
    clock.move_to(berlin(2, 16))
    run_jobs()
    assert purposes_to(organiser.email) == []


# Forgetting


def test_strangers_are_forgotten_thirty_days_after_the_decision_unless_invited(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, manager: Person
) -> None:
    one, two, _three = ask(poll, "Anna", "Bert", manager)
    say(one, YES, comment="Gern!")
    say(two, NO)
    choose(poll)
    actions.invite_asked(poll, without=[one.pk], actor="Olga")
    clock.move_to(berlin(3, 2))
    run_jobs()
    assert names(poll) == {"Anna", "Bert", "Mika Managerin"}
    clock.move_to(berlin(3, 4))
    assert run_jobs() >= 1
    assert names(poll) == {NOBODY, "Bert", "Mika Managerin"}
    gone = PollVoter.objects.get(pk=one.pk)
    assert (gone.comment, gone.organisation) == ("", "")
    assert gone.token != one.token
    assert gone.votes.get().choice == YES  # for how many a date suited stays
    assert not Mail.objects.filter(address="anna@gast.example").exists()
    Invitation.objects.filter(email="bert@gast.example").update(email="x@erased.invalid")
    run_jobs()
    assert names(poll) == {NOBODY, "Mika Managerin"}


def test_a_poll_that_nobody_settled_forgets_after_its_last_date(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller
) -> None:
    ask(poll, "Anna")
    clock.move_to(berlin(4, 20))
    run_jobs()
    assert names(poll) == {"Anna"}
    clock.move_to(berlin(4, 25))
    run_jobs()
    assert names(poll) == {NOBODY}


def test_a_stranger_who_is_asked_elsewhere_keeps_their_mails(
    poll: DatePoll, make_poll: MakePoll, ask: Ask, clock: time_machine.Traveller
) -> None:
    ask(poll, "Anna")
    actions.close(poll, "", actor="Olga")
    clock.move_to(berlin(2, 20))
    ask(make_poll(title="Anderes", answer_by=berlin(3, 10)), "Anna")
    clock.move_to(berlin(3, 5))
    run_jobs()
    assert names(poll) == {NOBODY}
    assert Mail.objects.filter(address="anna@gast.example").exists()


# What is kept about a person


def custody() -> object:
    return next(one for one in registered_custodies() if str(one.label) == "Terminumfragen")


def test_people_learn_what_is_kept_also_from_the_time_they_were_guests(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES, NO, attends="online", comment="Gern!")
    PollVoter.objects.update(person=None, email=manager.email.upper())
    (record,) = list(custody().collect(manager))  # type: ignore[attr-defined]
    assert record["Terminumfrage"] == "Frühjahrstreffen"
    assert record["Antwort"] == (
        "Di., 16. März 2027, 10:00–14:00 Uhr: ja\nMi., 17. März 2027, 10:00–14:00 Uhr: nein"
    )
    assert record["Bemerkung"] == "Gern!"


def test_who_is_erased_is_nobody_and_their_votes_still_count(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES, comment="Gern!")
    assert custody().erase(manager) == 1  # type: ignore[attr-defined]
    assert custody().erase(manager) == 0  # type: ignore[attr-defined]
    gone = PollVoter.objects.get()
    assert (gone.name, gone.person, gone.comment) == (NOBODY, None, "")
    assert gone.email.endswith("@erased.invalid")
    assert gone.votes.count() == 1


def test_nobody_writes_to_who_is_erased(
    poll: DatePoll, ask: Ask, clock: time_machine.Traveller, manager: Person
) -> None:
    ask(poll, manager)
    custody().erase(manager)  # type: ignore[attr-defined]
    before = Mail.objects.count()
    clock.move_to(berlin(2, 13, 8))
    assert run_jobs() == 0
    actions.close(poll, "", actor="Olga")
    assert Mail.objects.count() == before


def test_who_leaves_is_taken_out_of_open_polls(
    poll: DatePoll, make_poll: MakePoll, ask: Ask, manager: Person
) -> None:
    ask(poll, manager, "Anna")
    decided = make_poll(title="Entschieden")
    ask(decided, manager, "Bert")
    choose(decided)
    invited = make_poll(title="Eingeladen", spans=SPANS[1:])
    ask(invited, manager)
    choose(invited)
    actions.invite_asked(invited, actor="Olga")
    for farewell in registered_farewells():
        if farewell.__module__.endswith("polls.farewell"):
            farewell(manager, "Olga")
            farewell(manager, "Olga")
    assert names(poll) == {"Anna"}
    assert names(decided) == {"Bert"}  # who is still to be invited
    assert names(invited) == {"Mika Managerin"}


def test_a_reminder_is_news_that_one_can_do_without(
    poll: DatePoll, ask: Ask, manager: Person, clock: time_machine.Traveller
) -> None:
    MailWish.objects.create(address=manager.email, pace=Pace.ASKED_ONLY)
    ask(poll, manager, "Gabi")
    clock.shift(timedelta(days=2))
    actions.remind(poll, actor="Olga")
    assert len(mails_to(manager.email)) == 1
    asked, again = mails_to("gabi@gast.example")
    assert (asked.letter.manner, again.letter.manner) == (Manner.PACED, Manner.NEWS)


def test_who_chose_the_mail_of_the_day_is_not_asked_about_a_poll_that_ended(
    poll: DatePoll, ask: Ask, manager: Person, clock: time_machine.Traveller
) -> None:
    MailWish.objects.create(address=manager.email, pace=Pace.DAILY)
    ask(poll, manager)
    clock.shift(timedelta(days=2))
    actions.remind(poll, actor="Olga")
    actions.close(poll, "", actor="Olga")
    assert purposes_to(manager.email) == ["polls.question", "polls.no_date"]


def test_the_deadline_stands_in_ones_own_calendar(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    (deadline,) = list_deadlines(manager)
    assert (deadline.day, deadline.path) == (date(2027, 2, 15), voter.get_absolute_url())
    assert deadline.title == "Antworten: Frühjahrstreffen, welcher Termin passt?"
    say(voter, YES)
    assert not list_deadlines(manager)
