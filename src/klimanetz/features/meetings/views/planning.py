"""Plan, change, postpone, call off, hold: each a page that says what its button will do."""

from collections.abc import Sequence
from copy import copy
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.consequences import fingerprint, list_consequences
from klimanetz.features.meetings.forms import (
    CancelForm,
    EditMeetingForm,
    MeetingForm,
    PostponeForm,
    suggest_next,
)
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.obstacles import name_obstacles, tell_obstacles
from klimanetz.features.meetings.unheard import without_unheard
from klimanetz.features.meetings.views.loading import load_to_run, visitor
from klimanetz.features.meetings.views.submitting import happened

form_view = require_http_methods(["GET", "HEAD", "POST"])


def count_mails(meeting: Meeting) -> int:
    """How many people hear of what happens to this meeting."""
    told, _unheard = without_unheard(meeting, meeting.invitations.all().standing())
    return len(told)


def day_of(meeting: Meeting) -> date:
    return localtime(meeting.starts_at).date()


@form_view
def meeting_plan(request: HttpRequest) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    last = Meeting.objects.order_by("-starts_at").first()
    form = MeetingForm(request.POST or None, initial=suggest_next(last))
    if happened(form, lambda: actions.plan(form.save(commit=False), actor=request.user)):
        messages.success(request, _("Das Treffen steht. Laden Sie jetzt ein."))
        tell_obstacles(request, [day_of(form.instance)])
        return redirect("office_meeting", form.instance.slug)
    return render(request, "meetings/meeting_plan.html", {"form": form, "last": last})


@form_view
def meeting_edit(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    rules.can_change(meeting).require()
    if request.method == "POST":
        return save_edit(request, meeting)
    return show_edit(request, meeting, EditMeetingForm(instance=meeting))


def show_edit(
    request: HttpRequest,
    meeting: Meeting,
    form: EditMeetingForm,
    consequences: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "form": form,
        "meeting": meeting,
        "mails": count_mails(meeting),
        "consequences": consequences,
        "accepted": fingerprint(consequences),
    }
    return render(request, "meetings/meeting_edit.html", context)


@transaction.atomic
def save_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Under a lock, so that of two who save at once the second is asked what holds.

    What it would do to answers is said first; only who saw exactly that saves it.
    """
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    form = EditMeetingForm(request.POST, instance=copy(fresh))
    consequences = list_consequences(fresh, form.instance) if form.is_valid() else []
    if consequences and request.POST.get("accepted") != fingerprint(consequences):
        return show_edit(request, meeting, form, consequences)
    if not happened(form, lambda: actions.change(form.save(commit=False), actor=request.user)):
        return show_edit(request, meeting, form)
    messages.success(request, _("Gespeichert."))
    if day_of(form.instance) != day_of(fresh):
        tell_obstacles(request, [day_of(form.instance)])
    return redirect("office_meeting", meeting.slug)


@form_view
def meeting_postpone(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone hears of it at once; so what speaks against the new day is said first."""
    meeting = load_to_run(request, slug)
    rules.can_postpone(meeting).require()
    form = PostponeForm(request.POST or None, meeting=meeting)
    new = form.cleaned_data["day"] if form.is_valid() else None
    obstacles = name_obstacles([new]) if new else []
    known = not obstacles or request.POST.get("accepted") == fingerprint(obstacles)
    seen = request.POST.get("moment", "")
    if known and happened(
        form, lambda: actions.postpone(meeting, **form.facts, seen=seen, actor=request.user)
    ):
        messages.success(request, _("Das Treffen ist verschoben."))
        return redirect("office_meeting", meeting.slug)
    context = {"form": form, "meeting": meeting, "mails": count_mails(meeting)}
    context |= {"obstacles": obstacles, "accepted": fingerprint(obstacles)}
    return render(request, "meetings/meeting_postpone.html", context)


@form_view
def meeting_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    rules.can_cancel(meeting).require()
    form = CancelForm(request.POST or None)
    if happened(form, lambda: actions.cancel(meeting, **form.cleaned_data, actor=request.user)):
        messages.success(request, _("Das Treffen ist abgesagt."))
        return redirect("office_meeting", meeting.slug)
    context = {"form": form, "meeting": meeting, "mails": count_mails(meeting)}
    return render(request, "meetings/meeting_cancel.html", context)


@form_view
def meeting_hold(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    rules.can_hold(meeting).require()
    if request.method == "POST":
        actions.hold(meeting, actor=request.user)
        messages.success(request, _("Eingetragen: Das Treffen hat stattgefunden."))
        return redirect("office_meeting", meeting.slug)
    return render(request, "meetings/meeting_hold.html", {"meeting": meeting})
