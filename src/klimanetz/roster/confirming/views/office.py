"""Whose entry holds, and what is to be cleared up: for those who run the network."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.roster.confirming import actions, listing
from klimanetz.roster.confirming.models import Confirmation
from klimanetz.roster.office import load_known_person, open_office

PER_PAGE = 100


@require_safe
def confirmations(request: HttpRequest) -> HttpResponse:
    open_office(request)
    show = request.GET.get("zeige", "")
    show = show if show in listing.Show else listing.Show.TO_CLEAR
    page = Paginator(listing.find(show), PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": listing.read_rows(page.object_list),
        "shows": [(one, one == show) for one in listing.Show],
        "to_clear": page.paginator.count if not show else listing.count_to_clear(),
    }
    return render(request, "confirming/confirmations.html", context)


@require_POST
def confirm_by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_known_person(request, pk)
    actions.confirm_by_hand(person, actor=request.user)
    text = _("Notiert: Der Eintrag von %(name)s stimmt.") % {"name": person.full_name}
    messages.success(request, text)
    return back(request)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    open_office(request)
    visible = Confirmation.objects.visible_to(request.user)  # type: ignore[arg-type]
    actions.settle(get_object_or_404(visible, pk=pk), actor=request.user)
    messages.success(request, _("Als erledigt eingetragen."))
    return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """To where the button stood: on the list as it was narrowed, or with the person."""
    origin = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(origin, request.get_host())
    return redirect(origin if here else "confirmations")
