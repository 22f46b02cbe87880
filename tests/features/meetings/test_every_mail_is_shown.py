"""No mail of a meeting goes out that nobody could have read before.

Whoever writes a new one shows it too: in a `samples.py`, or on the page where it is sent.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from klimanetz.features import meetings
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.polls import actions as poll_actions
from klimanetz.features.meetings.polls.actions.deciding import choose
from klimanetz.features.meetings.polls.models import Choice, DatePoll
from klimanetz.features.meetings.polls.planning import outline_meeting
from klimanetz.features.meetings.polls.samples import SAMPLES as OF_POLLS
from klimanetz.features.meetings.samples import list_samples
from klimanetz.mail.models import Letter
from klimanetz.mail.samples import list_samples as list_of_house
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import as_invitee, berlin

SPAN = (berlin(3, 16, 10), berlin(3, 16, 14))


def find_templates() -> set[str]:
    """Every mail of meetings and their rooms; what begins with _ is a part of others."""
    found = Path(meetings.__file__).parent.rglob("templates/*/mail/*.html")
    return {f"{one.parts[-3]}/mail/{one.name}" for one in found if one.name[0] != "_"}


@pytest.fixture
def poll(organiser: Person, manager: Person, meeting: Meeting) -> DatePoll:
    """One asked, who agreed to the one date, which was chosen."""
    draft = DatePoll(title="Frühjahrstreffen", answer_by=berlin(2, 15, 23, 59))
    poll = poll_actions.prepare(draft, [SPAN], actor="Olga")
    poll_actions.ask(poll, [as_invitee(manager)], actor="Olga")
    date = poll.dates.get()
    poll_actions.vote(poll.voters.get(), {date.pk: Choice.YES})
    date.poll = poll
    outline = outline_meeting(poll, date)
    outline.answer_by = date.starts_at
    choose(date, outline, actor="Olga")
    return poll


def list_pages(meeting: Meeting, poll: DatePoll) -> Iterator[str]:
    """Each shows one mail."""
    for one in list_samples():
        yield reverse("meeting_mail_content", args=[meeting.slug, one.kind])
    for of_poll in OF_POLLS:
        yield reverse("poll_mail_content", args=[poll.pk, of_poll.kind])
    for of_house in list_of_house():
        yield reverse("mail_sample_content", args=[of_house.kind])
    yield reverse("poll_invite_mail", args=[poll.pk])


def test_every_mail_can_be_seen_before_it_goes(
    meeting: Meeting, poll: DatePoll, organiser: Person, sign_in: SignIn
) -> None:
    office, before = sign_in(organiser), Letter.objects.count()
    shown = {
        str(template.name)
        for page in list_pages(meeting, poll)
        for template in office.get(page).templates or ()
    }
    assert find_templates() - shown == set()
    assert Letter.objects.count() == before


def test_it_knows_where_mails_are_written() -> None:
    """A mail that stood elsewhere would be looked for by nobody."""
    assert len(find_templates()) > 30
    source = Path(meetings.__file__).parent.rglob("*.py")
    assert {one.parent.name for one in source if one.name == "mails.py"} - {"views"} == {
        "meetings", "agenda", "company", "day", "feedback", "minutes", "polls", "replies",
    }  # fmt: skip
