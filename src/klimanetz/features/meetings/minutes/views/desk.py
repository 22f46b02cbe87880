"""The organisers' desk for the minutes of one meeting: who writes, who reviews, who reads."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.minutes import actions, rules
from klimanetz.features.meetings.minutes.forms import (
    DeclineForm,
    ReleaseForm,
    ReviewForm,
    TakerForm,
)
from klimanetz.features.meetings.minutes.models import ActionItem, Correction, Minutes
from klimanetz.features.meetings.minutes.views.loading import load_to_manage
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.participants import list_participants
from klimanetz.features.meetings.views.submitting import happened

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def minutes_desk(request: HttpRequest, slug: str) -> HttpResponse:
    meeting, minutes, _person = load_to_manage(request, slug)
    return show_desk(request, meeting, minutes, TakerForm(initial={"taker": taker_of(minutes)}))


def taker_of(minutes: Minutes | None) -> object:
    return minutes.taker if minutes else None


def show_desk(
    request: HttpRequest, meeting: Meeting, minutes: Minutes | None, form: TakerForm
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "form": form,
        "versions": list(minutes.versions.defer("content")) if minutes else [],
        "corrections": list_corrections(minutes),
        "readers": minutes.participants.count() if minutes else 0,
        "actions": list(meeting.action_items.filter(dropped_at=None)),
        "can_write": rules.can_be_written(meeting),
        "can_open_review": rules.can_open_review(meeting),
        "can_release": rules.can_release(meeting),
    }
    return render(request, "minutes/desk.html", context)


def list_corrections(minutes: Minutes | None) -> list[Correction]:
    if minutes is None:
        return []
    rows = Correction.objects.filter(reader__minutes=minutes).select_related("reader", "item")
    return list(rows.order_by("decision", "pk"))


@require_POST
def minutes_taker(request: HttpRequest, slug: str) -> HttpResponse:
    meeting, minutes, person = load_to_manage(request, slug)
    form = TakerForm(request.POST)
    if not happened(
        form, lambda: actions.name_taker(meeting, form.cleaned_data["taker"], actor=person)
    ):
        return show_desk(request, meeting, minutes, form)
    messages.success(request, _("Gespeichert."))
    return redirect("minutes_desk", slug)


@form_view
def minutes_review(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was there gets a link; asked again, only the date changes."""
    meeting, minutes, person = load_to_manage(request, slug)
    rules.can_open_review(meeting).require()
    initial = {"until": minutes.review_until} if minutes and minutes.review_until else {}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if happened(
        form, lambda: actions.open_review(meeting, form.cleaned_data["until"], actor=person)
    ):
        messages.success(request, _("Das Protokoll ist in Prüfung."))
        return redirect("minutes_desk", slug)
    there = list_participants(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "reached": [one for one in there if one.email],
        "unreached": [one for one in there if not one.email],
    }
    return render(request, "minutes/review_open.html", context)


@require_POST
def correction_accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    correction, person = load_correction(request, slug, pk)
    actions.accept(correction, actor=person)
    messages.success(request, _("Notiert: Der Vorschlag ist übernommen."))
    return back_to_item(slug, correction)


@require_POST
def correction_decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    correction, person = load_correction(request, slug, pk)
    form = DeclineForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.decline(correction, reason, actor=person)
    messages.success(request, _("Notiert: Der Vorschlag ist nicht übernommen."))
    return back_to_item(slug, correction)


def load_correction(request: HttpRequest, slug: str, pk: int) -> tuple[Correction, Any]:
    meeting, _minutes, person = load_to_manage(request, slug)
    rows = Correction.objects.filter(reader__minutes__meeting=meeting)
    return get_object_or_404(rows, pk=pk), person


def back_to_item(slug: str, correction: Correction) -> HttpResponse:
    place = correction.item_id or "sonstiges"
    return redirect(f"{reverse('minutes_write', args=[slug])}#top-{place}")


@form_view
def minutes_release(request: HttpRequest, slug: str) -> HttpResponse:
    """A page that says what will be released to whom; its button makes a version of it."""
    meeting, minutes, person = load_to_manage(request, slug)
    rules.can_release(meeting).require()
    entries = list(meeting.entries.standing().exclude(text=""))
    initial = {"readers": minutes.readers} if minutes else {}
    posted = request.POST if request.method == "POST" else None
    form = ReleaseForm(posted, entries=entries, initial=initial)
    seen = request.POST.get("seen", "")
    if happened(
        form, lambda: actions.release(meeting, **form.cleaned_data, seen=seen, actor=person)
    ):
        messages.success(request, _("Das Protokoll ist veröffentlicht."))
        return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "minutes": minutes,
        "first": not minutes.versions.exists() if minutes else True,
        "left": count_open(minutes),
    }
    return render(request, "minutes/release.html", context)


def count_open(minutes: Minutes | None) -> str:
    """Proposals that nobody has decided on yet, as a sentence."""
    asked = Correction.objects.open().filter(reader__minutes=minutes)
    number = asked.aggregate(number=Count("pk"))["number"] if minutes else 0
    if not number:
        return ""
    said = ngettext(
        "Über einen Vorschlag ist noch nicht entschieden.",
        "Über %(number)s Vorschläge ist noch nicht entschieden.",
        number,
    )
    return said % {"number": number}


@require_POST
def action_settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Done, or open again: what the organisers heard on the phone."""
    meeting, _minutes, person = load_to_manage(request, slug)
    action = get_object_or_404(ActionItem, meeting=meeting, pk=pk)
    if action.done_at:
        actions.reopen(action, actor=person)
    else:
        actions.finish(action, request.POST.get("note", "")[:2000], actor=person)
    return redirect("minutes_desk", slug)
