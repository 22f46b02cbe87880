"""Rates, spans and what is left of them, as one says them in the language that is active."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klimanetz.features.funding.models import Status
from klimanetz.features.funding.terms import Tier
from klimanetz.features.funding.tiers import worth
from klimanetz.features.funding.wording import say_day, say_euros, say_list, say_percent

#: The questions that rates are shipped with, as one says them of a rate; others are quoted.
SPOKEN: Final = {
    "finanzschwach": gettext_lazy("für finanzschwache Kommunen"),
    "braunkohle": gettext_lazy("in Braunkohlegebieten"),
}


def say_number(value: int) -> str:
    """10.752"""
    return number_format(value, force_grouping=True)


def say_months(months: int) -> str:
    return ngettext("%(months)s Monat", "%(months)s Monate", months) % {"months": months}


def say_span(begins: date | None, ends: date | None) -> str:
    """`1. November 2024 bis 31. Dezember 2027`, or the half that is known."""
    if begins and ends:
        return _("%(begin)s bis %(end)s") % {"begin": say_day(begins), "end": say_day(ends)}
    if begins:
        return _("ab %(day)s") % {"day": say_day(begins)}
    return _("bis %(day)s") % {"day": say_day(ends)} if ends else ""


def say_time_left(until: date) -> str:
    """How long still, as one counts it: days in the last six weeks, months before."""
    days = (until - timezone.localdate()).days
    if days == 0:
        return _("nur noch heute")
    if days <= 45:
        return ngettext("noch %(days)s Tag", "noch %(days)s Tage", days) % {"days": days}
    months = round(days / 30.44)
    return ngettext("noch %(months)s Monat", "noch %(months)s Monate", months) % {"months": months}


def say_rate(tier: Tier) -> str:
    """`70 %`, `3,50 € je Einwohner:in`, `20.000 €`."""
    if tier.percent is not None:
        return say_percent(tier.percent)
    if tier.per_inhabitant is not None:
        return _("%(euros)s je Einwohner:in") % {"euros": say_euros(tier.per_inhabitant)}
    return say_euros(tier.euros or Decimal(0))


def say_population(tier: Tier) -> str:
    least, most = tier.population_from, tier.population_to
    if least and most:
        said = {"least": say_number(least), "most": say_number(most)}
        return _("bei %(least)s bis %(most)s Einwohner:innen") % said
    if least:
        return _("ab %(least)s Einwohner:innen") % {"least": say_number(least)}
    return _("bis %(most)s Einwohner:innen") % {"most": say_number(most)} if most else ""


def say_condition(tier: Tier) -> str:
    """For whom the rate is, empty where for everyone."""
    asked = SPOKEN.get(tier.question) or _("bei Ja auf „%(question)s“")
    shared = _("für eine gemeinsame Stelle")
    parts = (
        str(asked) % {"question": tier.question_text} if tier.question else "",
        say_population(tier),
        shared if tier.shared else "",
    )
    return ", ".join(filter(None, parts))


def say_tier(tier: Tier) -> str:
    """One rate by itself: `90 % für finanzschwache Kommunen`."""
    return f"{say_rate(tier)} {say_condition(tier)}".strip()


def say_tiers(tiers: Iterable[Tier]) -> tuple[str, ...]:
    """`70 %`, `90 % für finanzschwache Kommunen oder in Braunkohlegebieten`; the lowest first.

    What everyone gets needs no condition besides.
    """
    said: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for tier in sorted(tiers, key=worth):
        said[say_rate(tier)][say_condition(tier)] = None
    return tuple(
        rate if "" in conditions else f"{rate} {say_list(list(conditions))}"
        for rate, conditions in said.items()
    )


class Checked(Protocol):
    """A rule, or its terms."""

    @property
    def status(self) -> str: ...
    @property
    def checked_on(self) -> date | None: ...


def say_checked(one: Checked) -> str:
    """When somebody last looked at its source, and that it was no proof where it was none."""
    if one.checked_on is None:
        return _("noch nicht geprüft")
    day = {"day": say_day(one.checked_on)}
    if one.status == Status.UNVERIFIED:
        return _("zuletzt nachgesehen am %(day)s, nicht bestätigt") % day
    return _("geprüft am %(day)s") % day
