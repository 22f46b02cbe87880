"""Answering a request for a tandem from the mail: look first, then one click."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.throttle import throttle
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.models import Side, Tandem
from klimanetz.roster.beginning.posts import posts_of

ANSWERS_PER_CLIENT, WINDOW = 60, timedelta(minutes=10)


def find(key: str) -> tuple[Tandem, Side] | None:
    found = Q(newcomer_key=key) | Q(buddy_key=key)
    tandem = Tandem.objects.select_related("newcomer", "buddy").filter(found).first()
    if tandem is None:
        return None
    return tandem, Side.NEWCOMER if tandem.newcomer_key == key else Side.BUDDY


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "beginning/tandem_unknown.html", status=404)


@require_safe
@keyed_page
def tandem(request: HttpRequest, key: str) -> HttpResponse:
    found = find(key)
    if found is None:
        return unknown(request)
    tandem, side = found
    other = tandem.person(side.other)
    with speak(request, tandem.person(side).language):
        context = {
            "tandem": tandem,
            "side": side.value,
            "key": key,
            "reader": tandem.person(side),
            "other": other,
            "posts": posts_of([other.pk])[other.pk],
            "agreed": tandem.agreed_at(side),
        }
        return render(request, "beginning/tandem.html", context)


@require_POST
@keyed_page
def tandem_agree(request: HttpRequest, key: str) -> HttpResponse:
    return answer(request, key, agrees=True)


@require_POST
@keyed_page
def tandem_decline(request: HttpRequest, key: str) -> HttpResponse:
    return answer(request, key, agrees=False)


def answer(request: HttpRequest, key: str, *, agrees: bool) -> HttpResponse:
    throttle(request, "tandem", limit=ANSWERS_PER_CLIENT, per=WINDOW)
    found = find(key)
    if found is None:
        return unknown(request)
    tandem, side = found
    act = actions.agree if agrees else actions.decline
    act(tandem, side, actor=tandem.person(side))
    return redirect("tandem", key)
