"""Dates of meetings in templates, said as everywhere."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.calendar import say_location
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.wording import say_day, say_moment, say_when

register = template.Library()


@register.filter
def when(meeting: Meeting) -> str:
    """Mi., 17. März 2027, 10:00–14:00 Uhr"""
    return say_when(meeting.starts_at, meeting.ends_at)


@register.filter
def where(meeting: Meeting) -> str:
    """Rathaus, Am Markt 1, Ilmenau oder online"""
    return say_location(meeting) or _("Der Ort steht noch nicht fest.")


@register.filter
def is_today(meeting: Meeting) -> bool:
    return timezone.localdate(meeting.starts_at) == timezone.localdate()


@register.filter
def is_past(meeting: Meeting) -> bool:
    """Its day is over; until then somebody may come back."""
    return timezone.localdate(meeting.ends_at) < timezone.localdate()


register.filter("join_address", join_address)
register.filter("door_address", door_address)
register.filter("moment", say_moment)
register.filter("day", say_day)
