"""Authorities as the office sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klimanetz.roster.office import load_authority, open_office
from klimanetz.roster.townhall import MOST_PLACES, find_places, open_townhall


@require_safe
def office_authorities(request: HttpRequest) -> HttpResponse:
    """Finding any place of the register, with or without somebody in post."""
    open_office(request)
    wanted = request.GET.get("suche", "").strip()
    context = {"wanted": wanted, "places": find_places(wanted), "most": MOST_PLACES}
    return render(request, "roster/office_authorities.html", context)


@require_safe
def office_authority(request: HttpRequest, ars: str) -> HttpResponse:
    authority = load_authority(request, ars)
    return render(request, "roster/office_authority.html", {"hall": open_townhall(authority)})
