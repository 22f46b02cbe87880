"""The own share divided among several authorities, so that nothing is lost and nothing doubled."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.costing.amounts import CostPlan, Share
from klimanetz.features.funding.costing.rounding import CENT

type Partner = tuple[str, int | None]


def split(plan: CostPlan, partners: Sequence[Partner], *, evenly: bool) -> CostPlan:
    """The same plan with the own share of each year divided among partners (name, inhabitants).

    By inhabitants, or evenly; shares of a year add up to its own share to the cent. Raises
    `Refused` where a partner stands there twice: same name and same number of inhabitants.
    """
    check_partners(partners)
    weights = [1 if evenly else (population or 0) for _name, population in partners]
    unknown = [name for name, population in partners if population is None]
    notes = plan.notes
    if not evenly and (unknown or not sum(weights)):
        weights = [1] * len(partners)
        notes = (*notes, say_unknown(unknown))
    years = [divide(year.own_share, weights) for year in plan.years]
    shares = tuple(
        Share(name, population, tuple(year[index] for year in years), weights[index])
        for index, (name, population) in enumerate(partners)
    )
    return replace(plan, shares=shares, notes=notes)


def check_partners(partners: Sequence[Partner]) -> None:
    if not partners:
        raise Refused(_("Nennen Sie mindestens eine Kommune, die mitträgt."))
    seen: set[Partner] = set()
    for name, population in partners:
        one = (name.strip().casefold(), population)
        if one in seen:
            raise Refused(_("%(name)s steht doppelt in der Liste.") % {"name": name.strip()})
        if population is not None and population < 0:
            raise Refused(_("Die Zahl der Einwohner:innen kann nicht unter null liegen."))
        seen.add(one)


def say_unknown(names: Sequence[str]) -> str:
    if not names:
        return _("Es sind keine Einwohner:innen bekannt; geteilt wird deshalb zu gleichen Teilen.")
    return _(
        "Von %(names)s ist die Zahl der Einwohner:innen nicht bekannt; geteilt wird deshalb zu "
        "gleichen Teilen."
    ) % {"names": ", ".join(names)}


def divide(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Cents that are left over go to those with the largest remainders, the first ones first."""
    cents, whole = int(amount / CENT), sum(weights)
    parts = [divmod(cents * weight, whole) for weight in weights]
    left = cents - sum(part for part, _rest in parts)
    by_rest = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    extra = set(by_rest[:left])
    return [CENT * (part + (index in extra)) for index, (part, _rest) in enumerate(parts)]
