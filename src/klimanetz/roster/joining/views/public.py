"""Asking to join: a form, a link in a mail, an answer to a question. Nobody needs an account.

A GET never changes anything, because mail scanners open links. Nothing depends on a cookie, so
there is nothing to forge.
"""

from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import count_attempt, throttle
from klimanetz.places.finding import describe
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.forms import AnswerForm, JoinForm
from klimanetz.roster.joining.models import JoinRequest, Question, RequestState, unseal
from klimanetz.roster.office import posted

#: A town hall may write from one address; a machine that writes and writes is stopped.
REQUESTS_PER_CLIENT, WINDOW = 20, timedelta(hours=1)
#: Nobody's mailbox is filled by strangers.
MAILS_PER_ADDRESS, A_DAY = 3, timedelta(days=1)
form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@csrf_exempt
@login_not_required
def join(request: HttpRequest) -> HttpResponse:
    form = JoinForm(posted(request))
    if form.is_machine:
        return redirect("join_sent")
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "join", limit=REQUESTS_PER_CLIENT, per=WINDOW)
            ask(form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("join_sent")
    return render(request, "joining/join.html", {"form": form})


def ask(form: JoinForm) -> None:
    said = form.said()
    key = sha256(said["email"].encode()).hexdigest()
    if count_attempt(f"join:{key}", per=A_DAY) <= MAILS_PER_ADDRESS:
        actions.ask_to_join(**said, language=get_language() or "de")


@require_safe
@login_not_required
def join_sent(request: HttpRequest) -> HttpResponse:
    """The same for every address, known or not."""
    return render(request, "joining/sent.html")


@form_view
@csrf_exempt
@login_not_required
def join_confirm(request: HttpRequest, token: str) -> HttpResponse:
    requests = JoinRequest.objects.select_related("authority__parent")
    found = requests.filter(pk=unseal(token, "confirm"))
    asked = found.first()
    if asked is None or asked.has_run_out:
        return render(request, "joining/link_unknown.html", status=404)
    if request.method == "POST":
        actions.confirm_request(asked)
        return redirect("join_confirmed")
    if asked.state != RequestState.UNCONFIRMED:
        return redirect("join_confirmed")
    context = {"asked": asked, "place": describe(asked.authority)}
    return render(request, "joining/confirm.html", context)


@require_safe
@login_not_required
def join_confirmed(request: HttpRequest) -> HttpResponse:
    return render(request, "joining/confirmed.html")


@form_view
@csrf_exempt
@login_not_required
def join_answer(request: HttpRequest, token: str) -> HttpResponse:
    found = Question.objects.select_related("request").filter(pk=unseal(token, "answer"))
    question = found.first()
    if question is None:
        return render(request, "joining/link_unknown.html", status=404)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_question(question, form.cleaned_data["answer"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("join_answer", token)
    return render(request, "joining/answer.html", {"question": question, "form": form})
