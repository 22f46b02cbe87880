"""A programme is the frame of its rules: narrowed only after them, so that everyone is told."""

import re
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.features.funding.changes import list_changes, with_predecessors
from klimanetz.features.funding.forms import WholeRule
from klimanetz.features.funding.models import Programme, Rule, Status
from klimanetz.features.funding.terms import terms_of
from tests.features.funding.conftest import read
from tests.features.funding.rows_made import in_days, make_programme, make_rule
from tests.features.funding.rules_made import rule_answers

pytestmark = pytest.mark.django_db
PROGRAMME = "/verwaltung/foerderung/programm/kommunalrichtlinie/"


@pytest.fixture
def framed(network: Network) -> Programme:
    return make_programme(valid_from=in_days(-400), valid_to=in_days(400))


def narrow(office: Client, **days: Any) -> str:  # noqa: ANN401
    """What the page says to another span of the programme."""
    return send(office, PROGRAMME, days)


def apply(office: Client, page: str, **days: Any) -> str:  # noqa: ANN401
    """What the page says to the button of its preview."""
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    return send(office, f"{PROGRAMME}gueltig/", days | {"seen": seen})


def send(office: Client, url: str, typed: dict[str, Any]) -> str:
    form = office.get(PROGRAMME).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    response = office.post(url, data | typed)
    return response.content.decode() if response.status_code == 200 else "saved"


def test_a_rule_without_days_of_its_own_holds_as_long_as_its_programme(framed: Programme) -> None:
    whole = WholeRule(framed, rule_answers())
    assert whole.is_valid(), whole.form.errors
    terms = whole.draft().terms()
    assert (terms.valid_from, terms.valid_to) == (in_days(-400), in_days(400))


@pytest.mark.parametrize(
    ("field", "days", "said"),
    [
        ("valid_from", -401, "Das Programm läuft erst ab"),
        ("valid_from", 401, "Das Programm läuft nur bis"),
        ("valid_to", 401, "Das Programm läuft nur bis"),
    ],
)
def test_a_rule_stays_inside_its_programme(
    framed: Programme, field: str, days: int, said: str
) -> None:
    whole = WholeRule(framed, rule_answers() | {field: in_days(days).isoformat()})
    assert not whole.is_valid()
    assert said in str(whole.form.errors[field])


def test_a_programme_is_not_narrowed_behind_the_back_of_its_rules(
    office: Client, framed: Programme
) -> None:
    """Each gets a new version that ends with it: with a preview, and everyone is told."""
    make_rule(framed, title="Neue Stelle", valid_from=in_days(-400), valid_to=in_days(400))
    make_rule(framed, "vorbei", title="Vorbei", status=Status.EXPIRED)
    page = narrow(office, valid_to=in_days(30).isoformat())
    assert "Noch gilt, was bisher galt." in page
    assert '<th scope="row">Gilt</th>' in page
    assert Programme.objects.get().valid_to == in_days(400)
    assert apply(office, page, valid_to=in_days(30).isoformat()) == "saved"
    assert Programme.objects.get().valid_to == in_days(30)
    fresh = Rule.objects.get(version=2)
    assert (fresh.title, fresh.valid_to) == ("Neue Stelle", in_days(30))
    (change,) = list_changes(with_predecessors([fresh.pk]))
    assert [sentence.partition(":")[0] for sentence in change.sentences] == ["Gilt"]


def test_a_rule_that_would_have_no_day_left_has_to_be_decided_on_first(
    office: Client, framed: Programme
) -> None:
    make_rule(framed, title="Erst später", valid_from=in_days(100), valid_to=in_days(400))
    page = narrow(office, valid_to=in_days(30).isoformat())
    assert "liegen ganz außerhalb der neuen Laufzeit: Erst später. Bitte" in page
    assert f'value="{in_days(30).isoformat()}"' in page
    assert 'name="seen"' not in page
    assert Programme.objects.get().valid_to == in_days(400)


def test_a_programme_that_runs_longer_promises_nothing(office: Client, framed: Programme) -> None:
    rule = make_rule(framed, valid_from=in_days(-400), valid_to=in_days(400))
    assert narrow(office, valid_to=in_days(900).isoformat()) == "saved"
    assert terms_of(Rule.objects.with_terms().get(pk=rule.pk)).valid_to == in_days(400)
    assert "Laufzeit" in read(office, "/foerderung/kommunalrichtlinie/")


def test_rules_written_before_say_the_days_that_were_answered_with(framed: Programme) -> None:
    silent = make_rule(framed, "still")
    own = make_rule(framed, "eigen", valid_from=in_days(-9), valid_to=in_days(9))
    import_module("klimanetz.features.funding.migrations.0004_rules_bear_their_days").write_days(
        apps, None
    )
    found = {rule.pk: (rule.valid_from, rule.valid_to) for rule in Rule.objects.all()}
    assert found[silent.pk] == (in_days(-400), in_days(400))
    assert found[own.pk] == (in_days(-9), in_days(9))
