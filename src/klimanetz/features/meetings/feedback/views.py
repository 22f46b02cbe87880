"""Answering by the link in the mail: one page, one button, no name.

A GET never changes anything, because mail scanners open links.
"""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.keyed import keyed_page
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings.feedback import actions
from klimanetz.features.meetings.feedback.forms import OpinionForm, read_wish
from klimanetz.features.meetings.feedback.keys import Key, read_key
from klimanetz.features.meetings.feedback.models import Round, SpentKey

TRIES, WINDOW = 120, timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def feedback(request: HttpRequest, key: str) -> HttpResponse:
    found = read_key(key)
    round_ = (
        Round.objects.filter(pk=found.round).select_related("meeting").first() if found else None
    )
    if found is None or round_ is None:
        return render(request, "feedback/unknown.html", status=HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        return save(request, round_, found)
    if SpentKey.objects.filter(digest=found.digest).exists():
        return redirect("feedback_thanks")
    return show(request, round_, OpinionForm(initial=read_wish(request.GET.get("antwort", ""))))


def save(request: HttpRequest, round_: Round, key: Key) -> HttpResponse:
    throttle(request, "feedback", limit=TRIES, per=WINDOW)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return show(request, round_, form)
    try:
        actions.answer(key, form.save(commit=False))
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, round_, form, status=HTTPStatus.CONFLICT)
    return redirect("feedback_thanks")


def show(
    request: HttpRequest, round_: Round, form: OpinionForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"meeting": round_.meeting, "form": form}
    return render(request, "feedback/answer.html", context, status=status)


@require_safe
@keyed_page
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    """The same for everyone, so that its address says nothing."""
    return render(request, "feedback/thanks.html")
