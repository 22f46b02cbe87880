"""Days, money and percents as they stand in sentences, in the language that is active."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

#: Between a number and what it counts no line ends.
APART = "\N{NO-BREAK SPACE}"


def say_day(day: date) -> str:
    """31. Dezember 2027"""
    return date_format(day, "DATE_FORMAT")


def say_euros(euros: Decimal) -> str:
    """40.000 €, and 1.234,50 € where there are cents."""
    places = 0 if euros == euros.to_integral_value() else 2
    return f"{number_format(euros, places, force_grouping=True)}{APART}€"


def say_percent(percent: Decimal) -> str:
    """70 %, and 62,5 % where it is not whole."""
    whole = percent == percent.to_integral_value()
    figure = number_format(percent, 0) if whole else number_format(percent.normalize())
    return f"{figure}{APART}%"


def say_list(words: list[str]) -> str:
    """Gemeinde, Landkreis oder Zweckverband"""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s oder %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
