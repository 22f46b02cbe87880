"""Who is asked and reminded, when, and once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from klimanetz.core.jobs import registered_jobs
from klimanetz.core.models import AuditEntry, Network
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.confirming import actions
from klimanetz.roster.confirming.jobs import ask_members, remind_members
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.models import Holding, Membership, Position
from tests.factories import make_manager, make_person
from tests.roster.confirming.conftest import come_back, enter_long_ago, later, mails


def text_of(mail: Mail) -> str:
    sender = Sender.of(Network.objects.current())
    assert Message(mail.letter, sender).make_out(mail)
    return mail.letter.text


def test_a_year_after_joining_a_member_is_asked_once(asked: Confirmation) -> None:
    assert ask_members() == 0
    assert actions.ask(asked.person) is False  # a second worker
    [mail] = mails()
    assert mail.address == asked.person.email
    assert mail.values["url"].endswith(f"/bestaetigen/{asked.token}/")
    assert AuditEntry.objects.filter(verb="ask_confirmation").count() == 1


def test_the_mail_shows_what_is_stored_and_three_links(asked: Confirmation) -> None:
    Person.objects.update(phone="030 23125 222")
    Confirmation.objects.all().delete()
    ask_members()
    text = text_of(mails()[-1])
    for word in ("Mika Managerin", "Klimaschutzmanagement, Ilmenau", "seit 01.01.2024"):
        assert word in text
    assert "030 23125 222" in text
    for link in ("${url}", "${url}aendern/", "${url}nicht-mehr-dabei/"):
        assert link in text


def test_with_two_positions_both_are_shown(
    network: Network, manager: Person, arnstadt: Authority
) -> None:
    second = Position.objects.create(
        authority=arnstadt, kind=Role.HEAT_PLANNER, starts=date(2025, 4, 1), ends=date(2028, 3, 31)
    )
    Holding.objects.create(position=second, person=manager, starts=date(2025, 4, 1))
    Membership.objects.create(person=manager, role=Role.VOLUNTEER, starts=date(2024, 1, 1))
    enter_long_ago(manager)
    ask_members()
    text = text_of(mails()[0])
    assert "Klimaschutzmanagement, Ilmenau" in text
    assert "Wärmeplanung, Arnstadt" in text
    assert "seit 01.04.2025, befristet bis 31.03.2028" in text
    assert "Klimaschutzpatenschaft" in text


def test_in_the_language_of_the_person(network: Network, manager: Person) -> None:
    Person.objects.update(language="en")
    enter_long_ago(manager)
    ask_members()
    assert "Yes, that is right" in text_of(mails()[0])


def test_who_is_not_asked(
    network: Network,
    guest: Person,
    outsider: Person,
    manager: Person,
    neighbour: Person,
    ilmenau: Authority,
) -> None:
    locked, unreachable, joined, told = (
        make_manager(name, "Beispiel", ilmenau) for name in ("Lo", "Un", "Jo", "To")
    )
    everyone = (guest, outsider, neighbour, locked, unreachable, joined, told)
    enter_long_ago(*everyone)
    enter_long_ago(manager, days=364)
    Person.objects.filter(pk=locked.pk).update(is_active=False)
    Membership.objects.filter(person=neighbour).update(ends=date(2025, 1, 1))
    Membership.objects.filter(person=joined).update(starts=timezone.localdate())
    come_back(unreachable, times=2)
    actions.confirm_by_hand(told, actor="Olga")
    assert ask_members() == 0
    assert mails() == []


def test_a_roster_of_one_day_is_asked_over_four_weeks(network: Network, ilmenau: Authority) -> None:
    people = [make_person(f"P{n}", "Beispiel", Role.MANAGER) for n in range(60)]
    enter_long_ago(*people)
    counts = []
    start = timezone.now()
    for day in range(22):
        with time_machine.travel(start + timedelta(days=day)):
            counts.append(ask_members() + ask_members())
    assert counts[:20] == [3] * 20
    assert sum(counts) == len(mails()) == 60


def test_two_reminders_after_two_and_four_weeks(asked: Confirmation) -> None:
    subjects = []
    for days in (13.9, 14.1, 27, 28.2, 43, 100):
        with later(days=days):
            remind_members()
            remind_members()
        subjects.append(len(mails()))
    assert subjects == [1, 2, 2, 3, 3, 3]
    assert len({mail.key for mail in mails()}) == 3
    assert mails()[1].letter.subject.startswith("Erinnerung")


def test_late_reminders_keep_their_distance(asked: Confirmation) -> None:
    with later(days=60):
        assert remind_members() == 1
        assert remind_members() == 0
    with later(days=75):
        assert remind_members() == 1


@pytest.mark.parametrize("why", ["answered", "left", "unreachable"])
def test_who_is_not_reminded(asked: Confirmation, why: str) -> None:
    if why == "answered":
        actions.confirm(asked)
    elif why == "left":
        Membership.objects.update(ends=timezone.localdate() - timedelta(days=1))
    else:
        come_back(asked.person, times=2)
    with later(days=15):
        assert remind_members() == 0


def test_two_workers_remind_once(asked: Confirmation) -> None:
    with later(days=15):
        assert actions.remind(asked) is True
        assert actions.remind(asked) is False
    assert len(mails()) == 2


def test_a_year_later_the_question_is_new(asked: Confirmation) -> None:
    with later(days=370):
        assert ask_members() == 1
    asked.refresh_from_db()
    assert asked.answer == Answer.OVERTAKEN
    assert Confirmation.objects.open().count() == 1
    assert len(mails()) == 2


def test_a_year_after_an_answer_too(asked: Confirmation) -> None:
    with later(days=30):
        actions.confirm(asked)
    with later(days=380):
        assert ask_members() == 0
    with later(days=396):
        assert ask_members() == 1


def test_the_day_after_a_mail_came_back_the_question_tries_the_address(
    network: Network, manager: Person
) -> None:
    come_back(manager)
    assert ask_members() == 0
    with later(days=1):
        assert ask_members() == 1
        assert ask_members() == 0
    assert "eine Mail an Sie kam zu uns zurück" in text_of(mails()[0])
    with later(days=2):
        assert ask_members() == 0


def test_a_question_that_came_back_itself_is_asked_again(asked: Confirmation) -> None:
    with later(days=0.01):
        come_back(asked.person)
    with later(days=1.1):
        assert ask_members() == 1
    assert Confirmation.objects.filter(answer=Answer.OVERTAKEN).count() == 1


def test_nobody_has_two_open_questions(asked: Confirmation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(person=asked.person)


def test_an_answer_has_its_day(asked: Confirmation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.update(answer=Answer.RIGHT)


def test_the_worker_knows_the_jobs() -> None:
    assert {ask_members, remind_members} <= set(registered_jobs())


@pytest.mark.parametrize("number", [1, 3])
def test_asking_nobody_takes_few_queries(
    network: Network,
    ilmenau: Authority,
    number: int,
    django_assert_max_num_queries: Callable[..., pytest.FixtureRequest],
) -> None:
    for one in range(number):
        make_manager(f"M{one}", "Beispiel", ilmenau)
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        ask_members()
        remind_members()
