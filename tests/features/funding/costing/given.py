"""Combinations as the rules would give them, built by hand: here only the sums are tested."""

from datetime import date
from decimal import Decimal

from klimanetz.features.funding import combining
from klimanetz.features.funding.assessing import Answer, Assessment
from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.models import Level, Purpose, Status
from klimanetz.features.funding.terms import Terms, Tier

CHECKED = date(2026, 11, 1)


def post(
    group: str, step: int, starts: str, *, share: str = "1", rise: str = "0", **given: str
) -> Post:
    """Unless said otherwise full time and without a pay rise that nobody has agreed yet."""
    others = {name: Decimal(value) for name, value in given.items()}
    return Post(
        group, step, Decimal(share), date.fromisoformat(starts), rise=Decimal(rise), **others
    )


def grant(
    percent: str | None = None,
    *,
    months: int | None = 24,
    level: Level = Level.FEDERAL,
    euros: str | None = None,
    per_inhabitant: str | None = None,
    cap: str | None = None,
    least: str | None = None,
    own: str | None = None,
    answer: Answer = Answer.YES,
    status: Status = Status.ACTIVE,
) -> Assessment:
    terms = Terms(
        pk=1,
        programme=f"programme-{level}",
        programme_name=NAMES[level],
        level=level,
        land="16" if level is Level.STATE else "",
        slug="post",
        version=1,
        title="Personal",
        purpose=Purpose.NEW_POSITION,
        status=status,
        applicants=frozenset(),
        tiers=(),
        source="Richtlinie, Nummer 4",
        source_url="https://foerderung.example/richtlinie",
        checked_on=CHECKED,
        duration_months=months,
        cap=decimal(cap),
        minimum_costs=decimal(least),
        own_share=decimal(own),
    )
    tier = Tier(decimal(percent), decimal(per_inhabitant), decimal(euros))
    return Assessment(terms, answer, tier=tier)


NAMES = {Level.FEDERAL: "Kommunalrichtlinie", Level.STATE: "Klima Invest", Level.EU: "EFRE"}


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def together(
    *parts: Assessment,
    ceiling: str = "100",
    certain: bool = True,
    purpose: Purpose = Purpose.NEW_POSITION,
) -> Combination:
    most = min(Decimal(ceiling), combining.ceiling(parts))
    return Combination(purpose, parts, most, certain)


def state(percent: str | None = None, **terms: object) -> Assessment:
    return grant(percent, level=Level.STATE, **terms)  # type: ignore[arg-type]
