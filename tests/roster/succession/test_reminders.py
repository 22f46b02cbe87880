"""Twelve, nine and six months before an end: each reminder once, late ones not three at once."""

from datetime import date, timedelta

import pytest
import time_machine

from klimanetz.core.jobs import A_FEW, registered_jobs
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Position
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.jobs import remind_of_ends
from klimanetz.roster.succession.models import FollowUp, Reminder
from klimanetz.roster.succession.terms import due_step, months_left
from tests.factories import make_manager

pytestmark = pytest.mark.django_db
ENDS = date(2027, 8, 31)


@pytest.fixture
def ending(position: Position, organiser: Person) -> Position:
    Position.objects.filter(pk=position.pk).update(ends=ENDS)
    position.refresh_from_db()
    return position


def on(day: date) -> int:
    with time_machine.travel(day):
        return remind_of_ends()


def test_the_worker_knows_it() -> None:
    assert remind_of_ends in registered_jobs()


def test_holder_and_organisers_three_times(ending: Position, manager: Person) -> None:
    days = [ENDS - timedelta(days=number) for number in range(400, -10, -1)]
    assert sum(on(day) for day in days) == 3
    assert list(Reminder.objects.values_list("months", flat=True)) == [12, 9, 6]
    addresses = sorted(Mail.objects.values_list("address", flat=True))
    assert addresses == sorted([manager.email, "olga@agentur.example"] * 3)


def test_on_the_very_days(ending: Position) -> None:
    for day, sent in (
        (date(2026, 8, 30), 0),
        (date(2026, 8, 31), 1),
        (date(2026, 8, 31), 0),
        (date(2026, 11, 29), 0),
        (date(2026, 11, 30), 1),
        (date(2027, 2, 27), 0),
        (date(2027, 2, 28), 1),
        (date(2027, 8, 31), 0),
    ):
        assert on(day) == sent, day


def test_late_worker_sends_only_the_nearest(ending: Position) -> None:
    assert on(date(2027, 3, 15)) == 1
    assert [one.months for one in Reminder.objects.all()] == [6]
    assert on(date(2027, 3, 16)) == 0


def test_new_end_has_its_own(ending: Position) -> None:
    on(date(2026, 9, 1))
    Position.objects.update(ends=date(2027, 9, 30))
    assert on(date(2026, 10, 1)) == 1
    assert Reminder.objects.filter(months=12).count() == 2


def test_grant_that_ends_first_is_what_counts(ending: Position) -> None:
    FundingPeriod.objects.create(position=ending, programme="A", ends=date(2027, 2, 28))
    assert on(date(2026, 3, 1)) == 1
    assert Reminder.objects.get().term_end == date(2027, 2, 28)


@pytest.mark.parametrize("decision", ["applied", "permanent", "ends"])
def test_who_decided_is_left_in_peace(ending: Position, decision: str) -> None:
    follow_up = FollowUp.objects.create(position=ending, term_end=ENDS, decision=decision)
    assert on(date(2027, 3, 1)) == 0
    follow_up.decision = "open"
    follow_up.save()
    assert on(date(2027, 3, 1)) == 1


def test_nobody_is_reminded_of_what_has_ended(ending: Position) -> None:
    Position.objects.update(state="ended")
    assert on(date(2027, 3, 1)) == 0


def test_vacant_position_reminds_the_organisers(ending: Position) -> None:
    Holding.objects.update(ends=date(2026, 1, 31))
    Position.objects.update(state="vacant")
    assert on(date(2027, 3, 1)) == 1
    mail = Mail.objects.get()
    assert mail.address == "olga@agentur.example"
    assert "zurzeit unbesetzt" in mail.letter.text


def test_two_positions_of_one_person_are_two_mails(
    ending: Position, manager: Person, arnstadt: Authority
) -> None:
    second = Position.objects.create(authority=arnstadt, ends=ENDS)
    Holding.objects.create(position=second, person=manager)
    assert on(date(2027, 3, 1)) == 2
    assert Mail.objects.filter(address=manager.email).count() == 2


def test_another_worker_was_quicker(ending: Position) -> None:
    with time_machine.travel(date(2027, 3, 1)):
        assert [actions.remind(ending), actions.remind(ending)] == [1, 0]
        assert [actions.tell_organisers(), actions.tell_organisers()] == [1, 0]
    assert Mail.objects.count() == 2


def test_a_list_read_in_on_one_day_is_one_mail_for_organisers(
    ending: Position, arnstadt: Authority
) -> None:
    for _ in range(55):
        Position.objects.create(authority=arnstadt, ends=ENDS, state="vacant")
    assert [on(date(2027, 3, 1)) for _ in range(4)] == [A_FEW, A_FEW, 56 - 2 * A_FEW, 0]
    letter = Mail.objects.get(address="olga@agentur.example").letter
    assert letter.subject == "56 Stellen laufen aus, die nächste am 31. August 2027"
    assert letter.html.count("Arnstadt</a>, Klimaschutzmanagement: 31. August 2027") == 50
    assert "und 6 weitere" in letter.text


def test_mail_says_what_is_next_and_leads_there(ending: Position, manager: Person) -> None:
    on(date(2027, 3, 1))
    letter = Mail.objects.get(address=manager.email).letter
    assert letter.subject == "Ihre Stelle läuft am 31. August 2027 aus: Wie geht es weiter?"
    assert "Beschluss des Rates oder Kreistags: fällig seit 30. November 2026" in letter.text
    assert f"/ich/stelle/{ending.pk}/" in letter.text
    theirs = Mail.objects.exclude(address=manager.email).get().letter
    assert "Ilmenau: Stelle läuft am 31. August 2027 aus" in theirs.subject
    assert "Klimaschutzmanagement: 31. August 2027 (Mika Managerin)" in theirs.text
    assert f"/verwaltung/stellen/{ending.pk}/anschluss/" in theirs.text


def test_each_in_their_language(ending: Position, manager: Person, ilmenau: Authority) -> None:
    colleague = make_manager("Cole", "League", ilmenau)
    Holding.objects.filter(person=colleague).update(position=ending)
    Person.objects.filter(pk=colleague.pk).update(language="en")
    on(date(2027, 3, 1))
    assert "expires" in Mail.objects.get(address=colleague.email).letter.subject
    assert "läuft" in Mail.objects.get(address=manager.email).letter.subject


def test_whole_months_left() -> None:
    assert months_left(date(2026, 11, 30), date(2026, 3, 30)) == 8
    assert months_left(date(2026, 11, 29), date(2026, 3, 30)) == 7
    assert months_left(date(2026, 3, 1), date(2026, 3, 30)) == 0
    assert due_step(date(2026, 3, 1), date(2026, 3, 30)) is None
