"""An authority as the office sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klimanetz.roster.office import load_authority
from klimanetz.roster.townhall import open_townhall


@require_safe
def office_authority(request: HttpRequest, ars: str) -> HttpResponse:
    authority = load_authority(request, ars)
    return render(request, "roster/office_authority.html", {"hall": open_townhall(authority)})
