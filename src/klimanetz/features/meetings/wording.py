"""Dates as one says them, in the language that is active."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def say_day(at: date) -> str:
    """Mi., 17. März 2027"""
    day = localtime(at) if isinstance(at, datetime) else at
    # Translators: a date format of Django: weekday, day, month, year (in English "D, j F Y").
    return date_format(day, _("D., j. F Y"))


def say_time(at: datetime) -> str:
    return f"{localtime(at):%H:%M}"


def say_moment(at: datetime) -> str:
    """Mi., 17. März 2027, 10:00 Uhr"""
    return _("%(day)s, %(time)s Uhr") % {"day": say_day(at), "time": say_time(at)}


def say_deadline(at: datetime) -> str:
    """The day alone where it is meant to its end, else the moment."""
    return say_day(at) if say_time(at) == "23:59" else say_moment(at)


def say_when(starts_at: datetime, ends_at: datetime) -> str:
    """Mi., 17. März 2027, 10:00–14:00 Uhr; over several days both days are named."""
    if localtime(starts_at).date() != localtime(ends_at).date():
        return _("%(start)s bis %(end)s") % {
            "start": say_moment(starts_at),
            "end": say_moment(ends_at),
        }
    return _("%(day)s, %(start)s–%(end)s Uhr") % {
        "day": say_day(starts_at),
        "start": say_time(starts_at),
        "end": say_time(ends_at),
    }
