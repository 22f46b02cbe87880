"""The organisers' desk: all meetings, and the answers to one as they come in."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.features.meetings import rules
from klimanetz.features.meetings.models import Attendance, Meeting, Reply, State
from klimanetz.features.meetings.progress import (
    count_to_remind,
    list_missing,
    list_steps,
    next_action,
    remind_again_at,
)
from klimanetz.features.meetings.showing import find_main, list_links, office_page, office_side
from klimanetz.features.meetings.tally import draw_lines, say_seats, tally_answers
from klimanetz.features.meetings.unheard import count_unheard
from klimanetz.features.meetings.views.loading import asked_for_part, load_to_run, visitor

STANDING = Q(invitations__withdrawn_at__isnull=True)
COMING = STANDING & Q(invitations__reply__in=(Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY))
OPEN = STANDING & Q(invitations__reply=Reply.OPEN)


def count_there() -> Subquery:
    """Who was noted on the day; nothing where nobody was."""
    noted = Attendance.objects.present().filter(meeting=OuterRef("pk")).order_by()
    return Subquery(noted.values("meeting").annotate(number=Count("pk")).values("number"))


@require_safe
def office_meetings(request: HttpRequest) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    meetings = Meeting.objects.annotate(
        invited=Count("invitations", filter=STANDING),
        coming=Count("invitations", filter=COMING),
        open=Count("invitations", filter=OPEN),
        there=count_there(),
    )
    now = timezone.now()
    ahead = Q(ends_at__gte=now) | Q(state=State.POSTPONED)
    context = {
        "coming": meetings.filter(ahead).order_by("starts_at"),
        "past": meetings.exclude(ahead).order_by("-starts_at"),
    }
    return render(request, "meetings/office_meetings.html", context)


@require_safe
def office_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one meeting; asked by htmx, only the answers, and only if there are new."""
    meeting = load_to_run(request, slug)
    tally = tally_answers(meeting)
    if asked_for_part(request) and request.GET.get("stand") == tally.stamp:
        return HttpResponse(status=204)
    only, to_remind = request.GET.get("antwort", ""), count_to_remind(meeting)
    context = {
        "meeting": meeting,
        "tally": tally,
        "lines": draw_lines(row for row in tally.rows if only in ("", row.reply)),
        "only": only,
        "seats": say_seats(meeting, tally),
        "replies": [(reply.value, reply.label, tally.replies[reply]) for reply in Reply],
        "steps": list_steps(meeting),
        "missing": list_missing(meeting),
        "action": next_action(meeting, to_remind=to_remind),
        "to_remind": to_remind,
        "remind_again_at": remind_again_at(meeting, to_remind),
        "can_invite": rules.can_invite(meeting),
        "can_change": rules.can_change(meeting),
    }
    if asked_for_part(request):
        return render(request, "meetings/office_meeting.html#answers", context)
    return render(request, "meetings/office_meeting.html", context | ask_rooms(request, meeting))


def ask_rooms(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    person = visitor(request)
    parts = office_page.parts(meeting, person)
    return {
        "unheard": count_unheard(meeting) if meeting.state == State.INVITED else 0,
        "main": find_main(parts),
        "parts": parts,
        "side": office_side.parts(meeting, person),
        "links": list_links(meeting),
    }
