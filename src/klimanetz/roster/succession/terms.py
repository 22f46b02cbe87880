"""When a position runs out: the end of its term, or of the money that pays for it."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import (
    Case,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.roster.models import FundingPeriod, Position

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Term(TypedDict):
        term_end: date

    type TermedPosition = WithAnnotations[Position, Term]

#: So many months before an end somebody is reminded.
STEPS = (12, 9, 6)


def months_left(ends: date, today: date | None = None) -> int:
    """Whole months from today until a day; nought in its last month and after it."""
    today = today or timezone.localdate()
    months = (ends.year - today.year) * 12 + ends.month - today.month
    return max(months - (add_months(today, months) > ends), 0)


def due_step(ends: date, today: date | None = None) -> int | None:
    """The nearest step that has come, in months; nothing before the first and after the end."""
    today = today or timezone.localdate()
    return min((step for step in STEPS if add_months(ends, -step) <= today <= ends), default=None)


def with_term_end(positions: "QuerySet[Position]") -> "QuerySet[TermedPosition]":
    """Annotates `term_end`: the day after which nobody pays or the post is gone; else nothing.

    The last funding period counts where it is still running and ends before the term does: a
    contract beyond the grant does not help without the next grant. Written so that a database
    looks for that period once for each position.
    """
    periods = FundingPeriod.objects.filter(position=OuterRef("pk")).order_by(
        F("ends").desc(nulls_first=True), "-pk"
    )
    running = periods.filter(Q(ends__isnull=True) | Q(ends__gte=timezone.localdate()))
    paid_until = Subquery(running.values("ends")[:1])
    last = Subquery(periods.values("ends")[:1])
    termed = positions.annotate(
        term_end=Case(
            When(permanent=True, then=Value(None, DateField())),
            default=Coalesce(Least("ends", paid_until), "ends", paid_until, last),
        )
    )
    return cast("QuerySet[TermedPosition]", termed)


def ending_until(day: date) -> Q:
    """Leaves out what cannot end until `day`, before its `term_end` is looked for."""
    paid = FundingPeriod.objects.filter(ends__lte=day).values("position")
    return Q(permanent=False) & (Q(ends__lte=day) | Q(pk__in=paid))
