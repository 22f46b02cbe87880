"""What everyone may read: the network, its places and its people as far as they agreed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from klimanetz.core.context import this_network
from klimanetz.core.public import public_page
from klimanetz.faces.site.authority import (
    find_authority,
    find_credit,
    find_inside,
    find_predecessors,
    find_staff,
    find_successors,
    find_vacancies,
    is_ended,
)
from klimanetz.faces.site.picture import network_picture
from klimanetz.faces.site.search import search
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.wording import say_when
from klimanetz.people.contacts import public_contacts
from klimanetz.places.map import build_locator


@require_safe
@public_page
def start(request: HttpRequest) -> HttpResponse:
    """The network in one sentence, one map and the next date."""
    network = this_network(request)
    meeting = Meeting.objects.public().upcoming().first()
    headline, stop, lead = network.claim.partition(". ")
    context = {
        "headline": headline + stop.strip(),
        "lead": lead,
        "picture": network_picture(network),
        "meeting": meeting,
        "when": say_when(meeting.starts_at, meeting.ends_at) if meeting else "",
        "contacts": public_contacts(),
    }
    return render(request, "site/start.html", context)


@require_safe
@public_page
def network_overview(request: HttpRequest) -> HttpResponse:
    """Who works where: search, map and list by district."""
    network = this_network(request)
    picture = network_picture(network)
    term = request.GET.get("suche", "").strip()[:100]
    found = search(term, network.land, picture.districts) if term else None
    context = {
        "picture": picture,
        "is_large": picture.is_large,
        "term": term,
        "found": found,
    }
    return render(request, "site/network_overview.html", context)


@require_safe
@public_page
def authority_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One district, town or association; an old name or a merged place leads on."""
    authority = find_authority(slug)
    successors = find_successors(authority)
    if len(successors) == 1:
        authority = successors[0]
    if authority.slug != slug:
        return redirect(reverse("authority_page", args=[authority.slug]), permanent=True)
    picture = network_picture(this_network(request))
    inside = find_inside(authority)
    context = {
        "authority": authority,
        "ended": is_ended(authority),
        "successors": successors,
        "predecessors": find_predecessors(authority),
        "inside": inside,
        "vacancies": find_vacancies(authority),
        "staff": find_staff(authority, inside, picture.entries),
        "map": None if is_ended(authority) else build_locator(authority),
        "credit": find_credit(authority),
    }
    return render(request, "site/authority.html", context)
