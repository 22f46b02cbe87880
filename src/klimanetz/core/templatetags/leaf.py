"""A date as a leaf of a calendar. In Python, because lists show many of them."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

LEAF = (
    '<time class="leaf" datetime="{}"><span class="leaf__weekday">{}</span> '
    '<span class="leaf__day">{}</span> <span class="leaf__month">{}{}</span></time>'
)


@register.simple_tag
def leaf(at: date) -> SafeString:
    """Weekday, day and month in local time; the year only where it is another one than now."""
    day = timezone.localtime(at).date() if isinstance(at, datetime) else at
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    month, weekday = str(MONTHS_3[day.month]).title(), WEEKDAYS_ABBR[day.weekday()]
    return format_html(LEAF, day.isoformat(), weekday, day.day, month, year)
