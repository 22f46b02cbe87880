"""Series of meetings: their rhythm, their next dates, one click to plan each."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings import rules
from klimanetz.features.meetings.models import Meeting, Series, State
from klimanetz.features.meetings.series import actions
from klimanetz.features.meetings.series.dates import propose_dates
from klimanetz.features.meetings.series.forms import SeriesForm
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.features.meetings.series.rhythm import say_rhythm
from klimanetz.features.meetings.views.loading import visitor
from klimanetz.features.meetings.views.submitting import happened

form_view = require_http_methods(["GET", "HEAD", "POST"])


def load_series(request: HttpRequest, slug: str) -> Series:
    rules.can_run(visitor(request)).require()
    return get_object_or_404(Series, slug=slug)


@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    listed = [(one, say_rhythm(one)) for one in Series.objects.all()]
    return render(request, "series/series_list.html", {"listed": listed})


@form_view
def series_add(request: HttpRequest) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    form = SeriesForm(request.POST or None)
    if happened(form, lambda: actions.save_series(form.save(commit=False), actor=request.user)):
        messages.success(request, _("Die Reihe steht. Hier sind ihre nächsten Termine."))
        return redirect("series_detail", form.instance.slug)
    return render(request, "series/series_add.html", {"form": form})


@require_safe
def series_detail(request: HttpRequest, slug: str) -> HttpResponse:
    series = load_series(request, slug)
    standing = list(series.meetings.exclude(state=State.CANCELLED).order_by("starts_at"))
    today = timezone.localdate()
    proposals = propose_dates(series, list_days(standing), today)
    last_break = SchoolBreak.objects.here().order_by("last_day").last()
    context = {
        "series": series,
        "rhythm": say_rhythm(series),
        "proposals": proposals,
        "coming": [one for one in standing if one.ends_at >= timezone.now()],
        "known_until": last_break.last_day if last_break else None,
        "breaks_missing": not last_break or last_break.last_day < proposals[-1].day,
    }
    return render(request, "series/series_detail.html", context)


def list_days(meetings: list[Meeting]) -> list[date]:
    return [timezone.localdate(meeting.starts_at) for meeting in meetings]


@form_view
def series_edit(request: HttpRequest, slug: str) -> HttpResponse:
    series = load_series(request, slug)
    form = SeriesForm(request.POST or None, instance=series)
    if happened(form, lambda: actions.save_series(form.save(commit=False), actor=request.user)):
        messages.success(request, _("Gespeichert."))
        return redirect("series_detail", series.slug)
    return render(request, "series/series_edit.html", {"form": form, "series": series})


@require_POST
def series_plan(request: HttpRequest, slug: str) -> HttpResponse:
    series = load_series(request, slug)
    day = read_day(request.POST.get("day", ""))
    if day is None:
        messages.error(request, _("Bitte wählen Sie einen der vorgeschlagenen Tage."))
        return redirect("series_detail", slug)
    meeting = actions.plan_next(series, day, actor=request.user)
    said = _("%(day)s ist geplant, mit allem vom letzten Treffen. Prüfen Sie die Angaben.")
    messages.success(request, said % {"day": meeting.day})
    return redirect("series_detail", slug)


def read_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
