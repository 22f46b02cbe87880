"""What is said of a case at a glance: overdue, waiting for the grant, forgotten, resting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import Application, Case, CaseQuerySet


@dataclass(frozen=True, slots=True)
class Mark:
    text: str
    badge: str


def with_waiting(cases: CaseQuerySet) -> CaseQuerySet:
    """With `waiting_since`: the day of the oldest application that nobody has decided yet."""
    sent = Coalesce("submitted_on", TruncDate("entered_at"), output_field=DateField())
    waiting = Application.objects.waiting().filter(case=OuterRef("pk")).order_by()
    oldest = waiting.values("case").annotate(day=Min(sent)).values("day")
    return cases.annotate(waiting_since=Subquery(oldest, output_field=DateField()))


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def mark(case: Case) -> list[Mark]:
    """Of a case `with_waiting`. One that rests is only said to rest, until its day comes."""
    if case.is_closed:
        return []
    if case.wake_on is not None and case.is_paused:
        return [rest(case.wake_on)]
    marks = []
    if case.next_on and case.next_on < timezone.localdate():
        marks.append(Mark(_("überfällig"), "loss"))
    waiting: date | None = vars(case)["waiting_since"]
    if waiting:
        text = _("wartet auf Bescheid seit %(day)s") % {"day": short(waiting)}
        marks.append(Mark(text, "wait"))
    if case.is_forgotten:
        marks.append(Mark(_("seit 30 Tagen nichts geschehen"), "wait"))
    return marks


def rest(wake_on: date) -> Mark:
    if wake_on <= timezone.localdate():
        return Mark(_("ruhte bis %(day)s") % {"day": short(wake_on)}, "now")
    return Mark(_("ruht bis %(day)s") % {"day": short(wake_on)}, "wait")
