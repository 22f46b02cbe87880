"""The code of an invitation: its holder shows it at the door, whoever runs the door reads it."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.features.meetings import rules as meeting_rules
from klimanetz.features.meetings.addresses import door_address
from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.day.actions.checking_in import check_in_one
from klimanetz.features.meetings.day.qr import draw_code
from klimanetz.features.meetings.day.taps import tap_now
from klimanetz.features.meetings.day.views.loading import name_of
from klimanetz.features.meetings.keys import read_door_key
from klimanetz.features.meetings.models import Attendance, Invitation
from klimanetz.features.meetings.views.loading import visitor


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def entrance(request: HttpRequest, key: str) -> HttpResponse:
    """Reading a code opens a page; its button notes the person, because a GET changes nothing."""
    invitation = read_door_key(key)
    if invitation is None or invitation.withdrawn_at is not None:
        return private(render(request, "day/code_unknown.html", status=HTTPStatus.NOT_FOUND))
    if request.method == "POST":
        return let_in(request, invitation)
    if meeting_rules.can_run(visitor(request)):
        return private(show_arrival(request, invitation))
    return private(show_code(request, invitation))


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def let_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    meeting_rules.can_run(visitor(request)).require()
    meeting = invitation.meeting
    tap = tap_now(f"i{invitation.pk}", present=True, at=timezone.now())
    check_in_one(meeting, tap, by=name_of(request))
    name = invitation.deputy_name or invitation.name
    messages.success(request, _("%(name)s ist da.") % {"name": name})
    return redirect("door", meeting.slug)


def show_arrival(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    noted = Attendance.objects.present().filter(invitation=invitation).first()
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "noted": noted,
        "verdict": rules.can_check_in(invitation.meeting),
        "early": timezone.localdate() < timezone.localdate(invitation.meeting.starts_at),
    }
    return render(request, "day/arrival.html", context)


def show_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        # Drawn by us from our own address.
        "code": mark_safe(draw_code(door_address(invitation))),  # noqa: S308
    }
    return render(request, "day/code.html", context)
