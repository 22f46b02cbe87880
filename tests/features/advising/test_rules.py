"""Who may see a case: the rule and the list say the same for everyone."""

import pytest
from django.contrib.auth.models import AnonymousUser

from klimanetz.features.advising import rules
from klimanetz.features.advising.models import Case, Stage
from klimanetz.people.models import Person
from tests.features.advising.conftest import Advance


def test_the_rule_and_the_list_agree_for_the_whole_cast(
    case: Case,
    organiser: Person,
    colleague: Person,
    manager: Person,
    neighbour: Person,
    guest: Person,
    outsider: Person,
) -> None:
    for person in (organiser, colleague, manager, neighbour, guest, outsider):
        listed = Case.objects.visible_to(person).filter(pk=case.pk).exists()
        assert bool(rules.can_see(person, case)) == listed
    assert rules.can_see(organiser, case)
    assert not rules.can_see(manager, case)


def test_strangers_see_none(case: Case) -> None:
    verdict = rules.can_see(AnonymousUser(), case)
    assert verdict.reason == "Beratungsfälle bearbeitet das Netzwerkmanagement."


@pytest.mark.parametrize("rule", [rules.can_pause, rules.can_plan])
def test_a_closed_case_rests_by_itself(case: Case, advance: Advance, rule: object) -> None:
    assert callable(rule)
    assert rule(case)
    assert rule(advance(case, Stage.DROPPED)).reason == "Dieser Fall ist abgeschlossen."
