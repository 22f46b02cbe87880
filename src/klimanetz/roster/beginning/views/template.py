"""The template of the first 100 days, which the organisers keep."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.forms import ItemForm
from klimanetz.roster.beginning.models import ChecklistItem
from klimanetz.roster.office import open_office, posted


def load_item(request: HttpRequest, pk: int) -> ChecklistItem:
    open_office(request)
    return get_object_or_404(ChecklistItem.objects.standing(), pk=pk)


@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    open_office(request)
    return render(request, "beginning/checklist.html", {"items": ChecklistItem.objects.standing()})


@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    form = ItemForm(posted(request))
    if not form.is_valid():
        return render(request, "beginning/checklist_add.html", {"form": form})
    actions.add_item(**form.cleaned_data, actor=organiser)
    messages.success(request, _("Der Punkt steht jetzt in allen Listen."))
    return redirect("checklist")


@require_http_methods(["GET", "HEAD", "POST"])
def item_change(request: HttpRequest, pk: int) -> HttpResponse:
    item = load_item(request, pk)
    form = ItemForm(posted(request), instance=ChecklistItem.objects.get(pk=pk))
    if not form.is_valid():
        return render(request, "beginning/checklist_change.html", {"form": form, "item": item})
    said: dict[str, Any] = form.cleaned_data
    actions.change_item(item, **said, actor=open_office(request))
    messages.success(request, _("Der Punkt ist in allen Listen geändert."))
    return redirect("checklist")


@require_POST
def item_up(request: HttpRequest, pk: int) -> HttpResponse:
    actions.move_item(load_item(request, pk), by=-1, actor=open_office(request))
    return redirect("checklist")


@require_POST
def item_down(request: HttpRequest, pk: int) -> HttpResponse:
    actions.move_item(load_item(request, pk), by=1, actor=open_office(request))
    return redirect("checklist")


@require_http_methods(["GET", "HEAD", "POST"])
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = load_item(request, pk)
    if request.method != "POST":
        return render(request, "beginning/checklist_remove.html", {"item": item})
    actions.remove_item(item, actor=open_office(request))
    messages.success(request, _("Der Punkt ist entfernt."))
    return redirect("checklist")
