"""Leases: a mail belongs to one worker at a time, and comes back when that worker is gone."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from klimanetz.mail.claims import (
    LEASE,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    claim,
    free_the_dead,
    give_back,
    settle,
    wait_after,
    worker_name,
)
from klimanetz.mail.line import Fate, Outcome
from klimanetz.mail.models import Letter, Mail
from tests.mail.conftest import PostTo, recipient

SENT = Outcome(Fate.SENT)


def addresses(mails: list[Mail]) -> list[str]:
    return [mail.address.partition("@")[0] for mail in mails]


def test_two_workers_never_claim_the_same(post_to: PostTo) -> None:
    post_to(5)
    assert addresses(claim("one", 3)) == ["mika1", "mika2", "mika3"]
    assert addresses(claim("two", 3)) == ["mika4", "mika5"]
    assert claim("three", 3) == []


@pytest.mark.skipif(
    str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite"),
    reason="the tests' SQLite is in memory; test_worker.py runs two workers on a file",
)
@pytest.mark.django_db(transaction=True)
def test_claiming_at_the_same_moment(post_to: PostTo) -> None:
    post_to(60)
    claimed: dict[str, list[Mail]] = {}
    start = threading.Barrier(4)

    def work(name: str) -> None:
        try:
            start.wait()
            claimed[name] = [mail for _ in range(3) for mail in claim(name, 5)]
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [mail.pk for mails in claimed.values() for mail in mails]
    assert len(found) == len(set(found)) == 60
    for name, mails in claimed.items():
        assert Mail.objects.filter(leased_by=name).count() == len(mails)


def test_a_lease_ends(post_to: PostTo) -> None:
    post_to(1)
    assert claim("one", 5)
    with time_machine.travel(timezone.now() + LEASE - timedelta(seconds=1)):
        assert not claim("two", 5)
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        assert claim("two", 5)


def test_a_held_letter_and_a_mail_not_yet_due_stay(post_to: PostTo) -> None:
    held, later = post_to(1), post_to(1)
    Letter.objects.filter(pk=held.pk).update(held=True)
    later.mails.update(due_at=timezone.now() + timedelta(minutes=1))
    assert claim("one", 5) == []
    Letter.objects.filter(pk=held.pk).update(held=False)
    assert [mail.letter_id for mail in claim("one", 5)] == [held.pk]


def test_what_was_not_tried_is_given_back_at_once(post_to: PostTo) -> None:
    post_to(2)
    mails = claim("one", 2)
    give_back("one", mails[1:])
    give_back("one", [])
    assert addresses(claim("two", 2)) == ["mika2"]


def test_nobody_gives_back_or_settles_what_another_holds_by_now(post_to: PostTo) -> None:
    post_to(1)
    mails = claim("one", 1)
    Mail.objects.update(leased_by="two")
    give_back("one", mails)
    settle("one", mails[0], SENT)
    mail = Mail.objects.get()
    assert (mail.leased_by, mail.state) == ("two", "waiting")


def test_sent_is_written_down(post_to: PostTo) -> None:
    post_to(1)
    settle("one", claim("one", 1)[0], SENT)
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.leased_by, mail.leased_until) == ("sent", 1, "", None)
    assert mail.sent_at
    assert abs(timezone.now() - mail.sent_at) < timedelta(minutes=1)


def test_a_refusal_is_written_down_in_the_words_of_the_server(post_to: PostTo) -> None:
    post_to(1)
    settle("one", claim("one", 1)[0], Outcome(Fate.NEVER, "550 5.1.1 No such user"))
    mail = Mail.objects.get()
    assert (mail.state, mail.answer) == ("failed", "550 5.1.1 No such user")
    assert mail.values
    assert claim("one", 1) == []


def test_a_later_attempt_waits_longer_each_time(post_to: PostTo) -> None:
    post_to(1)
    for attempt in range(1, 5):
        now = timezone.now()
        settle("one", claim("one", 1)[0], Outcome(Fate.LATER, "451 busy"))
        mail = Mail.objects.get()
        assert (mail.state, mail.attempts, mail.answer) == ("waiting", attempt, "451 busy")
        wait = timedelta(minutes=2 ** (attempt - 1))
        assert wait * 0.79 <= mail.due_at - now <= wait * 1.21 + timedelta(seconds=5)
        Mail.objects.update(due_at=now)


def test_after_some_days_nobody_tries_any_more(post_to: PostTo) -> None:
    days = sum((wait_after(n) for n in range(1, MOST_ATTEMPTS)), timedelta()).days
    assert 2 <= days <= 5
    assert max(wait_after(n) for n in range(1, 100)) <= LONGEST_WAIT * 1.2
    post_to(1)
    Mail.objects.update(attempts=MOST_ATTEMPTS - 1)
    settle("one", claim("one", 1)[0], Outcome(Fate.LATER, "451 busy"))
    mail = Mail.objects.get()
    assert (mail.state, mail.answer) == ("failed", "451 busy")


def test_what_is_confidential_is_forgotten_once_it_will_not_be_tried_again(
    post_to: PostTo,
) -> None:
    post_to([recipient(values={"code": "12345678"})])
    for outcome, kept in ((Outcome(Fate.LATER, "451"), True), (SENT, False)):
        settle("one", claim("one", 1)[0], outcome, forget=True)
        assert (Mail.objects.get().values == {"code": "12345678"}) == kept
        Mail.objects.update(due_at=timezone.now())


def test_the_mails_of_a_killed_worker_are_free_at_once(post_to: PostTo) -> None:
    post_to(3)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = worker_name().partition(":")[0]
    for number, name in enumerate(
        (f"{host}:{gone.pid}", worker_name(), f"elsewhere:{gone.pid}"), 1
    ):
        Mail.objects.filter(address=f"mika{number}@kommune.example").update(
            leased_by=name, leased_until=timezone.now() + LEASE
        )
    assert free_the_dead() == 1
    assert addresses(claim("one", 5)) == ["mika1"]
    assert free_the_dead() == 0


def test_a_process_of_somebody_else_is_running(post_to: PostTo) -> None:
    post_to(1)
    Mail.objects.update(
        leased_by=worker_name().replace(str(os.getpid()), "1"), leased_until=timezone.now() + LEASE
    )
    assert free_the_dead() == 0


def test_an_idle_worker_asks_once_and_locks_nothing(
    db: None, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        claim("one", 50)
