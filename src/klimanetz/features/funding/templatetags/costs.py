"""What the templates of a cost plan ask: `{% chart_of plan as chart %}`, `{{ euros|cents }}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.features.funding.costing.chart import Chart, draw_chart
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
def looked_up(day: date | None) -> str:
    """„, nachgesehen am 28.11.2026“, behind a source."""
    if day is None:
        return ""
    said = _("nachgesehen am %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
    return f", {said}"
