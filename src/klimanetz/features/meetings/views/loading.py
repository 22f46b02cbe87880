"""Fetching and authorising are one step: invisible is 404, forbidden is 403 with the reason."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.meetings import rules
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.people.models import Person

type Visitor = Person | AnonymousUser


def visitor(request: HttpRequest) -> Visitor:
    """Who asks, as the person behind the session."""
    return request.user


def load_meeting(request: HttpRequest, slug: str) -> Meeting:
    """A meeting to look at."""
    visible = Meeting.objects.visible_to(visitor(request)).select_related("host")
    return get_object_or_404(visible, slug=slug)


def load_to_run(request: HttpRequest, slug: str) -> Meeting:
    """A meeting to work on."""
    meeting = load_meeting(request, slug)
    rules.can_run(visitor(request)).require()
    return meeting


def load_invitation_to_run(request: HttpRequest, slug: str, pk: int) -> Invitation:
    """An invitation whose answer the organisers enter or take back."""
    meeting = load_to_run(request, slug)
    invitation = get_object_or_404(meeting.invitations.all(), pk=pk)
    invitation.meeting = meeting
    return invitation


def asked_for_part(request: HttpRequest) -> bool:
    """Whether a script on the page asks, which shows the part that changes and not the frame."""
    return "HX-Request" in request.headers
