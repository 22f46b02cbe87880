"""A federal rule that was checked, one of the Land that has expired, and who may ask."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.features.funding.frames import repeat
from klimanetz.features.funding.models import (
    Condition,
    Level,
    Programme,
    Purpose,
    Question,
    Rate,
    Rule,
    Status,
)
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority

EVERYONE = ["municipality", "district_free_city", "association", "district"]


@pytest.fixture(autouse=True)
def _network(network: Network) -> None:
    """What a place means depends on the Land of the network."""


@pytest.fixture
def weak(db: None) -> Question:
    return Question.objects.create(
        slug="finanzschwach", text="Ist Ihre Kommune finanzschwach?", rank=20
    )


@pytest.fixture
def concept(db: None) -> Question:
    return Question.objects.create(
        slug="konzept", text="Gibt es schon ein Klimaschutzkonzept?", rank=10
    )


def make_rule(
    programme: Programme, slug: str, purpose: Purpose, percent: str, **fields: object
) -> Rule:
    defaults: dict[str, object] = {
        "title": "Personal im Klimaschutz",
        "applicants": EVERYONE,
        "duration_months": 24,
        "status": Status.ACTIVE,
        "source": "Merkblatt, Abschnitt 2",
        "source_url": "https://foerderung.example/merkblatt",
        "checked_on": timezone.localdate() - timedelta(days=10),
        "cumulation": "allowed",
    }
    rule = Rule(programme=programme, slug=slug, purpose=purpose, **(defaults | fields))
    repeat(rule, programme).save()
    Rate.objects.create(rule=rule, percent=Decimal(percent))
    return rule


@pytest.fixture
def federal(db: None) -> Programme:
    return Programme.objects.create(
        slug="kommunalrichtlinie", name="Kommunalrichtlinie", giver="Bund", level=Level.FEDERAL
    )


@pytest.fixture
def initial(federal: Programme, weak: Question, concept: Question) -> Rule:
    """70 %, 90 % for the weak, for who has no concept yet."""
    rule = make_rule(federal, "erstvorhaben", Purpose.NEW_POSITION, "70", title="Erstvorhaben")
    Rate.objects.create(rule=rule, percent=Decimal(90), question=weak)
    Condition.objects.create(
        rule=rule, question=concept, wanted=False, otherwise="Es gibt schon ein Konzept."
    )
    return rule


@pytest.fixture
def follow_up(federal: Programme) -> Rule:
    return make_rule(
        federal, "anschluss", Purpose.FOLLOW_UP, "40", duration_months=36, title="Anschluss"
    )


@pytest.fixture
def expired(db: None) -> Rule:
    programme = Programme.objects.create(
        slug="klima-invest", name="Klima Invest", giver="Land", level=Level.STATE, land="16"
    )
    return make_rule(
        programme,
        "personal",
        Purpose.NEW_POSITION,
        "60",
        status=Status.EXPIRED,
        valid_to=date(2024, 3, 31),
    )


@pytest.fixture
def network_rule(federal: Programme) -> Rule:
    return make_rule(
        federal, "netzwerk", Purpose.NETWORK, "60", duration_months=36, title="Netzwerk"
    )


@pytest.fixture
def rules(initial: Rule, follow_up: Rule, expired: Rule, network_rule: Rule) -> list[Rule]:
    return [initial, follow_up, expired, network_rule]


@pytest.fixture
def association(ilm_kreis: Authority) -> Authority:
    return make_authority(
        "160705001", "Geratal/Plaue", Kind.ASSOCIATION, parent=ilm_kreis, population=8000
    )


@pytest.fixture
def plaue(association: Authority, ilm_kreis: Authority) -> Authority:
    return make_authority(
        "160705001043",
        "Plaue",
        Kind.MUNICIPALITY,
        parent=ilm_kreis,
        association=association,
        population=2000,
    )
