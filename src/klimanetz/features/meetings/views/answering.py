"""Answering without signing in: the link in the mail is the key.

A GET never changes anything, because mail scanners open links.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.calendar import meeting_ics
from klimanetz.features.meetings.forms import DeputyForm
from klimanetz.features.meetings.models import Invitation, Reply, Source
from klimanetz.features.meetings.tally import place_in_line
from klimanetz.features.meetings.views.choices import WORDS, list_choices, venue_full

type View = Callable[[HttpRequest, str], HttpResponse]
#: A town hall may answer from one address; a machine that tries keys is stopped.
ANSWERS_PER_CLIENT, WINDOW = 120, timedelta(minutes=10)


def by_key_only(view: View) -> View:
    """Finds the invitation of a key, and keeps the key to the two of us.

    Nothing here depends on a cookie, so there is nothing to forge; and a page that sends no
    referrer sends no origin either, which the CSRF check would take for a forgery.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


def find_invitation(token: str) -> Invitation | None:
    return Invitation.objects.select_related("meeting").filter(token=token).first()


def unknown_key(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/answer_unknown.html", status=404)


@require_http_methods(["GET", "HEAD", "POST"])
@by_key_only
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the links of a mail; its one button saves the answer."""
    invitation = find_invitation(token)
    if invitation is None:
        return unknown_key(request)
    if request.method == "POST":
        return save_answer(request, invitation)
    return show_answer(request, invitation, WORDS.get(request.GET.get("antwort", "")))


def save_answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    reply = request.POST.get("reply")
    if reply == Reply.DEPUTY:
        return save_deputy(request, invitation)
    if reply not in invitation.meeting.replies:
        return show_answer(request, invitation, status=400)
    try:
        throttle(request, "answer", limit=ANSWERS_PER_CLIENT, per=WINDOW)
        actions.answer(invitation, Reply(reply), source=Source.LINK)
    except Refused as refused:
        return show_answer(request, invitation, problem=str(refused), status=409)
    return redirect(invitation)


def save_deputy(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = DeputyForm(request.POST, instance=invitation)
    if not form.is_valid():
        return show_answer(request, invitation, Reply.DEPUTY, form=form)
    try:
        throttle(request, "answer", limit=ANSWERS_PER_CLIENT, per=WINDOW)
        actions.answer(invitation, Reply.DEPUTY, source=Source.LINK, **form.cleaned_data)
    except Refused as refused:
        return show_answer(
            request, invitation, Reply.DEPUTY, form=form, problem=str(refused), status=409
        )
    return redirect(invitation)


def show_answer(
    request: HttpRequest,
    invitation: Invitation,
    wanted: Reply | None = None,
    *,
    form: DeputyForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The answer where it was given, and the choice to change it while there is time."""
    meeting = invitation.meeting
    verdict = rules.can_answer(invitation)
    full = bool(verdict) and venue_full(invitation)
    if wanted == Reply.DEPUTY and verdict:
        form = form or DeputyForm(instance=invitation)
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "place_in_line": place_in_line(invitation) if invitation.reply == Reply.WAITING else 0,
        "verdict": verdict,
        "problem": problem,
        "full": full,
        "wanted": wanted,
        "choices": list_choices(invitation, full=full, wanted=wanted) if verdict else (),
        "form": form,
    }
    return render(request, "meetings/answer.html", context, status=status)


@require_safe
@by_key_only
def answer_ics(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting for the calendar of somebody who is invited, also to one for members only."""
    invitation = find_invitation(token)
    if invitation is None:
        return unknown_key(request)
    return HttpResponse(
        meeting_ics(invitation.meeting), content_type="text/calendar; charset=utf-8"
    )
