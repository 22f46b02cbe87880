"""A post as it is planned: what it costs depends on nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.costing.defaults import DEFAULTS
from klimanetz.features.funding.costing.tables import GROUPS, PAY_TABLES, STEPS

#: Of full time: whole hours of a week of 39 hours need four decimals.
SHARE_DECIMALS: Final = 4
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Post:
    """`group` and `step` as the pay table names them (`E11`, 3). `share` of full time, above 0.

    `rise` percents a year are assumed after the last dated table. Euros a year are of the whole
    post, not of its share: a desk and a journey cost no less for someone who works part-time.
    `statutory` and `supplementary` are the employer's share in percent of what is paid. The month
    in which the post starts counts as a whole.
    """

    group: str
    step: int
    share: Decimal
    starts: date
    rise: Decimal = DEFAULTS.rise.value
    workplace: Decimal = DEFAULTS.workplace.value
    travel: Decimal = DEFAULTS.travel.value
    statutory: Decimal = DEFAULTS.statutory.value
    supplementary: Decimal = DEFAULTS.supplementary.value


def check_post(post: Post) -> None:
    """Raises `Refused` with what is wrong."""
    check_pay(post)
    numbers = (post.rise, post.workplace, post.travel, post.statutory, post.supplementary)
    if not all(n.is_finite() and 0 <= n < 1_000_000 for n in numbers):
        raise Refused(_("Kosten und Prozente dürfen nicht unter null und nicht zu groß sein."))
    if any(decimals_of(number) > 2 for number in numbers):
        raise Refused(_("Geben Sie Kosten und Prozente mit höchstens zwei Nachkommastellen an."))


def check_pay(post: Post) -> None:
    if post.group not in GROUPS or not 1 <= post.step <= STEPS:
        raise Refused(_("Diese Entgeltgruppe oder Stufe steht nicht in der Entgelttabelle."))
    if not post.share.is_finite() or not 0 < post.share <= 1:
        raise Refused(_("Der Anteil an einer vollen Stelle liegt über 0 und höchstens bei 1."))
    if decimals_of(post.share) > SHARE_DECIMALS:
        raise Refused(_("Geben Sie den Anteil mit höchstens vier Nachkommastellen an."))
    first = PAY_TABLES[0].valid_from
    if not first <= post.starts.replace(day=1) <= date(LAST_YEAR, 12, 1):
        raise Refused(
            _("Für diesen Beginn gibt es keine Entgelttabelle: frühestens %(day)s.")
            % {"day": date_format(first)}
        )


def decimals_of(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
