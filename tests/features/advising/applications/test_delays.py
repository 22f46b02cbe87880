"""A notice that does not come is noticed: once for each day that was expected."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.jobs import tell_of_delays
from klimanetz.features.advising.models import Application, Case, Stage
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance


def on(day: int, month: int = 7) -> time_machine.travel:
    return time_machine.travel(datetime(2027, month, day, 9, tzinfo=UTC), tick=False)


def mails() -> list[Mail]:
    delayed = Mail.objects.filter(letter__purpose="applications.delayed")
    return list(delayed.select_related("letter").order_by("pk"))


def test_the_owner_is_told_the_day_after_and_only_once(submitted: Application) -> None:
    with on(1):
        assert tell_of_delays() == 0
    with on(2):
        assert tell_of_delays() == 1
        assert tell_of_delays() == 0
    with on(20):
        assert tell_of_delays() == 0
    (mail,) = mails()
    shown = preview_mail(mail)
    assert mail.address == "olga@agentur.example"
    assert (
        shown.subject == "Bescheid überfällig: Gemeinde Ilmenau, Kommunalrichtlinie, Erstvorhaben"
    )
    assert "bitte fragen Sie heute bei der Bewilligungsbehörde nach" in " ".join(shown.text.split())
    assert "1. Juli 2027" in " ".join(shown.text.split())
    assert "67K12345" in shown.text
    assert reverse("application_detail", args=[submitted.case_id, submitted.pk]) in shown.text


def test_a_new_day_is_a_new_promise(submitted: Application, organiser: Person) -> None:
    with on(2):
        tell_of_delays()
        actions.correct(submitted, expected_on=date(2027, 8, 1), actor=organiser)
        assert tell_of_delays() == 0
    with on(9, 8):
        assert tell_of_delays() == 1
    assert "8 Tage her" in " ".join(preview_mail(mails()[1]).text.split())


def test_without_an_owner_all_who_run_the_network_are_told(
    submitted: Application, organiser: Person, colleague: Person
) -> None:
    Case.objects.update(owner=None)
    with on(2):
        tell_of_delays()
    assert {mail.address for mail in mails()} == {organiser.email, colleague.email}


@pytest.mark.parametrize(
    "decide",
    [
        lambda it, who: actions.grant(it, on=date(2027, 3, 1), granted=Decimal(5), actor=who),
        lambda it, who: actions.withdraw(it, on=date(2027, 3, 1), actor=who),
        lambda it, who: actions.correct(it, expected_on=None, actor=who),
    ],
)
def test_what_is_decided_is_not_overdue(
    decide: Callable[[Application, Person], object], submitted: Application, organiser: Person
) -> None:
    decide(submitted, organiser)
    with on(2):
        assert not Application.objects.overdue().exists()
        assert tell_of_delays() == 0


def test_nor_is_what_belongs_to_a_case_that_ended(
    case: Case, submitted: Application, advance: Advance
) -> None:
    advance(Case.objects.get(pk=case.pk), Stage.DROPPED)
    with on(2):
        assert not Application.objects.overdue().exists()


def test_a_late_notice_stands_out_on_the_page(
    submitted: Application, sign_in: SignIn, organiser: Person
) -> None:
    url = reverse("application_detail", args=[submitted.case_id, submitted.pk])
    with on(2):
        shown = Client.get(sign_in(organiser), url).content.decode()
        assert "Bescheid überfällig seit 01.07.2027" in shown
        assert list(Application.objects.overdue()) == [submitted]
