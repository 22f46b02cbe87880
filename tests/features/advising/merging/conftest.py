"""Ilmenau and Arnstadt became Erfurt, and each had a case: Olga's, and Karl's a year older."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.actions import ContactFacts, open_case
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.test_opening import merge as merge_towns

BAUAMT = ContactFacts("Bela Beispiel", "Bauamt", "Bela@Ilmenau.example", "0171 99")


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def other(
    case: Case, organiser: Person, colleague: Person, ilmenau: Authority, arnstadt: Authority,
    erfurt: Authority,
) -> Case:  # fmt: skip
    """Bela stands in both."""
    opened = open_case(
        arnstadt, owner=colleague, contact=BAUAMT, next_step="Kämmerei fragen",
        next_on=timezone.localdate() + timedelta(days=9), note="Kam über den Kreis.",
        actor=organiser,
    )  # fmt: skip
    opened.opened_at -= timedelta(days=365)
    opened.save(update_fields=["opened_at"])
    merge_towns(ilmenau, erfurt)
    merge_towns(arnstadt, erfurt)
    return opened


def url(case: Case, other: Case) -> str:
    return reverse("case_merge", args=[case.pk, other.pk])
