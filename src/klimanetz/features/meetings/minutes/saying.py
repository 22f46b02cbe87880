"""Days as one says them, in the language that is active."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def say_day(day: date) -> str:
    """Mi., 17. März 2027"""
    # Translators: a date format of Django: weekday, day, month, year (in English "D, j F Y").
    return date_format(day, _("D., j. F Y"))
