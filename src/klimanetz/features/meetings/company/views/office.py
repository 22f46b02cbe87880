"""The organisers: who needs what, and which guests may come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.company import actions
from klimanetz.features.meetings.company.forms import TurnDownForm
from klimanetz.features.meetings.company.models import Companion, Needs
from klimanetz.features.meetings.views.loading import load_to_run
from klimanetz.features.meetings.views.submitting import happened


def load_companion(request: HttpRequest, slug: str, pk: int) -> Companion:
    meeting = load_to_run(request, slug)
    found = Companion.objects.select_related("host__meeting").filter(host__meeting=meeting)
    return get_object_or_404(found, pk=pk)


@require_safe
def needs_list(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    needs = Needs.objects.filter(invitation__in=meeting.invitations.all().coming())
    context = {"meeting": meeting, "needs": needs.select_related("invitation")}
    return render(request, "company/needs_list.html", context)


@require_safe
def companions(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    found = Companion.objects.in_hand().with_invitation().filter(host__meeting=meeting)
    found = found.select_related("host")
    return render(request, "company/companions.html", {"meeting": meeting, "companions": found})


@require_POST
def companion_welcome(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    companion = load_companion(request, slug, pk)
    actions.welcome(companion, actor=request.user)
    messages.success(request, _("%(name)s ist eingeladen.") % {"name": companion.name})
    return redirect("companions", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def companion_turn_down(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    companion = load_companion(request, slug, pk)
    form = TurnDownForm(request.POST if request.method == "POST" else None)
    if happened(
        form, lambda: actions.turn_down(companion, actor=request.user, **form.cleaned_data)
    ):
        messages.success(
            request,
            _("Abgelehnt; %(name)s bekommt Ihre Worte per Mail.") % {"name": companion.host.name},
        )
        return redirect("companions", slug)
    context = {"meeting": companion.host.meeting, "companion": companion, "form": form}
    return render(request, "company/companion_turn_down.html", context)
