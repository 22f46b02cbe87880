"""Answering without signing in: the link in the mail is the key.

A GET never changes anything, because mail scanners open links.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.language import chosen_language
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.calendar import meeting_ics
from klimanetz.features.meetings.forms import DeputyForm, wanted_reply
from klimanetz.features.meetings.models import Invitation, Reply, Source
from klimanetz.features.meetings.tally import place_in_line
from klimanetz.features.meetings.views.choices import WORDS, list_choices, venue_full
from klimanetz.features.meetings.views.loading import calendar_file, find_invitation

type View = Callable[[HttpRequest, Invitation], HttpResponse]
#: A town hall may answer from one address; a machine that tries and tries is stopped.
ANSWERS_PER_CLIENT, WINDOW = 120, timedelta(minutes=10)


def by_key(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Finds the invitation of a key, speaks its language, and keeps the key to the two of us.

    Nothing here depends on a cookie, so there is nothing to forge; and a page that sends no
    referrer sends no origin either, which the CSRF check would take for a forgery.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        invitation = find_invitation(token)
        if invitation is None:
            response = render(request, "meetings/answer_unknown.html", status=404)
        else:
            with translation.override(language_for(request, invitation)):
                response = view(request, invitation)
                response.headers["Content-Language"] = translation.get_language()
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


def language_for(request: HttpRequest, invitation: Invitation) -> str:
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return chosen_language(request)
    return invitation.language


@require_http_methods(["GET", "HEAD", "POST"])
@by_key
def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The page behind the links of a mail; its one button saves the answer."""
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
        "language": translation.get_language(),
        "chosen": wanted or wanted_reply(invitation),
        "choices": list_choices(invitation, full=full, wanted=wanted) if verdict else (),
        "form": form,
    }
    return render(request, "meetings/answer.html", context, status=status)


@require_safe
@by_key
def answer_ics(request: HttpRequest, invitation: Invitation) -> HttpResponse:  # noqa: ARG001
    """The meeting for the calendar of somebody who is invited, also to one for members only."""
    return calendar_file(meeting_ics(invitation.meeting))
