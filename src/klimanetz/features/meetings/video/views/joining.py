"""The page from which one joins: when it opens, and the one button that goes in.

A GET changes nothing, because mail scanners open links; nothing here depends on a cookie.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.keys import read_deputy_key
from klimanetz.features.meetings.models import Invitation, Source
from klimanetz.features.meetings.rules import can_answer
from klimanetz.features.meetings.video import rules
from klimanetz.features.meetings.video.actions import join as join_room
from klimanetz.features.meetings.views.giving import ANSWERS_PER_CLIENT, WINDOW
from klimanetz.features.meetings.views.kept_answers import language_for, seal

type View = Callable[[HttpRequest, Invitation], HttpResponse]


def by_key(
    find: Callable[[str], Invitation | None],
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Finds the invitation of a key, and speaks its language."""

    def opened(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @login_not_required
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answered(request: HttpRequest, key: str) -> HttpResponse:
            invitation = find(key)
            if invitation is None:
                page = render(request, "video/join_unknown.html", status=HTTPStatus.NOT_FOUND)
                return seal(page, translation.get_language() or settings.LANGUAGE_CODE)
            language = language_for(request, invitation)
            with translation.override(language):
                return seal(view(request, invitation), language)

        return answered

    return opened


def find_by_token(token: str) -> Invitation | None:
    return Invitation.objects.select_related("meeting").filter(token=token).first()


@by_key(find_by_token)
def join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Who sends a deputy finds the deputy's page, to hand it on."""
    if invitation.deputy_name:
        return redirect(join_address(invitation).removeprefix(settings.BASE_URL))
    return answer(request, invitation)


@by_key(read_deputy_key)
def join_deputy(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return answer(request, invitation)


def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method != "POST":
        return show(request, invitation)
    try:
        throttle(request, "join", limit=ANSWERS_PER_CLIENT, per=WINDOW)
        address = join_room(invitation)
    except Refused as refused:
        return show(request, invitation, problem=str(refused))
    return forward(request, invitation.meeting, address)


def show(request: HttpRequest, invitation: Invitation, problem: str = "") -> HttpResponse:
    takes_part = rules.can_take_part(invitation)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "takes_part": takes_part,
        "open": rules.is_open(invitation.meeting),
        "opens_at": rules.opens_at(invitation.meeting),
        "problem": problem,
        "can_answer": bool(can_answer(invitation)),
        "can_be_entered": can_be_entered(invitation),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "video/join.html", context, status=status)


def can_be_entered(invitation: Invitation) -> bool:
    """Whether organisers may still say yes for somebody whom the deadline keeps from it."""
    if invitation.waits_for or can_answer(invitation):
        return False
    return bool(can_answer(invitation, source=Source.ORGANISER))


def forward(request: HttpRequest, meeting: object, address: str) -> HttpResponse:
    """By a page and not by a redirect: a form may lead to our own addresses only, and a browser
    holds that against the redirects that follow, too."""
    return render(request, "video/forward.html", {"meeting": meeting, "address": address})
