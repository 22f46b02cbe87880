"""A plan as a table: a row for each year, a column for each programme that pays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.funding.costing.months import FOLLOW_UP, INITIAL, PERMANENT
from klimanetz.features.funding.costing.plan import Amount, CostPlan, Share, Year
from klimanetz.features.funding.costing.rounding import NOTHING

FULL_YEAR = 12


@dataclass(frozen=True, slots=True)
class Column:
    """`caution` says what is not sure about a programme; empty where nothing is."""

    label: str
    caution: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """`grants`: for each column its label, the euros of that year and what is not sure about them.

    None where a programme pays nothing that year.
    """

    year: Year
    title: str
    phase: str
    grants: tuple[tuple[str, Decimal | None, str], ...]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (*self.year.costs, *self.year.grants)

    @property
    def granted(self) -> Decimal:
        return sum((one.euros for one in self.year.grants), NOTHING)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A partner, with what it pays in each phase, by the name of the phase."""

    share: Share
    by_phase: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    plan: CostPlan
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    phases: tuple[str, ...]
    bearers: tuple[Bearer, ...]


def write_sheet(plan: CostPlan) -> Sheet:
    labels = list(dict.fromkeys(one.label for year in plan.years for one in year.grants))
    phases = list(dict.fromkeys(year.phase for year in plan.years))
    names = names_of_phases()
    return Sheet(
        plan,
        tuple(column_of(plan, label) for label in labels),
        tuple(line_of(year, labels) for year in plan.years),
        tuple(names[phase] for phase in phases),
        tuple(list_bearers(plan, phases)),
    )


def names_of_phases() -> dict[str, str]:
    return {
        INITIAL: _("erste Förderung"),
        FOLLOW_UP: _("Anschlussförderung"),
        PERMANENT: _("auf Dauer"),
    }


def title_of(year: Year) -> str:
    """„2027“, or „2027, 9 Monate“ where it is not a whole year."""
    if year.months == FULL_YEAR:
        return str(year.year)
    return ngettext("%(year)s, %(months)s Monat", "%(year)s, %(months)s Monate", year.months) % {
        "year": year.year,
        "months": year.months,
    }


def column_of(plan: CostPlan, label: str) -> Column:
    amounts = [one for year in plan.years for one in year.grants if one.label == label]
    return Column(label, caution_of(amounts), sum((one.euros for one in amounts), NOTHING))


def caution_of(amounts: Sequence[Amount]) -> str:
    return next((one.caution for one in amounts if one.caution), "")


def line_of(year: Year, labels: Sequence[str]) -> Line:
    grants = tuple((label, *grant_of(year, label)) for label in labels)
    return Line(year, title_of(year), names_of_phases()[year.phase], grants)


def grant_of(year: Year, label: str) -> tuple[Decimal | None, str]:
    found = [one for one in year.grants if one.label == label]
    euros = sum((one.euros for one in found), NOTHING) if found else None
    return euros, caution_of(found)


def list_bearers(plan: CostPlan, phases: Sequence[str]) -> Iterator[Bearer]:
    names = names_of_phases()
    for share in plan.shares:
        paid = list(zip(plan.years, share.by_year, strict=True))
        by_phase = (
            (names[phase], sum((euros for year, euros in paid if year.phase == phase), NOTHING))
            for phase in phases
        )
        yield Bearer(share, tuple(by_phase))
