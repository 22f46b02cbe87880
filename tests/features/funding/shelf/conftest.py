"""A town, what pays for a post there, and the addresses of its checks; 1st of February 2027."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.features.funding.frames import repeat
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.models import Condition, Programme, Question, Rate, Rule
from klimanetz.features.funding.result import Result, work_out
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn

type WorkOut = Callable[..., Result]

ILMENAU = "kommune=160700029029&weg=eigene"
CHECKED = date(2027, 1, 10)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 2, 1, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(organiser: Person, sign_in: SignIn, clock: object) -> Client:
    return sign_in(organiser)


def make_rule(programme: Programme, slug: str, percent: int, **fields: object) -> Rule:
    said: dict[str, object] = {
        "title": "Neue Stelle",
        "purpose": "new_position",
        "applicants": ["municipality", "district_free_city", "district", "association"],
        "duration_months": 24,
        "cumulation": "allowed",
        "cumulation_ceiling": Decimal(100),
        "status": "active",
        "source": f"Merkblatt {slug}",
        "source_url": f"https://programm.example/{slug}",
        "checked_on": CHECKED,
    }
    rule = repeat(Rule(programme=programme, slug=slug, **(said | fields)), programme)
    rule.save()
    Rate.objects.create(rule=rule, percent=Decimal(percent))
    return rule


@pytest.fixture
def rules(clock: object, db: None) -> None:
    """One that holds and asks a question, one that follows unverified, one that has expired."""
    Rule.objects.all().delete()
    Programme.objects.all().delete()
    federal = Programme.objects.create(
        slug="bund", name="Bundesprogramm", giver="Bund", level="federal"
    )
    state = Programme.objects.create(
        slug="land", name="Landesprogramm", giver="Land", level="state", land="16"
    )
    question, _new = Question.objects.get_or_create(
        slug="konzept", defaults={"text": "Gibt es schon ein Klimaschutzkonzept?"}
    )
    first = make_rule(federal, "erst", 70, decision_months=5)
    Condition.objects.create(
        rule=first, question=question, wanted=False, otherwise="Ein Konzept gibt es schon."
    )
    make_rule(
        federal, "anschluss", 40, title="Anschluss", purpose="follow_up", duration_months=36,
        status="unverified", checked_on=None,
    )  # fmt: skip
    make_rule(state, "personal", 60, title="Personal", status="expired",
              valid_to=date(2024, 3, 31))  # fmt: skip


@pytest.fixture
def found(network: Network, ilmenau: Authority, arnstadt: Authority, rules: None) -> WorkOut:
    """What the check of an address comes to."""

    def find(query: str = ILMENAU) -> Result:
        inquiry = read_inquiry(query)
        assert inquiry.is_complete, inquiry.problems
        return work_out(inquiry, on=timezone.localdate())

    return find
