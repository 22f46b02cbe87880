"""A case for which somebody was found, and what the form sends."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from klimanetz.features.advising.models import Application, ApplicationState, Case, Stage
from tests.features.advising.conftest import Advance

TO_APPLIED = (
    Stage.FIRST_TALK,
    Stage.OPTION_CHOSEN,
    Stage.COUNCIL_PAPER,
    Stage.RESOLVED,
    Stage.APPLIED,
)
STARTS = date(2024, 3, 1)

type Said = Callable[..., dict[str, str]]


@pytest.fixture
def said() -> Said:
    """What the form sends; Nora Neu begins in Ilmenau."""

    def say(**other: str) -> dict[str, str]:
        return {
            "first_name": "Nora",
            "last_name": "Neu",
            "email": "nora.neu@ilmenau.example",
            "authority": "160700029029",
            "serves": "",
            "kind": "manager",
            "share": "0,75",
            "starts": timezone.localdate().isoformat(),
            "ends": (timezone.localdate() + timedelta(days=729)).isoformat(),
            **other,
        }

    return say


@pytest.fixture
def granted(case: Case, advance: Advance) -> Case:
    """With two grants, one that was refused, and one still open."""
    row = advance(case, *TO_APPLIED)
    for name, state in (
        ("Kommunalrichtlinie", ApplicationState.GRANTED),
        ("Klima Invest", ApplicationState.GRANTED),
        ("Stiftung", ApplicationState.REFUSED),
        ("Landkreis", ApplicationState.SUBMITTED),
    ):
        Application.objects.create(
            case=row, name=name, state=state, granted=Decimal(1000),
            decided_on=timezone.localdate(), grant_starts=STARTS, grant_ends=date(2026, 2, 28),
        )  # fmt: skip
    return advance(row, Stage.GRANTED)
