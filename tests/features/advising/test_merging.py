"""A town that was merged while its case was running."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import move_to_successor, open_case
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from tests.conftest import SignIn
from tests.factories import make_authority
from tests.features.advising.test_opening import merge
from tests.features.meetings.reading import words


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def page_of(office: Client, case: Case) -> str:
    return words(office.get(reverse("case_detail", args=[case.pk])))


def test_the_page_says_so_and_one_button_goes_on(
    office: Client, case: Case, ilmenau: Authority, arnstadt: Authority
) -> None:
    merge(ilmenau, arnstadt)
    text = page_of(office, case)
    assert "Gemeinde Ilmenau gibt es seit dem 31. Dezember 2024 nicht mehr." in text
    assert "Mit Arnstadt weiterführen" in text
    office.post(reverse("case_succeed", args=[case.pk, arnstadt.pk]))
    case.refresh_from_db()
    assert case.lead == arnstadt
    assert "gibt es seit dem" not in page_of(office, case)


def test_of_several_heirs_one_is_chosen(
    office: Client, case: Case, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    merge(ilmenau, arnstadt, erfurt)
    text = page_of(office, case)
    assert "Mit Arnstadt weiterführen" in text
    office.post(reverse("case_succeed", args=[case.pk, erfurt.pk]))
    case.refresh_from_db()
    assert case.lead == erfurt


def test_what_did_not_take_it_over_gets_nothing(
    case: Case, ilmenau: Authority, arnstadt: Authority, erfurt: Authority, organiser: Person
) -> None:
    merge(ilmenau, arnstadt)
    moved = move_to_successor(case, successor=erfurt, actor=organiser)
    assert moved.lead == arnstadt


def test_a_partner_that_was_merged_goes_along(
    case: Case, organiser: Person, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    """One that became the leading town is no partner any more."""
    case.others.set([arnstadt, erfurt])
    merge(arnstadt, ilmenau)
    moved = move_to_successor(case, actor=organiser)
    assert moved.lead == ilmenau
    assert list(moved.others.all()) == [erfurt]


def test_an_heir_with_a_case_of_its_own_is_refused(
    case: Case, organiser: Person, ilmenau: Authority, arnstadt: Authority
) -> None:
    open_case(arnstadt, owner=None, contact=None, next_step="", next_on=None, actor=organiser)
    merge(ilmenau, arnstadt)
    with pytest.raises(Refused, match="gibt es schon einen offenen Fall"):
        move_to_successor(case, actor=organiser)
    case.refresh_from_db()
    assert case.lead == ilmenau


def test_twice_changes_once(
    case: Case, organiser: Person, ilmenau: Authority, arnstadt: Authority
) -> None:
    merge(ilmenau, arnstadt)
    for _click in range(2):
        move_to_successor(case, actor=organiser)
    assert AuditEntry.objects.filter(verb="move_case_to_successor").count() == 1


def test_a_town_that_still_is_stays(case: Case, organiser: Person, ilmenau: Authority) -> None:
    ilmenau.valid_to = date(2999, 12, 31)
    ilmenau.save()
    assert move_to_successor(case, actor=organiser).lead == ilmenau


def test_of_several_heirs_of_a_partner_one_is_chosen(
    office: Client, case: Case, arnstadt: Authority, erfurt: Authority, ilm_kreis: Authority
) -> None:
    """Whichever button is pressed; until then the partner stays as it was."""
    case.others.set([arnstadt])
    merge(arnstadt, erfurt, ilm_kreis)
    for chosen in (erfurt, ilm_kreis):
        case.others.set([arnstadt])
        office.post(reverse("case_succeed", args=[case.pk, chosen.pk]))
        assert list(case.others.all()) == [chosen]


def test_a_partner_of_which_nobody_said_who_goes_on_waits(
    case: Case, organiser: Person, ilmenau: Authority, arnstadt: Authority, erfurt: Authority,
    ilm_kreis: Authority,
) -> None:  # fmt: skip
    gera = make_authority("160520000000", "Gera", Kind.DISTRICT_FREE_CITY)
    case.others.set([arnstadt])
    merge(ilmenau, gera)
    merge(arnstadt, erfurt, ilm_kreis)
    moved = move_to_successor(case, actor=organiser)
    assert moved.lead == gera
    assert list(moved.others.all()) == [arnstadt]
