"""The steps of an application, each on a page that asks what it needs."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.applications import actions, forms, rules
from klimanetz.features.advising.applications.views.loading import load_application
from klimanetz.features.advising.models import Application
from klimanetz.roster.office import posted, signed_in

type Word = str | Promise

ask = require_http_methods(["GET", "HEAD", "POST"])


class Question(NamedTuple):
    """What one step asks, and what it does with the answer."""

    title: Word
    form: type[forms.StepForm]
    act: Callable[..., Application]
    button: Word
    done: Word
    lead: Word = ""


SUBMIT = Question(
    _("Antrag eingereicht"), forms.SubmitForm, actions.submit, _("Als eingereicht eintragen"),
    _("Eingereicht. Wir erinnern Sie, wenn der Bescheid ausbleibt."),
)  # fmt: skip
ASK_BACK = Question(
    _("Rückfrage zum Antrag"), forms.AskBackForm, actions.ask_back, _("Rückfrage eintragen"),
    _("Die Rückfrage ist eingetragen."),
)  # fmt: skip
ANSWER = Question(
    _("Rückfrage beantwortet"), forms.AnswerForm, actions.answer_query, _("Antwort eintragen"),
    _("Die Antwort ist eingetragen; jetzt ist wieder die Bewilligungsbehörde dran."),
)  # fmt: skip
GRANT = Question(
    _("Antrag bewilligt"), forms.GrantForm, actions.grant, _("Bewilligung eintragen"),
    _("Glückwunsch: bewilligt."),
    lead=_("Bitte übernehmen Sie Summe und Zeitraum aus dem Bescheid."),
)  # fmt: skip
REFUSE = Question(
    _("Antrag abgelehnt"), forms.RefuseForm, actions.refuse, _("Ablehnung eintragen"),
    _("Die Ablehnung ist eingetragen."),
    lead=_("Die anderen Anträge des Falls laufen weiter."),
)  # fmt: skip
OBJECT = Question(
    _("Widerspruch eingelegt"), forms.ObjectForm, actions.object_to, _("Widerspruch eintragen"),
    _("Der Widerspruch ist eingetragen; der Antrag gilt wieder als eingereicht."),
)  # fmt: skip
WITHDRAW = Question(
    _("Antrag zurückziehen"), forms.WithdrawForm, actions.withdraw, _("Antrag zurückziehen"),
    _("Der Antrag ist zurückgezogen."),
    lead=_("Das lässt sich nicht zurücknehmen; einen neuen Antrag können Sie jederzeit anlegen."),
)  # fmt: skip


@ask
def application_submit(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), SUBMIT)


@ask
def application_ask_back(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), ASK_BACK)


@ask
def application_answer_query(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), ANSWER)


@ask
def application_grant(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), GRANT)


@ask
def application_refuse(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), REFUSE)


@ask
def application_object(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), OBJECT)


@ask
def application_withdraw(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    return take_step(request, load_application(request, pk, application), WITHDRAW)


def take_step(request: HttpRequest, it: Application, question: Question) -> HttpResponse:
    """What was filled in stays, whatever is refused."""
    form = question.form(it, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            question.act(it, **form.cleaned_data, actor=signed_in(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(question.done))
            return redirect("case_detail", it.case_id)
    told = "" if request.method == "POST" else rules.can_reach(it, form.reaches).reason
    context = {"case": it.case, "application": it, "question": question, "form": form}
    return render(request, "applications/step.html", context | {"told": told})
