"""The checklist for all positions, as organisers keep it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster.office import open_office, posted
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.forms import FollowUpItemForm
from klimanetz.roster.succession.models import FollowUpItem
from klimanetz.roster.succession.views.loading import load_item


@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    open_office(request)
    items = FollowUpItem.objects.standing().order_by("-lead_months", "pk")
    return render(request, "succession/checklist.html", {"items": items})


@require_http_methods(["GET", "POST"])
def item_add(request: HttpRequest) -> HttpResponse:
    open_office(request)
    form = FollowUpItemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_item(**form.cleaned_data, actor=request.user)
        messages.success(request, _("Der Punkt steht jetzt auf der Checkliste."))
        return redirect("follow_up_items")
    return render(request, "succession/item_form.html", {"form": form, "item": None})


@require_http_methods(["GET", "POST"])
def item_change(request: HttpRequest, item: int) -> HttpResponse:
    row = load_item(request, item)
    form = FollowUpItemForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.change_item(row, **form.cleaned_data, actor=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("follow_up_items")
    return render(request, "succession/item_form.html", {"form": form, "item": row})


@require_POST
def item_retire(request: HttpRequest, item: int) -> HttpResponse:
    actions.retire_item(load_item(request, item), actor=request.user)
    messages.success(request, _("Der Punkt ist von der Checkliste genommen."))
    return redirect("follow_up_items")
