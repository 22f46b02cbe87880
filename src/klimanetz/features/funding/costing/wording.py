"""How the sums are written: „12 Monate × 4.669,92 € × 0,75“."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.features.funding.costing.grants import Paid, Payer
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.rounding import to_cent
from klimanetz.features.funding.costing.salary import Personnel, Special
from klimanetz.features.funding.saying import say_months


def write_euros(amount: Decimal) -> str:
    return kept_euros(to_cent(amount), get_language())


@lru_cache(maxsize=4096)
def kept_euros(amount: Decimal, language: str | None) -> str:
    """Sums are written again and again; Django takes its time over each."""
    del language
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} €"


def write_number(number: Decimal) -> str:
    """Without zeros at its end: 0,75; 85; 21,15."""
    return str(number_format(f"{number.normalize():f}", use_l10n=True))


def write_percent(percent: Decimal) -> str:
    return f"{write_number(percent)} %"


def say_pay(runs: Iterable[tuple[int, Decimal]], share: Decimal) -> str:
    parts = [f"{say_months(count)} × {write_euros(pay)}" for count, pay in runs]
    if share == 1:
        return " + ".join(parts)
    text = " + ".join(parts)
    return f"{f'({text})' if len(parts) > 1 else text} × {write_number(share)}"


def say_special(special: Special) -> str:
    text = _("%(percent)s des maßgeblichen Monatsentgelts von %(base)s") % {
        "percent": write_percent(special.percent),
        "base": write_euros(special.base),
    }
    return text if special.months == 12 else f"{text} × {special.months}/12"


def say_employer(personnel: Personnel, post: Post) -> str:
    paid = write_euros(personnel.pay)
    if personnel.special:
        paid = f"({paid} + {write_euros(personnel.special_euros)})"
    rates = _("(%(statutory)s Sozialversicherung + %(supplementary)s Zusatzversorgung)") % {
        "statutory": write_percent(post.statutory),
        "supplementary": write_percent(post.supplementary),
    }
    return f"{paid} × {rates}"


def say_part_of_year(euros: Decimal, months: int) -> str:
    text = _("%(euros)s im Jahr") % {"euros": write_euros(euros)}
    return text if months == 12 else f"{text} × {months}/12"


def say_grant(payer: Payer, paid: Iterable[Paid]) -> str:
    """Piece by piece; what bounds a grant is said where it does."""
    if payer.too_little is not None:
        return _(
            "Es wird erst ab %(least)s förderfähigen Ausgaben gefördert; hier sind es %(found)s."
        ) % {
            "least": write_euros(payer.part.terms.minimum_costs or payer.too_little),
            "found": write_euros(payer.too_little),
        }
    return " + ".join(say_paid(payer, one) for one in paid)


def say_paid(payer: Payer, paid: Paid) -> str:
    tier = payer.part.tier
    if tier and tier.percent is not None:
        text = _("%(percent)s von %(eligible)s Personalkosten") % {
            "percent": write_percent(tier.percent),
            "eligible": write_euros(paid.piece.eligible),
        }
    else:
        text = _("%(months)s von %(all)s Monaten eines Festbetrags von %(euros)s") % {
            "months": paid.piece.ends - paid.piece.begins,
            "all": payer.months,
            "euros": write_euros((tier and tier.euros) or paid.asked),
        }
    return ", ".join([text, *say_limits(payer, paid)])


def say_limits(payer: Payer, paid: Paid) -> Iterable[str]:
    euros = write_euros(paid.euros)
    if "cap" in paid.limits:
        cap = write_euros(payer.part.cap or paid.euros)
        yield _("vom Höchstbetrag %(cap)s ist noch übrig: %(euros)s") % {"cap": cap, "euros": euros}
    if "ceiling" in paid.limits:
        yield _("damit alle Mittel zusammen nicht zu viel werden, nur %(euros)s") % {"euros": euros}
