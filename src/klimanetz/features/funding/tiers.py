"""Which of a rule's rates is paid: the one that is sure, and a better one that may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Tier

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Choice:
    """`sure` holds as things are known; `possible` might, once they are; the highest first."""

    sure: Tier | None
    possible: tuple[Tier, ...]

    @property
    def better(self) -> Tier | None:
        return self.possible[0] if self.possible else None

    @property
    def best(self) -> tuple[Tier, ...]:
        """As high as `better`: one for each way to it."""
        return tuple(one for one in self.possible if worth(one) == worth(self.possible[0]))


def worth(tier: Tier) -> tuple[Decimal, Decimal, Decimal]:
    """The order of the rates of one rule, which pays either percents or amounts."""
    return tier.percent or NOTHING, tier.per_inhabitant or NOTHING, tier.euros or NOTHING


def applies(tier: Tier, situation: Situation) -> bool | None:
    """None where that hangs on something which is not known yet."""
    told = (answers_so(tier, situation), has_the_size(tier, situation))
    if False in told or (tier.shared and situation.participants < 2):
        return False
    return None if None in told else True


def answers_so(tier: Tier, situation: Situation) -> bool | None:
    return situation.answers.get(tier.question) if tier.question else True


def has_the_size(tier: Tier, situation: Situation) -> bool | None:
    if tier.population_from is None and tier.population_to is None:
        return True
    if situation.population is None:
        return None
    above = tier.population_from is None or situation.population >= tier.population_from
    return above and (tier.population_to is None or situation.population <= tier.population_to)


def choose(tiers: Iterable[Tier], situation: Situation) -> Choice:
    ranked = sorted(tiers, key=worth, reverse=True)
    told = [(tier, applies(tier, situation)) for tier in ranked]
    sure = next((tier for tier, applicable in told if applicable), None)
    possible = (tier for tier, applicable in told if applicable is None)
    return Choice(sure, tuple(one for one in possible if sure is None or worth(one) > worth(sure)))


def limits_of(tiers: Iterable[Tier]) -> list[int]:
    """Numbers of inhabitants at which some rate begins, or has just ended: so many sizes differ."""
    limits = set()
    for tier in tiers:
        limits |= {tier.population_from or 0, tier.population_to + 1 if tier.population_to else 0}
    return sorted(limits - {0})
