"""The organisers' table: the agenda of one meeting, edited in place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.actions.releasing import hears_otherwise
from klimanetz.features.meetings.agenda.actions.speakers import is_told, to_tell
from klimanetz.features.meetings.agenda.conflicts import find_in_people, find_in_times, say_left
from klimanetz.features.meetings.agenda.forms import ItemForm
from klimanetz.features.meetings.agenda.plan import Entry, read_materials, read_slots
from klimanetz.features.meetings.agenda.views.loading import load_item
from klimanetz.features.meetings.models import AgendaItem, Meeting, State
from klimanetz.features.meetings.rules import can_change
from klimanetz.features.meetings.views.loading import load_to_run, visitor
from klimanetz.features.meetings.views.submitting import happened

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def agenda_table(request: HttpRequest, slug: str) -> HttpResponse:
    """`?bewegt=12-hoch` says which button was pressed last, so that it keeps the focus."""
    meeting = load_to_run(request, slug)
    slots = read_slots(meeting, AgendaItem.objects.select_related("presenter", "talk"))
    materials = read_materials(meeting, visitor(request))
    changeable = can_change(meeting)
    told = {slot.item.pk for slot in slots if is_told(slot)}
    context: dict[str, Any] = {
        "meeting": meeting,
        "entries": [Entry(slot, materials.get(slot.item.pk, ())) for slot in slots],
        "changeable": changeable,
        "problems": problems_of(meeting, slots) if changeable else [],
        "left": say_left(meeting, slots),
        "to_tell": len(to_tell(slots)) if changeable and meeting.state != State.POSTPONED else 0,
        "told": told,
        "moved": request.GET.get("bewegt", ""),
    }
    return render(request, "agenda/table.html", context)


def problems_of(meeting: Meeting, slots: list[Any]) -> list[str]:
    return [*find_in_times(meeting, slots), *find_in_people(meeting, slots)]


@form_view
def agenda_add(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    can_change(meeting).require()
    form = ItemForm(request.POST or None)
    if happened(
        form, lambda: actions.add_item(meeting, form.save(commit=False), actor=request.user)
    ):
        return redirect("agenda_table", slug)
    return render(
        request, "agenda/item_form.html", {"form": form, "meeting": meeting, "item": None}
    )


def offer_anew(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody typed about an item that another has removed meanwhile: not lost."""
    form = ItemForm(request.POST)
    form.add_error(
        None,
        _("Jemand hat diesen Punkt inzwischen entfernt. Hier können Sie ihn wieder hinzufügen."),
    )
    context = {"form": form, "meeting": load_to_run(request, slug), "item": None}
    address = reverse("agenda_add", args=[slug])
    return render(request, "agenda/item_form.html", context | {"address": address}, status=409)


@form_view
def agenda_item(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    if request.method == "POST" and not AgendaItem.objects.filter(pk=item).exists():
        return offer_anew(request, slug)
    row = load_item(request, slug, item)
    can_change(row.meeting).require()
    form = ItemForm(request.POST or None, instance=row)
    if happened(form, lambda: actions.change_item(form.save(commit=False), actor=request.user)):
        return redirect("agenda_table", slug)
    context = {"form": form, "meeting": row.meeting, "item": row}
    return render(request, "agenda/item_form.html", context)


@form_view
def agenda_remove(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    """A page of its own, which says what becomes of contribution, files and presenter."""
    row = load_item(request, slug, item)
    can_change(row.meeting).require()
    if request.method == "POST":
        actions.remove_item(row, actor=request.user)
        messages.success(request, _("„%(title)s“ steht nicht mehr darauf.") % {"title": row.title})
        return redirect("agenda_table", slug)
    talk = getattr(row, "talk", None)
    context = {
        "item": row,
        "meeting": row.meeting,
        "contribution": getattr(row, "contribution", None),
        "talk": None if talk and hears_otherwise(row, talk) else talk,
        "files": row.materials.filter(contribution=None).count(),
    }
    return render(request, "agenda/item_remove.html", context)


@require_POST
def agenda_up(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    actions.move_item(load_item(request, slug, item), -1, actor=request.user)
    return redirect(f"{reverse('agenda_table', args=[slug])}?bewegt={item}-hoch")


@require_POST
def agenda_down(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    actions.move_item(load_item(request, slug, item), 1, actor=request.user)
    return redirect(f"{reverse('agenda_table', args=[slug])}?bewegt={item}-runter")


@require_POST
def agenda_order(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole order at once, as somebody dragged it."""
    meeting = load_to_run(request, slug)
    keys = [int(key) for key in request.POST.getlist("punkt") if key.isdecimal()]
    actions.order_items(meeting, keys, actor=request.user)
    return redirect("agenda_table", slug)


@require_POST
def agenda_tell(request: HttpRequest, slug: str) -> HttpResponse:
    number = actions.tell_speakers(load_to_run(request, slug), actor=request.user)
    said = ngettext("Eine Mail geht hinaus.", "%(number)s Mails gehen hinaus.", number)
    if number:
        messages.success(request, said % {"number": number})
    return redirect("agenda_table", slug)
