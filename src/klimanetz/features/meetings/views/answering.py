"""Answering without signing in: the link in the mail is the key.

A GET never changes anything, because mail scanners open links.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.answer_form import DeputyForm
from klimanetz.features.meetings.calendar import meeting_ics
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.views.answer_page import draw
from klimanetz.features.meetings.views.choices import ANSWERS
from klimanetz.features.meetings.views.giving import give
from klimanetz.features.meetings.views.kept_answers import (
    Found,
    ask,
    find,
    language_for,
    seal,
)

type View = Callable[[HttpRequest, Found], HttpResponse]


def for_holders_of_a_key(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Finds the invitation of a key, and speaks its language.

    Nothing here depends on a cookie, so there is nothing to forge.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        found = find(request, token)
        if found is None:
            response = render(request, "meetings/answer_unknown.html", status=404)
            return seal(response, translation.get_language() or settings.LANGUAGE_CODE)
        language = language_for(request, found.invitation)
        with translation.override(language):
            return seal(view(request, found), language)

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders_of_a_key
def answer(request: HttpRequest, found: Found) -> HttpResponse:
    """The page behind the links of a mail; its one button saves the answer."""
    if request.method == "POST":
        return save_answer(request, found.invitation)
    return HttpResponse(ask(request, found))


@require_safe
@for_holders_of_a_key
def answer_ics(request: HttpRequest, found: Found) -> HttpResponse:  # noqa: ARG001
    """The meeting for the calendar of somebody who is invited, also to one for members only."""
    return calendar_file(meeting_ics(found.invitation.meeting))


def save_answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    reply, form = request.POST.get("reply"), None
    if reply not in ANSWERS:
        return HttpResponse(draw(request, invitation), status=400)
    if reply == Reply.DEPUTY:
        form = DeputyForm(request.POST, instance=invitation)
        if not form.is_valid():
            return HttpResponse(draw(request, invitation, Reply.DEPUTY, form=form))
    try:
        give(request, invitation, Reply(reply), **(form.cleaned_data if form else {}))
    except Refused as refused:
        page = draw(request, invitation, Reply(reply), form=form, problem=str(refused))
        return HttpResponse(page, status=409)
    return redirect(invitation)
