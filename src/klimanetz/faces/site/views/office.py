"""The organisers' start page, and the settings of the network."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.context import this_network
from klimanetz.core.models import Network
from klimanetz.faces.site.actions import change_network
from klimanetz.faces.site.beginning import first_steps
from klimanetz.faces.site.endings import list_endings
from klimanetz.faces.site.forms import NetworkForm
from klimanetz.faces.site.next_meeting import next_meeting
from klimanetz.faces.site.picture import network_picture
from klimanetz.faces.site.rules import can_run_network
from klimanetz.faces.site.today import list_tasks
from klimanetz.people.models import Person


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """Today's list: from here two people run the network."""
    person = cast("Person", request.user)
    can_run_network(person).require()
    network = this_network(request)
    steps = first_steps(network)
    context = {
        "picture": network_picture(network),
        "next": next_meeting(),
        "tasks": list_tasks(network, person, beginning=bool(steps)),
        "endings": list_endings(),
        "first_steps": steps,
    }
    return render(request, "site/office.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_settings(request: HttpRequest) -> HttpResponse:
    """Name, logo, operator and legal texts of the network."""
    person = cast("Person", request.user)
    can_run_network(person).require()
    form = NetworkForm(
        request.POST or None, request.FILES or None, instance=Network.objects.current()
    )
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "site/network_settings.html", {"form": form})
    change_network(form, actor=person)
    messages.success(request, _("Die Einstellungen sind gespeichert."))
    return redirect("network_settings")
