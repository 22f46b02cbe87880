"""Two open cases of one town: both say so, and nobody is led into a refusal."""

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.features.advising.actions import move_to_successor, open_case
from klimanetz.features.advising.models import Case, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.advising.test_opening import merge
from tests.features.meetings.reading import words

SAID = "Für dieselbe Kommune läuft noch ein Fall:"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def other(organiser: Person, colleague: Person, arnstadt: Authority) -> Case:
    return open_case(
        arnstadt, owner=colleague, contact=None, next_step="", next_on=None, actor=organiser
    )


def page_of(office: Client, case: Case) -> str:
    return words(office.get(reverse("case_detail", args=[case.pk])))


def leads_to(office: Client, case: Case, other: Case) -> bool:
    content = office.get(reverse("case_detail", args=[case.pk])).content.decode()
    return f'href="{reverse("case_detail", args=[other.pk])}"' in content


def test_towns_of_their_own_have_nothing_to_do_with_each_other(
    office: Client, case: Case, other: Case
) -> None:
    assert SAID not in page_of(office, case)


def test_two_towns_that_became_one_name_each_other(
    office: Client, case: Case, other: Case, ilmenau: Authority, arnstadt: Authority,
    erfurt: Authority,
) -> None:  # fmt: skip
    merge(ilmenau, erfurt)
    merge(arnstadt, erfurt)
    assert f"{SAID} Gemeinde Arnstadt, Kontakt (Karl Kollege)" in page_of(office, case)
    assert leads_to(office, case, other)
    assert f"{SAID} Gemeinde Ilmenau, Kontakt (Olga Organisatorin)" in page_of(office, other)
    assert leads_to(office, other, case)


def test_the_first_goes_on_and_the_second_is_told_instead_of_refused(
    office: Client, organiser: Person, case: Case, other: Case, ilmenau: Authority,
    arnstadt: Authority, erfurt: Authority,
) -> None:  # fmt: skip
    merge(ilmenau, erfurt)
    merge(arnstadt, erfurt)
    move_to_successor(case, actor=organiser)
    text = page_of(office, other)
    assert "Gemeinde Arnstadt gibt es seit dem 31. Dezember 2024 nicht mehr." in text
    assert "weiterführen" not in text
    assert leads_to(office, other, case)


def test_once_one_is_closed_the_other_goes_on(
    office: Client, case: Case, other: Case, advance: Advance, ilmenau: Authority,
    arnstadt: Authority,
) -> None:  # fmt: skip
    merge(ilmenau, arnstadt)
    assert "weiterführen" not in page_of(office, case)
    advance(other, Stage.DROPPED)
    assert SAID not in page_of(office, other)
    assert SAID not in page_of(office, case)
    assert "Mit Arnstadt weiterführen" in page_of(office, case)


def test_a_partner_may_still_become_what_has_a_case(
    office: Client, case: Case, other: Case, arnstadt: Authority, erfurt: Authority
) -> None:
    case.others.set([erfurt])
    merge(erfurt, arnstadt)
    text = page_of(office, case)
    assert "Mit Arnstadt weiterführen" in text
    assert SAID not in text
