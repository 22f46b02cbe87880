"""Answers given and pages kept: before sessions, forms and sign-in are even thought of.

Nothing behind the link of a mail depends on who is signed in. What cannot be settled here, as an
answer that is refused, goes on to the view, which draws the page for it.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from klimanetz.core.public import may_be_kept
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.views.choices import ANSWERS
from klimanetz.features.meetings.views.giving import give
from klimanetz.features.meetings.views.kept_answers import (
    answer_from_kept,
    language_for,
    seal,
)

ADDRESS = re.compile(r"/antwort/([\w-]+)/")
#: A deputy has a name, and a form that asks for it.
PLAIN = ANSWERS - {Reply.DEPUTY}


class EarlyAnswersMiddleware:
    """Stands behind the one that refuses foreign hosts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = ADDRESS.fullmatch(request.path_info)
        return (address and answer_early(request, address[1])) or self.get_response(request)


def answer_early(request: HttpRequest, token: str) -> HttpResponse | None:
    if request.method == "POST":
        return take_answer(request, token)
    return answer_from_kept(request, token) if may_be_kept(request) else None


def take_answer(request: HttpRequest, token: str) -> HttpResponse | None:
    """The key in the address is all that an answer needs to find its invitation."""
    reply = request.POST.get("reply")
    if reply not in PLAIN:
        return None
    try:
        given = give(request, Invitation(token=token), Reply(reply))
    except (Refused, Invitation.DoesNotExist):
        return None
    return seal(HttpResponseRedirect(request.path), language_for(request, given))
