"""Two advisers, two clicks, a mail: a real database decides who is first, and nothing is lost."""

import pytest
from django.utils import timezone

from klimanetz.features.advising.actions import ContactFacts, add_contact, add_entry, set_next
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.models import Case, CaseEntry, EntryKind, Stage
from klimanetz.people.models import Person
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.roster.confirming.test_concurrency import together

pytestmark = pytest.mark.usefixtures("shared_database")


def test_two_clicks_merge_once(case: Case, other: Case, organiser: Person) -> None:
    acts = [lambda: merge(case, other, versions=(1, 1), actor=organiser)] * 2
    assert together(*acts) == []
    assert CaseEntry.objects.filter(text__startswith="Mit einem zweiten Fall").count() == 1


def test_two_advisers_in_both_directions(
    case: Case, other: Case, organiser: Person, colleague: Person
) -> None:
    """One of both cases stays, never neither."""
    refused = together(
        lambda: merge(case, other, versions=(1, 1), actor=organiser),
        lambda: merge(other, case, versions=(1, 1), actor=colleague),
    )
    assert len(refused) == 1
    assert "hat den Fall inzwischen geändert" in refused[0]
    assert Case.objects.open().count() == 1
    assert Case.objects.get(stage=Stage.MERGED).merged_into == Case.objects.open().get()
    assert CaseEntry.objects.filter(case=Case.objects.open().get()).count() == 3


@pytest.mark.parametrize("of_the_other", [True, False])
def test_what_comes_meanwhile_is_in_the_common_case(
    case: Case, other: Case, organiser: Person, colleague: Person, *, of_the_other: bool
) -> None:
    into = other if of_the_other else case
    refused = together(
        lambda: merge(case, other, actor=organiser),
        lambda: add_entry(into, EntryKind.MAIL_IN, "Da.", message_id="<1@x.example>", actor="x"),
        lambda: add_contact(into, ContactFacts("Dora Dritt"), actor=colleague),
    )
    assert refused == []
    assert case.entries.filter(text="Da.").count() == 1
    assert case.contacts.filter(name="Dora Dritt").count() == 1
    assert not other.entries.exists()


def test_a_plan_for_the_other_is_taken_over_or_refused(
    case: Case, other: Case, organiser: Person, colleague: Person
) -> None:
    refused = together(
        lambda: merge(case, other, actor=organiser),
        lambda: set_next(other, "Kreis anrufen", timezone.localdate(), actor=colleague),
    )
    case.refresh_from_db()
    assert (case.next_step == "Kreis anrufen") != (len(refused) == 1)
