"""A rhythm as one says it."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import Series, Week, Weekday
from klimanetz.features.meetings.series.forms import RHYTHMS


def say_rhythm(series: Series) -> str:
    """jedes Vierteljahr am dritten Donnerstag, zuerst im März"""
    return _("%(often)s am %(week)s %(weekday)s, zuerst im %(month)s") % {
        "often": dict(RHYTHMS).get(series.every_months, ""),
        "week": Week(series.week).label,
        "weekday": Weekday(series.weekday).label,
        "month": MONTHS[series.first_month],
    }
