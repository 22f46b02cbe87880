"""The organisers see who goes with whom, and propose pairs."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.forms import ProposalForm
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.beginning.pairs import list_newcomers, list_pairs
from klimanetz.roster.beginning.suggestions import suggest
from klimanetz.roster.office import open_office, posted


@require_safe
def tandems(request: HttpRequest) -> HttpResponse:
    open_office(request)
    context = {"pairs": list_pairs(), "newcomers": list_newcomers()}
    return render(request, "beginning/tandems.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tandem_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggestions for a newcomer, and a field for whoever else comes to mind."""
    organiser = open_office(request)
    newcomer = get_object_or_404(Person.objects.visible_to(organiser), pk=pk)
    form = ProposalForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.propose_tandem(newcomer, form.cleaned_data["buddy"], actor=organiser)
        except Refused as refused:
            form.add_error("buddy", str(refused))
        else:
            messages.success(request, _("Beide sind gefragt. Die Antworten sehen Sie hier."))
            return redirect("tandems")
    context = {"form": form, "newcomer": newcomer, "suggestions": suggest(newcomer)}
    return render(request, "beginning/tandem_propose.html", context)


@require_POST
def tandem_close(request: HttpRequest, pk: int) -> HttpResponse:
    organiser = open_office(request)
    actions.end_tandem(get_object_or_404(Tandem, pk=pk), actor=organiser)
    return redirect("tandems")
