"""What a version of a rule says, read once and asked ten thousand times. Knows no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klimanetz.features.funding.models import Condition, Level, Rate, Rule
from klimanetz.features.funding.models.vocabulary import (
    Applicant,
    Cumulation,
    Order,
    Purpose,
    Status,
)


@dataclass(frozen=True, slots=True)
class Tier:
    """One rate: exactly one of `percent`, `per_inhabitant`, `euros` is set.

    `question` is the slug of what has to be answered with yes; empty where nothing has.
    """

    percent: Decimal | None = None
    per_inhabitant: Decimal | None = None
    euros: Decimal | None = None
    question: str = ""
    question_text: str = ""
    population_from: int | None = None
    population_to: int | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """A yes to `question` makes sense only with a yes to `presupposes` (a slug, empty if none)."""

    question: str
    question_text: str
    wanted: bool
    otherwise: str
    presupposes: str = ""
    presupposes_text: str = ""


@dataclass(frozen=True, slots=True)
class Presupposed:
    """A no to one of `firsts` is a no to `question`; slug and text of each, the nearest first."""

    question: str
    question_text: str
    firsts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one version of a rule. `pk` is its row (0: none yet); `programme` the slug in its address.

    `decided_by` is whom to ask: who decides, or else who gives.
    """

    pk: int
    programme: str
    programme_name: str
    level: Level
    land: str
    slug: str
    version: int
    title: str
    purpose: Purpose
    status: Status
    applicants: frozenset[Applicant]
    tiers: tuple[Tier, ...]
    source: str
    source_url: str = ""
    checked_on: date | None = None
    requirements: tuple[Requirement, ...] = ()
    duration_months: int | None = None
    minimum_costs: Decimal | None = None
    cap: Decimal | None = None
    cap_per_participant: bool = False
    minimum_participants: int | None = None
    own_share: Decimal | None = None
    cumulation: Cumulation = Cumulation.UNKNOWN
    cumulation_ceiling: Decimal | None = None
    cumulation_order: Order = Order.ANY
    documents: tuple[str, ...] = ()
    window_opens: date | None = None
    window_closes: date | None = None
    decision_months: int | None = None
    lead_months: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    decided_by: str = ""
    presupposed: tuple[Presupposed, ...] = ()
    note: str = field(default="", compare=False)


def read_terms(rules: Iterable[Rule]) -> tuple[Terms, ...]:
    """Needs `Rule.objects.with_terms()`; asks nothing more."""
    return tuple(terms_of(rule) for rule in rules)


#: What stands in a rule as it stands in its terms.
ALIKE = (
    "slug", "version", "title", "source", "source_url", "checked_on", "duration_months",
    "minimum_costs", "cap", "cap_per_participant", "minimum_participants", "own_share",
    "cumulation_ceiling", "window_opens", "window_closes", "decision_months", "lead_months", "note",
    "valid_from", "valid_to", "land", "decided_by",
)  # fmt: skip


def terms_of(rule: Rule) -> Terms:
    return terms_from(rule, rule.rates.all(), rule.conditions.all())


def terms_from(rule: Rule, rates: Iterable[Rate], conditions: Iterable[Condition]) -> Terms:
    programme = rule.programme
    return Terms(
        **{name: getattr(rule, name) for name in ALIKE},
        pk=rule.pk or 0,
        programme=programme.slug,
        programme_name=programme.name,
        level=Level(rule.level),
        purpose=Purpose(rule.purpose),
        status=Status(rule.status),
        applicants=frozenset(Applicant(one) for one in rule.applicants),
        tiers=tuple(tier_of(rate) for rate in rates),
        requirements=tuple(requirement_of(one) for one in conditions),
        presupposed=tuple(presupposed_of(rule, (*rates, *conditions))),
        cumulation=Cumulation(rule.cumulation),
        cumulation_order=Order(rule.cumulation_order),
        documents=tuple(line for line in rule.documents.splitlines() if line.strip()),
    )


def presupposed_of(rule: Rule, rows: Iterable[Rate | Condition]) -> Iterator[Presupposed]:
    """In the words of today, as far as they were read."""
    asked = {row.question.slug: row.question.text for row in rows if row.question}
    for slug, firsts in sorted(rule.presupposed.items()):
        if slug in asked:
            said = tuple((first, asked.get(first, text)) for first, text in firsts)
            yield Presupposed(slug, asked[slug], said)


def requirement_of(condition: Condition) -> Requirement:
    question = condition.question
    first = question.presupposes
    return Requirement(
        question.slug,
        question.text,
        condition.wanted,
        condition.otherwise,
        first.slug if first else "",
        first.text if first else "",
    )


def tier_of(rate: Rate) -> Tier:
    return Tier(
        percent=rate.percent,
        per_inhabitant=rate.euros_per_inhabitant,
        euros=rate.euros,
        question=rate.question.slug if rate.question else "",
        question_text=rate.question.text if rate.question else "",
        population_from=rate.population_from,
        population_to=rate.population_to,
        shared=rate.shared,
    )
