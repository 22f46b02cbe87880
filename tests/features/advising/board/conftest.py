"""Cases as rows, in any stage and as old as a test needs them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from klimanetz.features.advising.models import CLOSED, Case, Move, Stage
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.factories import make_person

type MakeCase = Callable[..., Case]


@pytest.fixture
def colleague(organiser: Person) -> Person:
    """The other one who runs the network."""
    return make_person("Karl", "Kollege", Role.ORGANISER, email="karl@agentur.example")


@pytest.fixture
def make_case(organiser: Person, ilmenau: Authority) -> MakeCase:
    """In Olga's hands, of Ilmenau, with the first contact today, unless something else is said."""

    def make(stage: str = Stage.CONTACT, lead: Authority | None = None, **fields: Any) -> Case:  # noqa: ANN401 - of any field
        reason = {"reason": "Zu teuer."} if stage in CLOSED - {Stage.ONBOARDED} else {}
        closed = {"closed_at": timezone.now()} if stage in CLOSED else {}
        asked = {"owner": organiser, "next_step": "Anrufen", **reason, **closed, **fields}
        case = Case.objects.create(lead=lead or ilmenau, stage=stage, **asked)
        Move.objects.create(case=case, reached=stage, on=timezone.localdate(case.opened_at))
        return case

    return make


@pytest.fixture
def rest(make_case: MakeCase) -> Callable[..., Case]:
    """A case that rests until so many days from now."""

    def resting(days: int, **fields: Any) -> Case:  # noqa: ANN401 - of any field
        wake_on = timezone.localdate() + timedelta(days=days)
        said = {"paused_at": timezone.now(), "pause_reason": "Wahl", "wake_on": wake_on, **fields}
        return make_case(**said)

    return resting
