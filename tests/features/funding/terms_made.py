"""Terms and situations for tests: a grant that a small town may have, and what differs from it."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from klimanetz.features.funding.models import Level
from klimanetz.features.funding.models.vocabulary import (
    Applicant,
    Cumulation,
    Purpose,
    Status,
)
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Requirement, Terms, Tier

#: The day of asking in all these tests.
TODAY: Final = date(2026, 3, 2)

WEAK: Final = Tier(percent=Decimal(90), question="finanzschwach", question_text="Finanzschwach?")
NORMAL: Final = Tier(percent=Decimal(70))

NEW_POST: Final = Requirement(
    "neue-stelle", "Ist die Stelle neu?", True, "Die Stelle muss neu sein."
)
NO_CONCEPT: Final = Requirement(
    "konzept", "Gibt es ein Konzept?", False, "Mit Konzept gibt es kein Erstvorhaben."
)
RESOLVED: Final = Requirement(
    "beschluss", "Gibt es einen Beschluss?", True, "Ohne Beschluss geht es nicht.",
    "konzept", "Gibt es ein Konzept?",
)  # fmt: skip


def make_terms(**changes: Any) -> Terms:  # noqa: ANN401 - any field of the terms
    """70 %, 90 % if financially weak, for a new post; checked, with a source, for all Germany."""
    fields: dict[str, Any] = {
        "pk": 1,
        "programme": "richtlinie",
        "programme_name": "Richtlinie",
        "level": Level.FEDERAL,
        "land": "",
        "slug": "erstvorhaben",
        "version": 1,
        "title": "Erstvorhaben",
        "purpose": Purpose.NEW_POSITION,
        "status": Status.ACTIVE,
        "applicants": frozenset({Applicant.MUNICIPALITY, Applicant.DISTRICT}),
        "tiers": (NORMAL, WEAK),
        "source": "Nummer 4.1.8",
        "source_url": "https://bund.example/richtlinie",
        "checked_on": date(2026, 2, 1),
        "decided_by": "Agentur",
        "cumulation": Cumulation.ALLOWED,
    }
    return Terms(**fields | changes)


def make_state_terms(**changes: Any) -> Terms:  # noqa: ANN401 - any field of the terms
    """60 % of the Land."""
    fields: dict[str, Any] = {
        "pk": 2,
        "programme": "landesmittel",
        "programme_name": "Landesmittel",
        "level": Level.STATE,
        "land": "16",
        "slug": "personal",
        "tiers": (Tier(percent=Decimal(60)),),
    }
    return make_terms(**fields | changes)


def make_situation(**changes: Any) -> Situation:  # noqa: ANN401 - any field of the situation
    """A small town in Thuringia that wants its first post in a year's time."""
    fields: dict[str, Any] = {
        "applicant": Applicant.MUNICIPALITY,
        "land": "16",
        "purpose": Purpose.NEW_POSITION,
        "starts": date(2027, 3, 1),
        "population": 3_200,
    }
    return Situation(**fields | changes)
