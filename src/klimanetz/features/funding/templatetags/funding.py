"""When a rule was checked; and the form to be told of changes, for the pages of others."""

from django import template

from klimanetz.features.funding.saying import say_checked
from klimanetz.features.funding.watch_form import WatchForm

register = template.Library()
register.filter("checked", say_checked)


@register.simple_tag
def watch_form(query: str) -> WatchForm:
    """Empty, for the check with this `query` in its address."""
    return WatchForm(initial={"query": query})
