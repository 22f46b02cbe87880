"""Two workers, or two advisers, at the same moment: a real database decides."""

from email import message_from_bytes

import pytest

from klimanetz.features.advising.correspondence import actions
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.correspondence.reading import read_incoming
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, EntryKind
from klimanetz.mail.inbox import receive
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.advising.correspondence.conftest import PDF, Write, answer, told
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.features.meetings.polls.test_concurrency import together

pytestmark = pytest.mark.usefixtures("shared_database")


def test_two_workers_who_read_one_mail_file_it_once(case: Case) -> None:
    message = answer(case)
    message.add_attachment(PDF, "application", "pdf", filename="Beschluss.pdf")
    content = message.as_bytes()

    def work() -> bool:
        return receive(message_from_bytes(content))

    assert together(work, work) == []
    assert CaseEntry.objects.filter(kind=EntryKind.MAIL_IN).count() == 1
    assert CaseFile.objects.count() == 1
    assert len(told()) == 1


def test_even_where_it_looks_like_two(case: Case) -> None:
    """Some servers deliver one mail twice, with other dates; its number is the same."""
    first = read_incoming(answer(case))
    second = read_incoming(answer(case, Date="Mon, 1 Mar 2027 08:45:00 +0000"))
    both = [lambda one=one: actions.take(case, one) for one in (first, second)]
    assert together(*both) == []
    assert CaseEntry.objects.filter(kind=EntryKind.MAIL_IN).count() == 1


def test_two_advisers_who_send_one_draft_send_it_once(
    write: Write, organiser: Person, colleague: Person
) -> None:
    draft = write()
    (refused,) = together(
        lambda: actions.send(draft, actor=organiser), lambda: actions.send(draft, actor=colleague)
    )
    assert "schon hinausgegangen" in refused
    assert Mail.objects.count() == 1
    assert not Draft.objects.exists()
