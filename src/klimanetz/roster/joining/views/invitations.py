"""Inviting people to the network, in the office; and accepting, by the link, without account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.actions import Invited
from klimanetz.roster.joining.forms import AcceptForm, InviteForm
from klimanetz.roster.joining.models import InvitationState, JoinInvitation, unseal
from klimanetz.roster.office import open_office, posted

#: Accepted and withdrawn ones that are still listed.
LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who is invited, and the form to invite more."""
    organiser = open_office(request)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        invited = actions.invite(
            said["addresses"],
            Role(said["role"]),
            organisation=said["organisation"],
            actor=organiser,
        )
        tell(request, invited)
        return redirect("invitation_list")
    rows = JoinInvitation.objects.visible_to(organiser).select_related("person", "organisation")
    closed = rows.exclude(state=InvitationState.SENT)[:LATEST]
    context = {"form": form, "standing": rows.open(), "closed": closed}
    return render(request, "joining/invitation_list.html", context)


def tell(request: HttpRequest, invited: Invited) -> None:
    if invited.sent:
        sent = ngettext(
            "Eine Einladung ist unterwegs.", "%(n)s Einladungen sind unterwegs.", invited.sent
        )
        messages.success(request, sent % {"n": invited.sent})
    if invited.members:
        names = {"names": ", ".join(invited.members)}
        messages.info(request, _("Schon dabei und nicht eingeladen: %(names)s") % names)
    if invited.waiting:
        names = {"names": ", ".join(invited.waiting)}
        messages.info(request, _("Schon eingeladen, deshalb nicht noch einmal: %(names)s") % names)


def load_invitation(request: HttpRequest, pk: int) -> JoinInvitation:
    visible = JoinInvitation.objects.visible_to(open_office(request))
    return get_object_or_404(visible, pk=pk)


@require_POST
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    actions.resend_invitation(load_invitation(request, pk), actor=request.user)
    messages.success(request, _("Die Einladung ist noch einmal unterwegs, 30 Tage gültig."))
    return redirect("invitation_list")


@require_POST
def invitation_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_invitation(load_invitation(request, pk), actor=request.user)
    messages.success(request, _("Die Einladung ist zurückgezogen, ihr Link gilt nicht mehr."))
    return redirect("invitation_list")


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@login_not_required
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    rows = JoinInvitation.objects.select_related("organisation", "person")
    invitation = rows.filter(pk=unseal(token, "invitation")).first()
    if invitation is None:
        return render(request, "joining/link_unknown.html", status=404)
    if not invitation.is_open or invitation.has_run_out:
        return render(request, "joining/invitation_over.html", {"invitation": invitation})
    known = Person.objects.with_email(invitation.email).first()
    form = AcceptForm(invitation, known, posted(request))
    if request.method == "POST" and form.is_valid():
        actions.accept_invitation(invitation, **form.cleaned_data)
        return redirect("invitation_accept", token)
    context = {"invitation": invitation, "form": form}
    return render(request, "joining/invitation_accept.html", context)
