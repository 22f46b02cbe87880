"""When a position runs out: the end of its term, or of the money that pays for it."""

from calendar import monthrange
from datetime import date

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from klimanetz.roster.models import FundingPeriod, Holding, Position


def shift(day: date, months: int) -> date:
    """The same day so many months later (or, below nought, earlier), else the month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_left(ends: date, today: date | None = None) -> int:
    """Whole months from today until a day; nought in its last month and after it."""
    today = today or timezone.localdate()
    months = (ends.year - today.year) * 12 + ends.month - today.month
    return max(months - (shift(today, months) > ends), 0)


def with_term_end(positions: "QuerySet[Position]") -> "QuerySet[Position]":
    """Annotates `term_end`: the day after which nobody pays or the post is gone; else nothing.

    The last funding period counts where it is still running and ends before the term does: a
    contract beyond the grant does not help without the next grant.
    """
    last = FundingPeriod.objects.filter(position=OuterRef("pk")).order_by(
        F("ends").desc(nulls_first=True), "-pk"
    )
    runs_first = Q(funded_until__gte=timezone.localdate()) & (
        Q(ends__isnull=True) | Q(ends__gt=F("funded_until"))
    )
    return positions.annotate(
        funded_until=Subquery(last.values("ends")[:1]),
        term_end=Case(
            When(permanent=True, then=Value(None, DateField())),
            When(runs_first, then=F("funded_until")),
            default=Coalesce("ends", "funded_until"),
        ),
    )


def lasting_holders() -> Exists:
    """Whether somebody holds a position without a last day, from today or from later on."""
    return Exists(Holding.objects.filter(position=OuterRef("pk"), ends__isnull=True))
