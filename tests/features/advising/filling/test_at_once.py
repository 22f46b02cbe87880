"""Two organisers, or two clicks, at the same moment: a real database decides."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from klimanetz.features.advising.filling import actions
from klimanetz.features.advising.filling.forms import FillCaseForm
from klimanetz.features.advising.models import Case, Stage
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.roster.joining.models import JoinInvitation
from klimanetz.roster.models import FundingPeriod, Holding, Position
from tests.features.advising.filling.conftest import Said
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.features.meetings.polls.test_concurrency import together

pytestmark = pytest.mark.usefixtures("shared_database")


def test_two_who_fill_one_case_at_once_create_one_position(
    granted: Case, organiser: Person, said: Said
) -> None:
    form = FillCaseForm(granted, QueryDict(urlencode(said())))
    assert form.is_valid(), form.errors

    def fill() -> Position:
        return actions.fill(granted, form.cleaned_data, actor=organiser)

    assert together(fill, fill) == []
    assert Position.objects.count() == Holding.objects.count() == 1
    assert FundingPeriod.objects.count() == 2
    assert JoinInvitation.objects.count() == Mail.objects.count() == 1
    granted.refresh_from_db()
    assert granted.stage == Stage.ONBOARDED
    assert granted.moves.count() == len({one.reached for one in granted.moves.all()})
