"""Days without a time in templates, said as everywhere."""

from django import template

from klimanetz.features.meetings.minutes.saying import say_day

register = template.Library()
register.filter("weekday", say_day)
