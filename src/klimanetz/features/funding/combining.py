"""Which grants may be taken together for the same costs, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _

from klimanetz.features.funding.assessing import Answer, Assessment
from klimanetz.features.funding.models import Level
from klimanetz.features.funding.models.vocabulary import Cumulation, Order, Purpose
from klimanetz.features.funding.tiers import NOTHING, worth

WHOLE: Final = Decimal(100)
#: Nobody manages more grants for one post; it also keeps the number of combinations small.
AT_MOST: Final = 4
#: The order in which grants are taken where nothing else is said.
TURNS: Final = {Level.FEDERAL: 0, Level.EU: 1, Level.STATE: 2}


@dataclass(frozen=True, slots=True)
class Combination:
    """Grants in the order in which they are taken, for one purpose, over the same months.

    `ceiling`: percents of the eligible costs that all together may reach. `certain`: each part
    answers yes, and that they go together is known, not supposed. `open_points` say what is not.
    """

    purpose: Purpose
    parts: tuple[Assessment, ...]
    ceiling: Decimal
    certain: bool
    open_points: tuple[str, ...] = ()

    @property
    def has_sure_rates(self) -> bool:
        """Else a part pays nothing at all as things are known: nobody can reckon with it."""
        return all(part.tier is not None for part in self.parts)


def combine(assessments: Iterable[Assessment]) -> list[Combination]:
    """Every combination that no rule excludes, none of a part that answers no; the best first.

    Certain ones stand before uncertain ones, those whose rates are sure before those that hang on
    an answer, then by how much they pay of the costs.
    """
    usable = sorted(filter(may_pay, assessments), key=turn)
    found = (
        combined(parts, usable)
        for number in range(1, AT_MOST + 1)
        for parts in combinations(usable, number)
        if go_together(parts)
    )
    return sorted((one for one in found if all_pay(one)), key=rank)


def may_pay(one: Assessment) -> bool:
    """A lump sum is left out: it is no share of the costs of a post, unless somebody says so.

    What is paid for each inhabitant is meant for climate action as a whole, mostly for
    investments. As a part of the costs of staff it would promise what no rule says; it is
    assessed beside the combinations.
    """
    return (
        one.answer != Answer.NO
        and one.terms.purpose != Purpose.LUMP_SUM
        and (one.tier or one.better) is not None
    )


def turn(one: Assessment) -> tuple[object, ...]:
    """Federal before EU before Land, so that whatever comes after federal means does."""
    late = one.terms.cumulation_order == Order.AFTER_FEDERAL
    return TURNS[one.terms.level], late, one.terms.programme_name, one.terms.slug


def go_together(parts: tuple[Assessment, ...]) -> bool:
    """One programme pays the same costs only once, and some want no other beside them."""
    if len(parts) == 1:
        return True
    return (
        len({one.terms.purpose for one in parts}) == 1
        and len({one.terms.programme for one in parts}) == len(parts)
        and all(one.terms.cumulation != Cumulation.FORBIDDEN for one in parts)
    )


def combined(parts: tuple[Assessment, ...], usable: list[Assessment]) -> Combination:
    supposed = (*unknown_company(parts), *out_of_turn(parts, usable))
    gaps = (sentence for one in parts for sentence in one.missing)
    return Combination(
        purpose=parts[0].terms.purpose,
        parts=parts,
        ceiling=ceiling(parts),
        certain=not supposed and all(one.answer == Answer.YES for one in parts),
        open_points=tuple(dict.fromkeys((*supposed, *gaps))),
    )


def unknown_company(parts: tuple[Assessment, ...]) -> Iterator[str]:
    for one in parts:
        if len(parts) > 1 and one.terms.cumulation == Cumulation.UNKNOWN:
            yield _("Ob „%(programme)s“ mit anderen Mitteln zusammengeht, ist nicht geklärt.") % {
                "programme": one.terms.programme_name
            }


def out_of_turn(parts: tuple[Assessment, ...], usable: list[Assessment]) -> Iterator[str]:
    """Who may have federal means takes them first, where the Land says so."""
    if any(one.terms.level == Level.FEDERAL for one in parts):
        return
    purpose = parts[0].terms.purpose
    federal = next((one for one in usable if is_federal(one, purpose)), None)
    for one in parts:
        if federal and one.terms.cumulation_order == Order.AFTER_FEDERAL:
            yield _("„%(late)s“ verlangt, zuerst Mittel des Bundes zu beantragen: %(first)s.") % {
                "late": one.terms.programme_name,
                "first": federal.terms.programme_name,
            }


def is_federal(one: Assessment, purpose: Purpose) -> bool:
    return one.terms.level == Level.FEDERAL and one.terms.purpose == purpose


def ceiling(parts: tuple[Assessment, ...]) -> Decimal:
    """The lowest that any part names, and never more than the highest own share leaves."""
    own = max((one.terms.own_share or NOTHING for one in parts), default=NOTHING)
    named = (one.terms.cumulation_ceiling for one in parts)
    return min((WHOLE - own, *(limit for limit in named if limit is not None)))


def percents(combination: Combination) -> tuple[Decimal, ...]:
    """What each part pays of the costs: its rate, as far as those before it leave room.

    Nothing where it pays an amount: which share that is depends on the costs.
    """
    left, paid = combination.ceiling, []
    for part in combination.parts:
        share = min(rate(part), left)
        left -= share
        paid.append(share)
    return tuple(paid)


def rate(part: Assessment) -> Decimal:
    """The rate that is sure, or else the one that is hoped for."""
    tier = part.tier or part.better
    return (tier.percent if tier else None) or NOTHING


def all_pay(combination: Combination) -> bool:
    """Nobody applies for a grant that the others leave no room for."""
    rates = (rate(part) for part in combination.parts)
    return all(paid or not due for paid, due in zip(percents(combination), rates, strict=True))


def rank(one: Combination) -> tuple[object, ...]:
    amounts = [worth_of(part)[1:] for part in one.parts]
    most = [-sum(figures) for figures in zip(*amounts, strict=True)]
    sure = (not one.certain, not one.has_sure_rates)
    return one.purpose, *sure, -sum(percents(one)), most, len(one.parts)


def worth_of(part: Assessment) -> tuple[Decimal, Decimal, Decimal]:
    tier = part.tier or part.better
    return worth(tier) if tier else (NOTHING, NOTHING, NOTHING)
