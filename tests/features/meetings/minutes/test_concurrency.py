"""Two people, two workers, two clicks at the same moment: a real database decides."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.feedback.actions import answer
from klimanetz.features.meetings.feedback.jobs import ask_for_feedback
from klimanetz.features.meetings.feedback.keys import make_key, read_key
from klimanetz.features.meetings.feedback.models import Opinion, Round, SpentKey
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.jobs import remind_of_actions
from klimanetz.features.meetings.minutes.models import ActionItem, Entry, Minutes, MinutesVersion
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture

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


@pytest.fixture
def held(network: Network, manager: Person) -> Meeting:
    """Yesterday; the manager was there."""
    starts = timezone.now() - timedelta(days=1, hours=8)
    meeting = Meeting.objects.create(
        slug="treffen", title="Netzwerktreffen", starts_at=starts, uid="t@klimanetz.example",
        ends_at=starts + timedelta(hours=4), answer_by=starts, state=State.HELD,
    )  # fmt: skip
    Invitation.objects.create(
        meeting=meeting, person=manager, name=manager.full_name, email=manager.email,
        reply=Reply.ONLINE,
    )  # fmt: skip
    return meeting


def test_two_write_in_one_entry(held: Meeting, organiser: Person, manager: Person) -> None:
    actions.write(held, Typed(key="a", text="Kosten."), actor=organiser)
    texts = (("Die Kosten.", organiser), ("Kosten. Folgt.", manager))
    typed = [(Typed(key="a", text=text, base_text="Kosten."), who) for text, who in texts]
    together(*(partial(actions.write, held, one, actor=who) for one, who in typed))
    assert Entry.objects.get().text == "Die Kosten. Folgt."
    assert Minutes.objects.get().revision == 3


def test_two_begin_the_minutes(held: Meeting, organiser: Person, manager: Person) -> None:
    together(
        lambda: actions.write(held, Typed(key="a", text="Eins"), actor=organiser),
        lambda: actions.write(held, Typed(key="b", text="Zwei"), actor=manager),
        lambda: actions.write(held, Typed(key="a", text="Eins"), actor=organiser),  # sent again
    )
    assert Minutes.objects.get().revision == 2
    assert set(Entry.objects.values_list("text", flat=True)) == {"Eins", "Zwei"}


def test_two_clicks_open_the_review_and_release_once(held: Meeting, organiser: Person) -> None:
    typed = Typed(
        key="a", text="Anrufen", kind="action", owner="Mika Managerin",
        due_on=timezone.localdate() - timedelta(days=3),
    )  # fmt: skip
    actions.write(held, typed, actor=organiser)
    until = date(2099, 1, 1)
    together(*[lambda: actions.open_review(held, until, actor=organiser)] * 2)
    assert Mail.objects.filter(letter__purpose="minutes.review").count() == 1
    together(*[lambda: actions.release(held, readers="members", extract=[], actor=organiser)] * 2)
    assert MinutesVersion.objects.count() == 1
    assert ActionItem.objects.count() == 1
    assert Mail.objects.filter(letter__purpose="minutes.assigned").count() == 1
    assert Mail.objects.filter(letter__purpose="minutes.released").count() == 1


def test_two_workers_remind_once(held: Meeting, manager: Person) -> None:
    ActionItem.objects.create(
        meeting=held, text="Anrufen", owner=manager, owner_name=manager.full_name,
        owner_email=manager.email, due_on=timezone.localdate() - timedelta(days=2),
    )  # fmt: skip
    if timezone.localtime().hour < 7:
        pytest.skip("nobody is reminded at night")
    together(remind_of_actions, remind_of_actions)
    assert Mail.objects.filter(letter__purpose="minutes.reminder").count() == 1


def test_two_workers_ask_once_and_one_link_answers_once(held: Meeting) -> None:
    if timezone.localtime().hour >= 8:
        together(ask_for_feedback, ask_for_feedback)
        assert Mail.objects.filter(letter__purpose="feedback.question").count() == 1
    asked, _new = Round.objects.get_or_create(meeting=held, defaults={"asked_at": timezone.now()})
    key = read_key(make_key(asked.pk))
    assert key
    grades = {"useful": 4, "time_well_spent": 4, "had_a_say": 4}
    refused = together(
        lambda: answer(key, Opinion(**grades)), lambda: answer(key, Opinion(**grades))
    )
    assert refused == ["Mit diesem Link ist schon geantwortet."]
    assert (Opinion.objects.count(), SpentKey.objects.count()) == (1, 1)
