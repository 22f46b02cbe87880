"""Two organisers, two clicks, two workers at the same moment: a real database decides."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollDate, PollVoter, Vote
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("shared_database")
GUEST = Invitee("Anna", "anna@gast.example")


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


@pytest.fixture
def poll(network: Network) -> DatePoll:
    """Two dates; a guest is asked."""
    first = timezone.now().replace(microsecond=0) + timedelta(days=40)
    spans = [(first + timedelta(days=day), first + timedelta(days=day, hours=4)) for day in (0, 1)]
    draft = DatePoll(
        title="Treffen", mode=Mode.ON_SITE, answer_by=timezone.now() + timedelta(days=2)
    )
    poll = actions.prepare(draft, spans, actor="Olga")
    actions.ask(poll, [GUEST], actor="Olga")
    return poll


def choose(date: PollDate) -> Meeting:
    answer_by = timezone.now() + timedelta(days=30)
    outline = Meeting(title="Treffen", mode=Mode.ON_SITE, answer_by=answer_by)
    return actions.choose(date, outline, actor="Olga")


def test_two_organisers_choose_two_dates_and_the_first_wins(poll: DatePoll) -> None:
    one, two = poll.dates.select_related("poll")
    refused = together(lambda: choose(one), lambda: choose(two))
    assert len(refused) == 1
    assert refused[0].startswith("Jemand hat inzwischen einen anderen Termin gewählt: ")
    assert Meeting.objects.count() == 1
    assert DatePoll.objects.get().meeting == Meeting.objects.get()


def test_two_clicks_on_one_date_make_one_meeting(poll: DatePoll) -> None:
    date = poll.dates.select_related("poll")[0]
    assert together(lambda: choose(date), lambda: choose(date)) == []
    assert Meeting.objects.count() == 1


def test_one_chooses_while_another_ends_the_poll(poll: DatePoll) -> None:
    date = poll.dates.select_related("poll")[0]
    refused = together(lambda: choose(date), lambda: actions.close(poll, "", actor="Olga"))
    assert len(refused) == 1
    settled = DatePoll.objects.get()
    assert (settled.meeting is None) == (settled.state == "closed")


def test_two_who_ask_and_two_who_invite_write_once(poll: DatePoll, manager: Person) -> None:
    other = Invitee("Bert", "bert@gast.example")
    together(*[lambda: actions.ask(poll, [GUEST, other], actor="Olga")] * 2)
    assert Mail.objects.count() == PollVoter.objects.count() == 2
    choose(poll.dates.select_related("poll")[0])
    together(*[lambda: actions.invite_asked(poll, actor="Olga")] * 2)
    assert Invitation.objects.count() == 2
    assert Mail.objects.count() == 4


def test_two_tabs_of_one_voter(poll: DatePoll) -> None:
    voter = PollVoter.objects.select_related("poll").get()
    one, two = poll.dates.values_list("pk", flat=True)
    together(
        lambda: actions.vote(voter, {one: Choice.YES}),
        lambda: actions.vote(voter, {one: Choice.NO, two: Choice.YES}),
    )
    assert Vote.objects.count() == 2


def test_a_vote_at_the_moment_of_the_decision_counts_or_is_told(poll: DatePoll) -> None:
    voter = PollVoter.objects.select_related("poll").get()
    date = poll.dates.select_related("poll")[0]
    refused = together(lambda: choose(date), lambda: actions.vote(voter, {date.pk: Choice.YES}))
    actions.invite_asked(poll, actor="Olga")
    reply = Invitation.objects.get().reply
    assert reply == (Reply.OPEN if refused else Reply.ON_SITE)


def test_two_workers_remind_and_tell_once(poll: DatePoll, organiser: Person) -> None:
    PollVoter.objects.update(asked_at=timezone.now() - timedelta(days=3))
    together(*[lambda: actions.remind_before_deadline(poll)] * 2)
    assert Mail.objects.filter(address=GUEST.email).count() == 2
    DatePoll.objects.update(answer_by=timezone.now())
    together(*[lambda: actions.tell_result(poll)] * 2)
    assert Mail.objects.filter(address=organiser.email).count() == 1
