"""How much the mails of minutes may press, and what their readers can wish for."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from klimanetz.features.meetings.minutes.jobs import remind_of_actions
from klimanetz.mail.models import Mail, MailState, MailWish, Manner, Pace
from klimanetz.people.models import Person
from tests.features.meetings.conftest import berlin, mails_to
from tests.features.meetings.minutes.conftest import GUEST, Release


def wish(address: str, pace: Pace) -> None:
    MailWish.objects.create(address=address, pace=pace)


def find(address: str, purpose: str) -> list[Mail]:
    return [one for one in mails_to(address) if one.letter.purpose == f"minutes.{purpose}"]


@pytest.mark.parametrize(
    ("purpose", "manner"),
    [
        ("review", Manner.NEWS),
        ("released", Manner.NEWS),
        ("assigned", Manner.PACED),
    ],
)
def test_each_has_its_manner(
    release: Release, manager: Person, purpose: str, manner: Manner
) -> None:
    release()
    (mail,) = find(manager.email, purpose)
    assert mail.letter.manner == manner


def test_release_is_two_mails_an_hour_apart_for_who_took_something_on(
    release: Release, manager: Person, clock: time_machine.Traveller
) -> None:
    """First what is theirs to do, then the minutes themselves; never both at once."""
    clock.shift(timedelta(hours=3))  # the review was announced a while ago
    release()
    (released,), (assigned,) = find(manager.email, "released"), find(manager.email, "assigned")
    assert assigned.due_at <= timezone.now()
    assert released.due_at - assigned.due_at >= timedelta(hours=1)


def test_who_wants_only_what_they_are_asked_still_hears_of_their_tasks(
    release: Release, manager: Person, clock: time_machine.Traveller
) -> None:
    wish(manager.email, Pace.ASKED_ONLY)
    release()
    assert len(find(manager.email, "assigned")) == 1
    assert find(manager.email, "released") == []
    clock.move_to(berlin(4, 13, 8))
    assert remind_of_actions()
    (reminder,) = find(manager.email, "reminder")
    assert reminder.letter.manner == Manner.PACED


def test_who_wants_one_mail_a_day_reads_minutes_in_their_language(release: Release) -> None:
    wish(GUEST, Pace.DAILY)
    release("guests")
    (released,) = find(GUEST, "released")
    assert released.state == MailState.DAILY
    assert released.due_at > timezone.now()
    assert released.values["language"] == "de"
