"""Two workers, two organisers, two clicks at the same moment: a real database decides."""

from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.mail.inbox import receive
from klimanetz.mail.models import Address, Mail, MailState, Received
from klimanetz.mail.returns import note_return
from klimanetz.people.models import Person
from klimanetz.roster.confirming import actions
from klimanetz.roster.confirming.jobs import ask_members
from klimanetz.roster.confirming.models import Confirmation
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.mail import bounced
from tests.roster.confirming.conftest import enter_long_ago, later

pytestmark = pytest.mark.usefixtures("shared_database")


def together(*acts: Callable[[], object]) -> list[str]:
    """Does each in a thread of its own; returns what was refused."""
    start, refused = Barrier(len(acts)), list[str]()

    def do(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_two_workers_ask_and_remind_once(network: Network, manager: Person) -> None:
    enter_long_ago(manager)
    together(ask_members, ask_members)
    asked = Confirmation.objects.select_related("person").get()
    assert Mail.objects.count() == 1
    with later(days=15):
        together(lambda: actions.remind(asked), lambda: actions.remind(asked))
    assert Mail.objects.count() == 2
    assert Confirmation.objects.get().reminders == 1


def test_two_clicks_on_one_link(network: Network, manager: Person) -> None:
    asked = Confirmation.objects.create(person=manager, asked_at=timezone.now())
    assert together(lambda: actions.confirm(asked), lambda: actions.confirm(asked)) == []
    assert AuditEntry.objects.filter(verb="confirm_entry").count() == 1


def test_by_link_and_on_the_phone_at_once(network: Network, manager: Person) -> None:
    asked = Confirmation.objects.create(person=manager, asked_at=timezone.now())
    together(
        lambda: actions.report_gone(asked, note=""),
        lambda: actions.confirm_by_hand(manager, actor="Olga"),
    )
    assert not Confirmation.objects.open().exists()
    assert not Confirmation.objects.to_settle().filter(answered_at=None).exists()


def test_two_reports_of_different_days_close_an_address_once(network: Network) -> None:
    words = "550 5.1.1 User unknown"
    days = (date(2027, 3, 1), date(2027, 3, 4))
    together(*(lambda day=day: note_return("a@b.example", words, day=day) for day in days))
    assert Address.objects.get().closed_at is not None
    assert AuditEntry.objects.filter(verb="mail.address_closed").count() == 1


def test_two_workers_read_one_message(network: Network, manager: Person) -> None:
    enter_long_ago(manager)
    ask_members()
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    report = bounced.standard(Mail.objects.select_related("letter").get())
    taken: list[bool] = []
    reads = [lambda: taken.append(receive(message_from_bytes(report)))] * 2
    together(*reads)
    assert taken == [True, True]
    assert Received.objects.count() == 1
    assert AuditEntry.objects.filter(verb="mail.returned").count() == 1
