"""A rule is never edited, only succeeded: who was answered with it can always look it up."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.actions import (
    confirm_rule,
    open_rule,
    save_programme,
    save_question,
    succeed_rule,
)
from klimanetz.features.funding.drafts import Draft
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.models import Level, Programme, Question, Rate, Rule, Status
from klimanetz.features.funding.terms import read_terms
from klimanetz.people.models import Person
from tests.features.funding.rules_made import (
    add_condition,
    make_programme,
    make_question,
    make_rule,
)


@pytest.fixture
def programme(network: Network) -> Programme:
    return make_programme()


def draft_of(rule: Rule, *, percent: int = 70, **changes: object) -> Draft:
    """What the rule says, with changes."""
    fresh = Rule.objects.get(pk=rule.pk)
    fresh.pk, fresh.predecessor, fresh.shipped = None, None, False
    fresh._state.adding = True
    for name, value in changes.items():
        setattr(fresh, name, value)
    conditions = tuple(rule.conditions.all())
    for row in conditions:
        row.pk = None
        row._state.adding = True
    return Draft(fresh, (Rate(percent=Decimal(percent)),), conditions)


def revision() -> int:
    return Network.objects.get().revision


def test_a_new_version_follows_and_the_old_one_stays(
    programme: Programme, organiser: Person
) -> None:
    rule = make_rule(programme)
    add_condition(rule, make_question())
    before = revision()
    fresh = succeed_rule(rule, draft_of(rule, percent=40), actor=organiser)
    assert (fresh.version, fresh.predecessor, fresh.slug) == (2, rule, "erstvorhaben")
    assert [rate.percent for rate in fresh.rates.all()] == [40]
    assert fresh.conditions.count() == 1
    assert [rate.percent for rate in rule.rates.all()] == [70]
    assert list(Rule.objects.current()) == [fresh]
    assert revision() > before
    entry = AuditEntry.objects.get(verb="succeed_rule")
    assert entry.detail["version"] == 2
    assert entry.actor == str(organiser)


def test_who_comes_second_is_told_and_nothing_is_lost(
    programme: Programme, organiser: Person
) -> None:
    rule = make_rule(programme)
    succeed_rule(rule, draft_of(rule, percent=40), actor=organiser)
    with pytest.raises(Refused, match="inzwischen eine neue Fassung"):
        succeed_rule(rule, draft_of(rule, percent=50), actor=organiser)
    with pytest.raises(Refused, match="inzwischen eine neue Fassung"):
        confirm_rule(rule, actor=organiser)
    assert Rule.objects.count() == 2


def test_a_version_that_says_the_same_is_none(programme: Programme, organiser: Person) -> None:
    rule = make_rule(programme, note="Eins\nzwei")
    for same in (
        draft_of(rule),
        draft_of(rule, note="Eins\r\nzwei"),
        draft_of(rule, applicants=list(reversed(rule.applicants))),
        draft_of(rule, checked_on=date(2026, 3, 1)),
    ):
        with pytest.raises(Refused, match="ändert sich nichts"):
            succeed_rule(rule, same, actor=organiser)


@pytest.mark.parametrize(
    "change", [{"note": "Neu"}, {"status": Status.EXPIRED}, {"valid_to": date(2027, 1, 1)}]
)
def test_any_other_word_makes_a_version(
    programme: Programme, organiser: Person, change: dict[str, Any]
) -> None:
    rule = make_rule(programme)
    assert succeed_rule(rule, draft_of(rule, **change), actor=organiser).version == 2


def test_who_checks_again_leaves_day_and_name(programme: Programme, organiser: Person) -> None:
    rule = make_rule(programme)
    confirm_rule(rule, actor=organiser)
    rule.refresh_from_db()
    assert rule.checked_on == timezone.localdate()
    assert rule.checked_by == "Olga Organisatorin"
    assert rule.version == 1
    assert AuditEntry.objects.filter(verb="confirm_rule").count() == 1


def test_an_older_check_does_not_overwrite_a_later_one(
    programme: Programme, organiser: Person
) -> None:
    rule = make_rule(programme)
    with pytest.raises(Refused, match="schon einmal geprüft"):
        confirm_rule(rule, actor=organiser, on=date(2026, 1, 31))


def test_a_first_version_gets_its_slug_from_the_title(
    programme: Programme, organiser: Person
) -> None:
    rule = make_rule(programme)
    drafts = [draft_of(rule, slug="", title="Stelle für Wärmepläne") for _ in range(2)]
    opened = [open_rule(draft, actor=organiser) for draft in drafts]
    assert [one.slug for one in opened] == [
        "stelle-fuer-waermeplaene",
        "stelle-fuer-waermeplaene-2",
    ]
    assert {one.version for one in opened} == {1}


def test_a_rule_that_is_there_is_not_opened_again(programme: Programme, organiser: Person) -> None:
    rule = make_rule(programme)
    with pytest.raises(Refused, match="Diese Regel gibt es schon: erstvorhaben"):
        open_rule(draft_of(rule), actor=organiser)


def test_whoever_writes_a_checked_version_has_checked_it(
    programme: Programme, organiser: Person
) -> None:
    rule = make_rule(programme)
    draft = draft_of(rule, percent=40, checked_by="")
    assert succeed_rule(rule, draft, actor=organiser).checked_by == "Olga Organisatorin"
    unchecked = draft_of(rule, slug="neu", checked_by="", checked_on=None, status="unverified")
    assert open_rule(unchecked, actor=organiser).checked_by == ""


def test_programmes_of_one_name_get_addresses_of_their_own(
    network: Network, organiser: Person
) -> None:
    made = [
        save_programme(
            Programme(name="Klima für Städte", giver="Bund", level=Level.FEDERAL), actor=organiser
        )
        for _ in range(2)
    ]
    assert [one.slug for one in made] == ["klima-fuer-staedte", "klima-fuer-staedte-2"]
    made[0].name = "Anders"
    assert save_programme(made[0], actor=organiser).slug == "klima-fuer-staedte"
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == [
        "add_programme", "add_programme", "change_programme",
    ]  # fmt: skip


def test_questions_get_a_slug_too(network: Network, organiser: Person) -> None:
    question = save_question(Question(text="Gibt es schon ein Konzept?"), actor=organiser)
    assert question.slug == "gibt-es-schon-ein-konzept"
    question.text = "Liegt ein Konzept vor?"
    assert save_question(question, actor=organiser).slug == "gibt-es-schon-ein-konzept"


@pytest.mark.parametrize("text", ["Ä" * 60, "Partner?", "Weg?"])
def test_a_question_never_takes_a_name_that_is_taken(
    network: Network, organiser: Person, text: str
) -> None:
    """Neither that of another question nor that of a field: it could never be answered."""
    slugs = [save_question(Question(text=text), actor=organiser).slug for _twice in range(2)]
    assert set(slugs) <= set(read_inquiry("").answers)
    assert len(set(slugs)) == 2


def test_of_each_rule_the_version_of_the_day_holds(programme: Programme, organiser: Person) -> None:
    rule = make_rule(programme)
    succeed_rule(rule, draft_of(rule, valid_from=date(2027, 1, 1)), actor=organiser)
    assert [one.version for one in Rule.objects.holding(date(2026, 12, 31))] == [1]
    assert [one.version for one in Rule.objects.holding(date(2027, 1, 1))] == [2]


def test_a_correction_overtakes_a_version_that_was_still_to_come(
    programme: Programme, organiser: Person
) -> None:
    """Else the first version would answer beside the one that replaced it."""
    first = make_rule(programme)
    coming = succeed_rule(first, draft_of(first, valid_from=date(2027, 1, 1)), actor=organiser)
    ended = draft_of(coming, valid_from=date(2026, 6, 1), status=Status.EXPIRED)
    succeed_rule(coming, ended, actor=organiser)
    for day, version in ((date(2026, 5, 31), 1), (date(2026, 6, 1), 3), (date(2027, 1, 1), 3)):
        assert [one.version for one in Rule.objects.holding(day)] == [version]


def test_terms_of_many_rules_cost_three_queries(
    programme: Programme, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    question = make_question(presupposes=make_question("konzept"))
    for number in range(3):
        add_condition(make_rule(programme, f"r{number}"), question)
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = read_terms(Rule.objects.with_terms())
    assert found[2].requirements[0].presupposes == "konzept"
