"""A case of Ilmenau in Olga's hands, as the tests of advising know it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from klimanetz.features.advising.actions import ContactFacts, move, open_case
from klimanetz.features.advising.early import has_grant
from klimanetz.features.advising.models import (
    Application,
    ApplicationState,
    Case,
    Contact,
    Option,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.factories import make_person

MAYOR = ContactFacts("Bela Beispiel", "Bürgermeisterin", "bela@ilmenau.example", "03677 1234")

#: What each step asks, as an adviser would say it.
SAID: dict[str, dict[str, Any]] = {
    Stage.OPTION_CHOSEN: {"option": Option.OWN},
    Stage.COUNCIL_REFUSED: {"reason": "Der Haushalt ist zu knapp."},
    Stage.REJECTED: {"reason": "Es gibt schon ein Konzept."},
    Stage.DROPPED: {"reason": "Die Bürgermeisterin hat sich umentschieden."},
    Stage.NO_APPLICANT: {"reason": "Niemand hat sich beworben."},
}


def what_it_asks(stage: str) -> dict[str, Any]:
    soon = timezone.localdate() + timedelta(days=21)
    days: dict[str, dict[str, Any]] = {
        Stage.COUNCIL_PAPER: {"council_on": soon},
        Stage.ADVERTISED: {"apply_by": soon},
    }
    return (SAID | days).get(stage, {})


@pytest.fixture
def colleague(organiser: Person) -> Person:
    """The other one who runs the network."""
    return make_person("Karl", "Kollege", Role.ORGANISER, email="karl@agentur.example")


@pytest.fixture
def case(organiser: Person, ilmenau: Authority) -> Case:
    return open_case(
        ilmenau,
        owner=organiser,
        contact=MAYOR,
        next_step="Rückruf am Montag",
        next_on=timezone.localdate() + timedelta(days=2),
        note="Hat auf der Messe angefragt.",
        actor=organiser,
    )


@pytest.fixture
def mayor(case: Case) -> Contact:
    return case.contacts.get()


def give_grant(case: Case) -> None:
    """A case is granted with one of its applications."""
    if not has_grant(case):
        Application.objects.create(
            case=case,
            name="Kommunalrichtlinie",
            state=ApplicationState.GRANTED,
            granted=150_000,
            decided_on=timezone.localdate(),
        )


type Advance = Callable[..., Case]


@pytest.fixture
def advance(organiser: Person) -> Advance:
    """Moves a case along all `stages`, each with what it asks."""

    def advanced(case: Case, *stages: str) -> Case:
        for stage in stages:
            if stage == Stage.GRANTED:
                give_grant(case)
            case = move(
                case,
                stage,
                version=case.version,
                on=timezone.localdate(),
                actor=organiser,
                **what_it_asks(stage),
            )
        return case

    return advanced
