"""Answering from the mail without signing in: look first, then one click."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.throttle import throttle
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.forms import OutcomeForm
from klimanetz.roster.introductions.models import Proposal, Side, State
from klimanetz.roster.introductions.posts import asker_as_party, contact_as_party

ANSWERS_PER_CLIENT, WINDOW = 60, timedelta(minutes=10)


def find(key: str) -> tuple[Proposal, Side] | None:
    rows = Proposal.objects.select_related("introduction__asker", "contact")
    proposal = rows.filter(Q(asker_key=key) | Q(contact_key=key)).first()
    if proposal is None:
        return None
    return proposal, Side.ASKER if proposal.asker_key == key else Side.CONTACT


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "introductions/unknown.html", status=404)


@require_safe
@keyed_page
def introduction(request: HttpRequest, key: str) -> HttpResponse:
    found = find(key)
    return unknown(request) if found is None else draw(request, *found)


def draw(
    request: HttpRequest, proposal: Proposal, side: Side, form: OutcomeForm | None = None
) -> HttpResponse:
    asked, contact = proposal.introduction, proposal.contact
    reader = asked if side == Side.ASKER else contact
    with speak(request, reader.language):
        to_asker = side == Side.ASKER
        context = {
            "proposal": proposal,
            "introduction": asked,
            "side": side.value,
            "key": proposal.key(side),
            "other": contact_as_party(asked, contact) if to_asker else asker_as_party(asked),
            "agreed": proposal.agreed_at(side),
            "in_touch": asked.state == State.AGREED and proposal.closed_at is None,
            "open": asked.state == State.PROPOSED and proposal.closed_at is None,
            "form": form or OutcomeForm(instance=asked),
        }
        return render(request, "introductions/answer.html", context)


@require_POST
@keyed_page
def introduction_agree(request: HttpRequest, key: str) -> HttpResponse:
    return answer(request, key, agrees=True)


@require_POST
@keyed_page
def introduction_decline(request: HttpRequest, key: str) -> HttpResponse:
    return answer(request, key, agrees=False)


def answer(request: HttpRequest, key: str, *, agrees: bool) -> HttpResponse:
    throttle(request, "introduction-answer", limit=ANSWERS_PER_CLIENT, per=WINDOW)
    found = find(key)
    if found is None:
        return unknown(request)
    proposal, side = found
    act = actions.agree if agrees else actions.decline
    act(proposal, side, actor=actor_of(proposal, side))
    return redirect("introduction", key)


def actor_of(proposal: Proposal, side: Side) -> object:
    if side == Side.CONTACT:
        return proposal.contact
    return proposal.introduction.asker or actions.WITHOUT_ACCOUNT


@require_POST
@keyed_page
def introduction_tell(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever asked says what came of it."""
    throttle(request, "introduction-answer", limit=ANSWERS_PER_CLIENT, per=WINDOW)
    found = find(key)
    if found is None or found[1] != Side.ASKER:
        return unknown(request)
    proposal, side = found
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return draw(request, proposal, side, form)
    said = form.cleaned_data
    actor = actor_of(proposal, side)
    actions.note_outcome(proposal.introduction, said["outcome"], said["outcome_note"], actor=actor)
    return redirect("introduction", key)
