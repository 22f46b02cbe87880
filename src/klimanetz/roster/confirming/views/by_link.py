"""Answering without signing in: the link in the mail is the key.

A GET never changes anything, because mail scanners open links.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from klimanetz.core.language import chosen_language
from klimanetz.core.throttle import throttle
from klimanetz.people.models import Person
from klimanetz.roster.confirming import actions
from klimanetz.roster.confirming.entry import read_entry
from klimanetz.roster.confirming.forms import CorrectionForm, GoneForm
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.confirming.rules import can_answer

type View = Callable[[HttpRequest, Confirmation], HttpResponse]
#: A town hall may answer from one address; a machine that tries and tries is stopped.
TRIES, WINDOW = 120, timedelta(minutes=10)


def for_holders_of_a_key(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Finds the question of a key, and speaks the language of the person.

    Nothing here depends on a cookie, so there is nothing to forge. An answered question shows
    what was said, and nothing of the entry any more.
    """

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        found = Confirmation.objects.filter(token=token).select_related("person").first()
        if found is None:
            return seal(render(request, "confirming/unknown.html", status=HTTPStatus.NOT_FOUND))
        if request.method == "POST":
            throttle(request, "confirming", limit=TRIES, per=WINDOW)
        with translation.override(language_for(request, found)):
            return seal(view(request, found) if can_answer(found) else tell(request, found))

    return answered


def language_for(request: HttpRequest, confirmation: Confirmation) -> str:
    """The language of the person, unless this browser was told another."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return chosen_language(request)
    return str(confirmation.person.language)


def seal(response: HttpResponse) -> HttpResponse:
    """Keeps the key in the address between the two of us."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def tell(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    """What was answered; or why there is nothing to answer."""
    over = confirmation.answer in {Answer.OPEN, Answer.OVERTAKEN}
    context = {
        "confirmation": confirmation,
        "reason": can_answer(confirmation).reason if over else "",
    }
    status = HTTPStatus.GONE if over else HTTPStatus.OK
    return render(request, "confirming/answered.html", context, status=status)


@for_holders_of_a_key
def confirm(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    if request.method == "POST":
        actions.confirm(confirmation)
        return redirect(confirmation)
    context = {"confirmation": confirmation, "entry": read_entry(confirmation.person)}
    return render(request, "confirming/confirm.html", context)


@for_holders_of_a_key
def correct(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    typed = Person.objects.get(pk=confirmation.person_id)  # a form writes into what it is given
    form = CorrectionForm(request.POST if request.method == "POST" else None, instance=typed)
    if request.method == "POST" and form.is_valid():
        actions.correct(confirmation, **form.cleaned_data)
        return redirect(confirmation)
    entry = read_entry(confirmation.person)
    context = {"confirmation": confirmation, "entry": entry, "form": form}
    return render(request, "confirming/correct.html", context)


@for_holders_of_a_key
def report_gone(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    form = GoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.report_gone(confirmation, note=form.cleaned_data["note"])
        return redirect(confirmation)
    context = {"confirmation": confirmation, "form": form}
    return render(request, "confirming/gone.html", context)
