"""In whose hands a case is, and who hears of it when nobody's are left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.core.farewell import registered_farewells
from klimanetz.core.models import AuditEntry
from klimanetz.features.advising.advisers import advisers_of
from klimanetz.features.advising.jobs import give_cases_back
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.rules import can_own
from klimanetz.people.models import Person
from klimanetz.roster.models import Membership
from tests.features.advising.conftest import Advance


def test_who_has_it_in_hand_hears_of_it_else_all_do(
    case: Case, organiser: Person, colleague: Person
) -> None:
    assert advisers_of(case) == [organiser]
    case.owner = None
    assert set(advisers_of(case)) == {organiser, colleague}


def test_who_leaves_hears_nothing_of_closed_cases_either(
    case: Case, organiser: Person, colleague: Person, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    for farewell in registered_farewells():
        farewell(organiser, colleague)
    case.refresh_from_db()
    assert case.owner is None


def test_the_case_of_whoever_no_longer_runs_the_network_waits_for_somebody_else(
    case: Case, organiser: Person, colleague: Person
) -> None:
    """Even before the job has run, its mails go to who advises today."""
    assert give_cases_back() == 0
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=organiser).update(ends=yesterday)
    assert advisers_of(Case.objects.get(pk=case.pk)) == [colleague]
    assert (give_cases_back(), give_cases_back()) == (1, 0)
    case.refresh_from_db()
    assert case.owner is None
    assert AuditEntry.objects.filter(verb="hand_over_case").count() == 1


@pytest.mark.parametrize("active", [True, False])
def test_the_rule_and_its_twin_agree(
    case: Case, organiser: Person, colleague: Person, manager: Person, guest: Person,
    outsider: Person, active: bool,
) -> None:  # fmt: skip
    for person in (organiser, colleague, manager, guest, outsider):
        Case.objects.update(owner=person)
        Person.objects.filter(pk=person.pk).update(is_active=active)
        known = Person.objects.get(pk=person.pk)
        assert bool(can_own(known)) != Case.objects.orphaned().exists()
