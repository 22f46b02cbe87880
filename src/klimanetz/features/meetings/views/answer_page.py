"""The page on which one answers, drawn once for all who stand alike.

When an invitation goes out, hundreds of people and their mail scanners open this page within
minutes. So what is personal stands as a slot in it while it is kept, a minute at most. Nothing
else on it may tell one key from another: its links are relative to the address that was opened.
"""

from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from klimanetz.core.public import KEPT_SECONDS, PERSONAL_COOKIES
from klimanetz.features.meetings import rules
from klimanetz.features.meetings.forms import DeputyForm
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.tally import place_in_line
from klimanetz.features.meetings.views.choices import list_choices, venue_full
from klimanetz.features.meetings.wording import say_moment

#: What is personal: characters of nobody's name.
NAME, DEPUTY, ANSWERED, PLACE = "\ue000", "\ue001", "\ue002", "\ue003"
SLOTS = {"name": NAME, "deputy": DEPUTY, "answered": ANSWERED, "place": PLACE}

#: An invitation, and what else the page depends on.
FIND = """
    SELECT i.*, m.seats, m.changed_at, n.revision
    FROM meetings_invitation i
    JOIN meetings_meeting m ON m.id = i.meeting_id
    LEFT JOIN core_network n ON n.id = 1
    WHERE i.token = %s
"""


def find_invitation(token: str) -> Invitation | None:
    return next(iter(Invitation.objects.raw(FIND, [token])), None)


def ask(request: HttpRequest, invitation: Invitation, wanted: Reply | None) -> str:
    """The page for this reader; drawn anew only where it is theirs alone."""
    if wanted == Reply.DEPUTY or PERSONAL_COOKIES & request.COOKIES.keys():
        return draw(request, invitation, wanted)
    key = name_page(invitation, wanted)
    page: str | None = caches["pages"].get(key)
    if page is None:
        page = draw_for_all(request, invitation, wanted)
        caches["pages"].set(key, page, KEPT_SECONDS)
    return fill(page, invitation)


def name_page(invitation: Invitation, wanted: Reply | None) -> str:
    """Equal for all who see the same but for the slots. One query more where seats are limited."""
    found = vars(invitation)
    parts = (
        found["revision"],
        invitation.meeting_id,
        found["changed_at"],
        found["seats"] is not None and venue_full(invitation),
        invitation.reply,
        bool(invitation.withdrawn_at),
        bool(invitation.deputy_name),
        wanted,
        get_language(),
    )
    return "answer:" + ":".join(map(str, parts)).replace(" ", "T")


def draw(
    request: HttpRequest,
    invitation: Invitation,
    wanted: Reply | None = None,
    *,
    form: DeputyForm | None = None,
    problem: str = "",
) -> str:
    return fill(draw_for_all(request, invitation, wanted, form=form, problem=problem), invitation)


def draw_for_all(
    request: HttpRequest,
    invitation: Invitation,
    wanted: Reply | None,
    *,
    form: DeputyForm | None = None,
    problem: str = "",
) -> str:
    """The answer where it was given, and the choice to change it while there is time."""
    verdict = rules.can_answer(invitation)
    full = bool(verdict) and venue_full(invitation)
    if wanted == Reply.DEPUTY and verdict:
        form = form or DeputyForm(instance=invitation)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "said": SLOTS,
        "verdict": verdict,
        "problem": problem,
        "choices": list_choices(invitation, full=full, wanted=wanted) if verdict else (),
        "form": form,
    }
    return render_to_string("meetings/answer.html", context, request)


def fill(page: str, invitation: Invitation) -> str:
    for slot, text in say_personal(invitation, page).items():
        page = page.replace(slot, escape(text))
    return page


def say_personal(invitation: Invitation, page: str) -> dict[str, str]:
    """What is in the slots that the page has."""
    said = {NAME: invitation.name, DEPUTY: invitation.deputy_name}
    if ANSWERED in page and invitation.replied_at:
        said[ANSWERED] = say_moment(invitation.replied_at)
    if PLACE in page:
        said[PLACE] = str(place_in_line(invitation))
    return said
