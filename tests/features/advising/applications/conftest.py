"""Two programmes that somebody knows, and applications for them. Today is Monday, 1 March 2027."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from klimanetz.features.advising import programmes
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.models import Application, Case
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.people.models import Person

TODAY = date(2027, 3, 1)

FEDERAL = ProgrammeFacts(
    slug="kommunalrichtlinie-erstvorhaben",
    name="Kommunalrichtlinie, Erstvorhaben",
    url="/foerderung/kommunalrichtlinie-erstvorhaben/",
    available=True,
    window_closes=date(2027, 12, 31),
    decision_months=5,
    duration_months=24,
    needs_no_concept=True,
)
STATE = ProgrammeFacts(
    slug="klima-invest",
    name="Klima Invest",
    url="/foerderung/klima-invest/",
    available=False,
    early_start_harms=False,
)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> tuple[ProgrammeFacts, ...]:
    both = (FEDERAL, STATE)
    monkeypatch.setattr(programmes, "_sources", [lambda: both])
    return both


@pytest.fixture
def prepared(case: Case, organiser: Person) -> Application:
    return actions.add(
        case,
        programme=FEDERAL.slug,
        name=FEDERAL.name,
        applied=Decimal(84000),
        actor=organiser,
    )


@pytest.fixture
def submitted(prepared: Application, organiser: Person) -> Application:
    return actions.submit(
        prepared,
        on=date(2027, 2, 1),
        applied=Decimal(84000),
        reference="67K12345",
        expected_on=date(2027, 7, 1),
        actor=organiser,
    )
