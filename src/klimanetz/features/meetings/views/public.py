"""Meetings for everyone: the list, one meeting, its calendar entry, the subscription."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.public import public_page
from klimanetz.features.meetings import actions, calendar, rules
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source, State
from klimanetz.features.meetings.showing import meeting_page
from klimanetz.features.meetings.tally import place_in_line
from klimanetz.features.meetings.views.choices import full_modes, list_choices
from klimanetz.features.meetings.views.loading import Visitor, load_meeting, visitor
from klimanetz.features.meetings.wording import say_moment
from klimanetz.people.models import Person


@require_safe
@public_page
def meeting_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    coming: list[Meeting] = []
    past: list[Meeting] = []
    for meeting in Meeting.objects.visible_to(visitor(request)).order_by("starts_at"):
        if meeting.ends_at >= now or meeting.state == State.POSTPONED:
            coming.append(meeting)
        elif meeting.state != State.CANCELLED:
            past.insert(0, meeting)
    context = {
        "coming": coming,
        "past": past,
        "can_run": rules.can_run(visitor(request)),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_safe
@public_page
def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = visitor(request)
    invitation = load_own(person, slug)
    meeting = invitation.meeting if invitation else load_meeting(request, slug)
    context = {
        "meeting": meeting,
        "over": meeting.ends_at < timezone.now(),
        "can_run": rules.can_run(person),
        "parts": meeting_page.parts(meeting, person),
        **own_answer(invitation),
    }
    return render(request, "meetings/meeting_detail.html", context)


def load_own(person: Visitor, slug: str) -> Invitation | None:
    """With its meeting, in one query: whoever is invited may see it."""
    if not isinstance(person, Person):
        return None
    own = person.invitations.standing().filter(meeting__slug=slug)
    return own.select_related("meeting__host").first()


def find_own(meeting: Meeting, person: object) -> Invitation | None:
    if not isinstance(person, Person):
        return None
    invitation = meeting.invitations.all().standing().filter(person=person).first()
    if invitation is not None:
        invitation.meeting = meeting
    return invitation


def own_answer(invitation: Invitation | None) -> dict[str, Any]:
    """What an invited person sees besides: their answer, as buttons while there is time."""
    if invitation is None:
        return {"invitation": None, "verdict": None, "choices": (), "said": {}}
    verdict = rules.can_answer(invitation)
    choices = list_choices(invitation, full=full_modes(invitation)) if verdict else []
    waiting, answered = bool(invitation.waits_for), invitation.replied_at
    said = {
        "deputy": invitation.deputy_name,
        "answered": say_moment(answered) if answered else "",
        "place": place_in_line(invitation) if waiting else 0,
        "join": join_address(invitation),
        "door": door_address(invitation),
    }
    return {"invitation": invitation, "verdict": verdict, "choices": choices, "said": said}


@require_POST
def meeting_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer of a signed-in person, by one of the big buttons."""
    meeting = load_meeting(request, slug)
    invitation = find_own(meeting, visitor(request))
    reply = request.POST.get("reply")
    if invitation is None or reply not in meeting.replies or reply == Reply.DEPUTY:
        return redirect(meeting)
    seen = request.POST.get("moment", "")
    actions.answer(invitation, Reply(reply), source=Source.ACCOUNT, seen=seen)
    return redirect(meeting)


@require_safe
@public_page
def meeting_ics(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_meeting(request, slug)
    return calendar_file(calendar.meeting_ics(meeting))


@require_safe
@public_page
def meeting_feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The subscription: always what is public, whoever asks, because calendars are shared."""
    meetings = Meeting.objects.public().order_by("starts_at")
    return calendar_file(calendar.feed(meetings))
