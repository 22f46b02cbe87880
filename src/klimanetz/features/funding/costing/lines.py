"""The lines of a year: each a label, its euros, and where they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.features.funding.costing import wording
from klimanetz.features.funding.costing.amounts import Amount
from klimanetz.features.funding.costing.defaults import DEFAULTS, Default
from klimanetz.features.funding.costing.grants import Payer
from klimanetz.features.funding.costing.months import Row, month_at
from klimanetz.features.funding.costing.origin import Origin, Standing
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.rounding import NOTHING, to_cent
from klimanetz.features.funding.costing.salary import (
    Personnel,
    reckon_personnel,
    rises_until,
    runs_of_pay,
    table_at,
)
from klimanetz.features.funding.models.vocabulary import Status

PAY, SPECIAL, EMPLOYER = "pay", "special", "employer"
WORKPLACE, TRAVEL = "workplace", "travel"
STANDINGS: Final = {
    Status.ACTIVE: Standing.CHECKED,
    Status.EXPIRED: Standing.EXPIRED,
    Status.UNVERIFIED: Standing.UNVERIFIED,
}


def costs_of(post: Post, row: Row, leaves: int | None) -> tuple[Amount, ...]:
    return kept_costs(post, row.begins, row.ends, leaves, get_language())


@lru_cache(maxsize=1024)
def kept_costs(
    post: Post, begins: int, ends: int, leaves: int | None, language: str | None
) -> tuple[Amount, ...]:
    """The same for every authority that asks about the same post; only the language differs."""
    del language
    return tuple(list_costs(post, begins, ends, leaves))


def list_costs(post: Post, begins: int, ends: int, leaves: int | None) -> Iterator[Amount]:
    """Each rounded half up to the cent."""
    personnel = reckon_personnel(post, begins, ends, leaves)
    yield Amount(_("Entgelt"), personnel.pay, origin_of_pay(post, begins, ends), PAY)
    if special := personnel.special:
        origin = replace(special.rule.origin, calculation=wording.say_special(special))
        yield Amount(_("Jahressonderzahlung"), special.euros, origin, SPECIAL)
    yield employer_line(post, personnel)
    yield yearly(_("Arbeitsplatz"), post.workplace, ends - begins, DEFAULTS.workplace, WORKPLACE)
    yield yearly(_("Dienstreisen"), post.travel, ends - begins, DEFAULTS.travel, TRAVEL)


def origin_of_pay(post: Post, begins: int, ends: int) -> Origin:
    """What lies after the last table is an assumption, and said to be."""
    last = month_at(post.starts, ends - 1)
    table = table_at(last)
    runs = runs_of_pay(post, begins, ends)
    origin = replace(table.origin, calculation=wording.say_pay(runs, post.share))
    if not rises_until(last):
        return origin
    source = _("%(table)s, danach jedes Jahr am 1. Mai %(rise)s mehr (Annahme)") % {
        "table": table.name,
        "rise": wording.write_percent(post.rise),
    }
    return replace(origin, source=source, standing=Standing.ASSUMPTION)


def employer_line(post: Post, personnel: Personnel) -> Amount:
    statutory, supplementary = DEFAULTS.statutory, DEFAULTS.supplementary
    text = wording.say_employer(personnel, post)
    usual = (statutory.value, supplementary.value)
    if (post.statutory, post.supplementary) != usual:
        origin = Origin(text, standing=Standing.GIVEN)
    else:
        source = f"{statutory.origin.source}; {supplementary.origin.source}"
        origin = replace(statutory.origin, calculation=text, source=source)
    return Amount(_("Arbeitgeberanteil"), personnel.employer, origin, EMPLOYER)


def yearly(label: str, euros: Decimal, months: int, default: Default, kind: str) -> Amount:
    text = wording.say_part_of_year(euros, months)
    if euros == default.value:
        origin = replace(default.origin, calculation=text)
    else:
        origin = Origin(text, standing=Standing.GIVEN)
    return Amount(label, to_cent(euros * months / 12), origin, kind)


def list_grants(row: Row, payers: Sequence[Payer]) -> Iterator[Amount]:
    """Of those that are paid in this year."""
    for payer in payers:
        if paid := payer.in_row(row):
            yield Amount(
                payer.part.terms.programme_name,
                sum((one.euros for one in paid), NOTHING),
                origin_of_grant(payer, wording.say_grant(payer, paid)),
                payer.part.terms.level.value,
                payer.certain,
            )


def origin_of_grant(payer: Payer, calculation: str) -> Origin:
    terms = payer.part.terms
    return Origin(
        calculation, terms.source, terms.source_url, terms.checked_on, STANDINGS[terms.status]
    )
