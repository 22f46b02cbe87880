"""What funding knows reaches the cases, and a changed rule those who advise."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from klimanetz.features.advising.actions import open_case
from klimanetz.features.advising.models import Application, ApplicationState, Case, Stage
from klimanetz.features.advising.programmes import known_programmes
from klimanetz.features.funding.concerned import find_concerned
from klimanetz.features.funding.drafts import fresh_copy
from klimanetz.features.funding.models import Programme, Purpose, Rule, Status
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn

FEDERAL = "kommunalrichtlinie"


@pytest.fixture
def programmes(db: None) -> None:
    """As they come along with the product."""
    call_command("funding", "import", verbosity=0)


@pytest.fixture
def case(organiser: Person, ilmenau: Authority) -> Case:
    return open_case(
        ilmenau, owner=organiser, contact=None, next_step="", next_on=None,
        check_query="kommune=160700029029&weg=eigene", actor=organiser,
    )  # fmt: skip


def test_a_case_knows_what_can_be_applied_for(programmes: None) -> None:
    first, *others = known_programmes()
    assert (first.slug, first.available) == (FEDERAL, True)
    assert (first.decision_months, first.duration_months) == (5, 24)
    assert first.needs_no_concept
    assert first.url == f"/foerderung/{FEDERAL}/"
    assert "klima-invest" in {one.slug for one in others}
    assert not any(one.available for one in others)


def test_what_is_over_is_not_available(programmes: None) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Rule.objects.filter(slug="erstvorhaben").update(valid_to=yesterday)
    assert not any(one.available for one in known_programmes())


def test_who_advises_hears_of_a_changed_rule(case: Case, organiser: Person) -> None:
    Case.objects.update(check_query="")
    assert find_concerned(FEDERAL) == []
    application = Application.objects.create(case=case, programme=FEDERAL, name="Bund")
    (told,) = find_concerned(FEDERAL)
    assert (told.address, told.about) == (organiser.email, "Beratungsfall Ilmenau")
    assert told.url.endswith(f"/verwaltung/beratung/{case.pk}/")
    Case.objects.update(owner=None)
    assert [one.address for one in find_concerned(FEDERAL)] == [organiser.email]
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.WITHDRAWN)
    assert find_concerned(FEDERAL) == []


def test_a_case_that_plans_with_its_check_hears_of_what_that_counts_on(
    programmes: None, case: Case, organiser: Person
) -> None:
    """Before anybody has applied a changed rule matters most."""
    (told,) = find_concerned(FEDERAL)
    assert (told.address, told.about) == (organiser.email, "Beratungsfall Ilmenau")
    assert len(find_concerned("klima-invest")) == 1
    Programme.objects.filter(slug="klima-invest").update(land="14")
    assert find_concerned("klima-invest") == []
    Case.objects.update(stage=Stage.GRANTED)
    assert find_concerned(FEDERAL) == []


def test_what_was_decided_goes_by_the_rule_of_its_day(
    programmes: None, case: Case, organiser: Person
) -> None:
    refused = {"state": ApplicationState.REFUSED, "reason": "Zu spät."}
    Application.objects.create(case=case, programme=FEDERAL, name="Bund", **refused)
    assert find_concerned(FEDERAL) == []


def test_a_case_leads_to_its_check_as_it_comes_out_today(
    case: Case, organiser: Person, sign_in: SignIn
) -> None:
    page = sign_in(organiser).get(f"/verwaltung/beratung/{case.pk}/").content.decode()
    assert "Rechnung und Förderung nach heutigem Stand" in page
    assert "ergebnis/?kommune=160700029029&amp;weg=eigene" in page


def test_the_result_leads_on(
    client: Client, programmes: None, ilmenau: Authority, organiser: Person
) -> None:
    query = "kommune=160700029029&weg=eigene&vorher=nein"
    page = client.get(f"/kommune-ohne-klimaschutzmanagement/ergebnis/?{query}").content.decode()
    assert "/kommune-ohne-klimaschutzmanagement/beratung/?kommune=160700029029" in page


def test_what_is_over_says_nothing_about_what_holds(programmes: None) -> None:
    """Else a window that closed years ago would be shown as this one's."""
    known = next(one for one in known_programmes() if one.slug == FEDERAL)
    over = fresh_copy(Rule.objects.get(slug="erstvorhaben"))
    over.slug, over.status, over.decision_months = "frueher", Status.EXPIRED, 24
    over.window_closes = timezone.localdate() - timedelta(days=400)
    over.save()
    assert next(one for one in known_programmes() if one.slug == FEDERAL) == known


def test_money_for_something_else_makes_no_position_possible(programmes: None) -> None:
    other = fresh_copy(Rule.objects.get(slug="erstvorhaben"))
    other.slug, other.purpose = "netzwerke-heute", Purpose.NETWORK
    other.save()
    yesterday = timezone.localdate() - timedelta(days=1)
    Rule.objects.filter(slug="erstvorhaben").update(valid_to=yesterday)
    assert not next(one for one in known_programmes() if one.slug == FEDERAL).available
