"""A poll before anybody is asked: title, dates, deadline."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.features.meetings.models import Meeting, Series
from klimanetz.features.meetings.obstacles import tell_obstacles
from klimanetz.features.meetings.polls import actions, rules
from klimanetz.features.meetings.polls.forms import TIME_TO_ANSWER, PollForm
from klimanetz.features.meetings.polls.models import DatePoll
from klimanetz.features.meetings.polls.views.loading import load_poll, open_polls
from klimanetz.features.meetings.views.submitting import happened

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def poll_new(request: HttpRequest) -> HttpResponse:
    open_polls(request)
    form = PollForm(request.POST or None, instance=outline_poll(request.GET.get("reihe", "")))
    form.initial["answer_until"] = timezone.localdate() + TIME_TO_ANSWER
    if happened(form, lambda: actions.prepare(read(form), form.spans, actor=request.user)):
        tell_obstacles(request, read_days(form))
        return redirect("poll_ask", form.instance.pk)
    return render(request, "polls/form.html", {"form": form})


def outline_poll(slug: str) -> DatePoll:
    """For the series that was asked for, else for the one that meets."""
    asked = Series.objects.filter(slug=slug).first()
    last = Meeting.objects.select_related("series").order_by("starts_at").last()
    series = asked or (last.series if last else None)
    return DatePoll(title=asked.title if asked else _("Netzwerktreffen"), series=series)


@form_view
def poll_edit(request: HttpRequest, pk: int) -> HttpResponse:
    poll = load_poll(request, pk)
    rules.can_edit(poll).require()
    form = PollForm(request.POST or None, instance=poll)
    if happened(form, lambda: actions.propose_dates(read(form), form.spans, actor=request.user)):
        messages.success(request, _("Gespeichert."))
        tell_obstacles(request, read_days(form))
        return redirect("poll", pk)
    return render(request, "polls/form.html", {"form": form, "poll": poll})


def read(form: PollForm) -> DatePoll:
    poll = cast("DatePoll", form.save(commit=False))
    poll.answer_by = form.answer_by
    return poll


def read_days(form: PollForm) -> list[date]:
    return [localtime(start).date() for start, _end in form.spans]


@require_POST
def poll_discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard(load_poll(request, pk), actor=request.user)
    messages.success(request, _("Der Entwurf ist verworfen."))
    return redirect("polls")
