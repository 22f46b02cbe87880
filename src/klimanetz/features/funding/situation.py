"""Who asks for what: all that the answer of a rule depends on. Nothing in it is personal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klimanetz.features.funding.models.vocabulary import Applicant, Purpose


@dataclass(frozen=True, slots=True)
class Situation:
    """`answers` by the slug of a question: yes, no, or None (also left out) for "not known".

    `land`: two digits. `population`: of all who take part together; None where unknown.
    `costs`: eligible costs of the whole grant period in euros, where they are known already.
    """

    applicant: Applicant
    land: str
    purpose: Purpose
    starts: date
    population: int | None = None
    participants: int = 1
    costs: Decimal | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)
