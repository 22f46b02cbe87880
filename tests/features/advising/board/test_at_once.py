"""Two workers on Monday at seven: a real database decides who tells the week."""

from datetime import date

import pytest
from django.utils import timezone

from klimanetz.features.advising.board import actions
from klimanetz.features.advising.board.models import ToldWeek
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.advising.board.conftest import MakeCase
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.features.meetings.polls.test_concurrency import together

pytestmark = pytest.mark.usefixtures("shared_database")


def test_two_workers_tell_the_week_once(organiser: Person, make_case: MakeCase) -> None:
    make_case(next_on=timezone.localdate())
    monday: date = timezone.localdate()
    together(lambda: actions.tell_week(monday), lambda: actions.tell_week(monday))
    assert Mail.objects.count() == ToldWeek.objects.count() == 1
