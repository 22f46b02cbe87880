"""A member's own tandems: asking, offering, ending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.people.models import Person
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.company import my_company
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.beginning.views.mine import begin


@require_safe
def my_tandem(request: HttpRequest) -> HttpResponse:
    """Whom I could ask or have, whom I go with, and who waits for my answer."""
    return render(request, "beginning/my_tandem.html", {"company": my_company(begin(request))})


@require_POST
def tandem_ask(request: HttpRequest, pk: int) -> HttpResponse:
    person = begin(request)
    buddy = get_object_or_404(Person, pk=pk)
    actions.ask_for_buddy(person, buddy, actor=person)
    messages.success(
        request,
        _("Wir haben %(name)s gefragt. Die Antwort kommt per E-Mail.") % {"name": buddy.full_name},
    )
    return redirect("my_tandem")


@require_POST
def tandem_offer(request: HttpRequest) -> HttpResponse:
    person = begin(request)
    actions.offer_company(person, actor=person)
    messages.success(request, _("Danke! Wer neu ist, kann Sie jetzt fragen."))
    return redirect("my_tandem")


@require_POST
def tandem_offer_end(request: HttpRequest) -> HttpResponse:
    person = begin(request)
    actions.take_back_offer(person, actor=person)
    return redirect("my_tandem")


@require_POST
def tandem_end(request: HttpRequest, pk: int) -> HttpResponse:
    person = begin(request)
    tandem = get_object_or_404(Tandem.objects.of(person), pk=pk)
    actions.end_tandem(tandem, actor=person)
    return redirect("my_tandem")
