"""What the templates of a cost plan ask: `{% chart_of plan as chart %}`, `{{ euros|cents }}`."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.features.funding.costing.chart import Chart, draw_chart
from klimanetz.features.funding.costing.origin import Origin
from klimanetz.features.funding.costing.plan import CostPlan
from klimanetz.features.funding.costing.showing import Sheet, write_sheet
from klimanetz.features.funding.costing.wording import write_euros

register = template.Library()


@register.simple_tag
def chart_of(plan: CostPlan) -> Chart:
    return draw_chart(plan)


@register.simple_tag
def sheet_of(plan: CostPlan) -> Sheet:
    return write_sheet(plan)


@register.filter
def cents(euros: Decimal) -> str:
    return unbroken(write_euros(euros))


@register.filter
def unbroken(text: str) -> str:
    """A number and its unit stay on one line."""
    return text.replace(" €", "\N{NO-BREAK SPACE}€").replace(" %", "\N{NO-BREAK SPACE}%")


@register.filter
def sourced(origin: Origin) -> str:
    """Small print: the source, as a link where it has an address, „, nachgesehen am 28.11.2026“."""
    return write_source(origin.source, origin.source_url, origin.checked_on, get_language())


@lru_cache(maxsize=256)
def write_source(source: str, url: str, checked_on: date | None, language: str | None) -> str:
    """The same few stand beside every number of a plan."""
    del language
    if not source:
        return ""
    link = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', url, source)
    return format_html("<small>{}{}</small>", link if url else source, say_looked_up(checked_on))


def say_looked_up(day: date | None) -> str:
    if day is None:
        return ""
    said = _("nachgesehen am %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
    return f", {said}"
