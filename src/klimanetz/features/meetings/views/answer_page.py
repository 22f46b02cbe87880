"""The page on which one answers, drawn for all who stand alike.

What is personal stands as a slot in it. Nothing else on it may tell one key from another: its
other links are relative to the address that was opened.
"""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape

from klimanetz.features.meetings import rules
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.answer_form import DeputyForm
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.tally import place_in_line
from klimanetz.features.meetings.views.choices import full_modes, list_choices
from klimanetz.features.meetings.wording import say_moment

#: What is personal: characters of nobody's name.
NAME, DEPUTY, ANSWERED, PLACE = "\ue000", "\ue001", "\ue002", "\ue003"
JOIN, DOOR = "\ue004", "\ue005"
SLOTS = {
    "name": NAME,
    "deputy": DEPUTY,
    "answered": ANSWERED,
    "place": PLACE,
    "join": JOIN,
    "door": DOOR,
}


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
    full = full_modes(invitation) if verdict else frozenset()
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
    if JOIN in page:
        said[JOIN] = join_address(invitation)
    if DOOR in page:
        said[DOOR] = door_address(invitation)
    return said
