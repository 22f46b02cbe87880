"""Answer pages that are kept.

When an invitation goes out, hundreds of people and their mail scanners open their page within
minutes. All who stand alike get the same page, kept for a minute at most, with their own name.
"""

from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language

from klimanetz.core.language import chosen_language
from klimanetz.core.public import KEPT_SECONDS, may_be_kept
from klimanetz.core.statements import Reading
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.views.answer_page import draw_for_all, fill
from klimanetz.features.meetings.views.choices import WORDS, full_modes

#: An invitation, and what else the page depends on.
FIND = Reading(
    """
    SELECT {i}, m.state, COALESCE(m.seats, m.online_seats), m.changed_at, n.revision
    FROM meetings_invitation i
    JOIN meetings_meeting m ON m.id = i.meeting_id
    LEFT JOIN core_network n ON n.id = 1
    WHERE i.token = %s
    """,
    i=Invitation,
)


class Found(NamedTuple):
    """An invitation as it was asked for, with what else its page depends on."""

    invitation: Invitation
    state: str
    seats: int | None
    changed_at: object
    revision: int | None


def answer_from_kept(request: HttpRequest, token: str) -> HttpResponse | None:
    found = find(request, token)
    if found is None:
        return None
    language = language_for(request, found.invitation)
    page: str | None = caches["pages"].get(name_page(found, read_wish(request), language))
    if page is None:
        return None
    with translation.override(language):
        return seal(HttpResponse(fill(page, found.invitation)), language)


def seal(response: HttpResponse, language: str) -> HttpResponse:
    """Keeps the key in the address between the two of us."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = language
    return response


def find(request: HttpRequest, token: str) -> Found | None:
    """Asked once in a request."""
    found: Found | None = getattr(request, "found", None)
    if found is None and (row := FIND.first(token)):
        found = request.found = Found(*row)  # type: ignore[attr-defined]
    return found


def language_for(request: HttpRequest, invitation: Invitation) -> str:
    """The language of the invitation, unless this browser was told another."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return chosen_language(request)
    return invitation.language


def read_wish(request: HttpRequest) -> Reply | None:
    """The answer that the link in the mail preselects."""
    return WORDS.get(request.GET.get("antwort", ""))


def ask(request: HttpRequest, found: Found) -> str:
    """The page for this reader, drawn and, unless it is theirs alone, kept for the others."""
    wanted = read_wish(request)
    page = draw_for_all(request, found.invitation, wanted)
    if wanted != Reply.DEPUTY and may_be_kept(request):
        caches["pages"].set(name_page(found, wanted, get_language()), page, KEPT_SECONDS)
    return fill(page, found.invitation)


def name_page(found: Found, wanted: Reply | None, language: str | None) -> str:
    """Equal for all who see the same but for the slots. One query more where seats are limited."""
    invitation = found.invitation
    parts = (
        found.revision,
        invitation.meeting_id,
        found.changed_at,
        found.state,
        "".join(sorted(full_modes(invitation))) if found.seats else "",
        invitation.reply,
        bool(invitation.withdrawn_at),
        bool(invitation.deputy_name),
        wanted,
        language,
    )
    return "answer:" + ":".join(map(str, parts)).replace(" ", "T")
