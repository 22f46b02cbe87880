"""The steps of a case: each on a page that asks what it needs."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.core.refusal import Refused
from klimanetz.features.advising import actions, rules
from klimanetz.features.advising.forms.people import HandOverForm
from klimanetz.features.advising.forms.steps import (
    DaysForm,
    MoveForm,
    PauseForm,
    PlanForm,
    VersionedForm,
)
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.showing import find_way
from klimanetz.features.advising.views.loading import load_case
from klimanetz.people.models import Person
from klimanetz.roster.office import posted, signed_in

type Act = Callable[..., object]

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def case_move(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """What was filled in stays, whoever was faster; they are told what happened meanwhile."""
    case = load_case(request, pk)
    if stage not in Stage:
        raise Http404
    if elsewhere := leads_elsewhere(request, case, stage):
        return redirect(elsewhere)
    form = MoveForm(case, stage, posted(request))
    if request.method != "POST" or not form.is_valid():
        return show_step(request, case, form)
    try:
        actions.move(case, stage, actor=signed_in(request), **form.said)
    except Refused as reason:
        case = load_case(request, pk)
        form.take_version(case)
        return show_step(request, case, form, str(reason))
    messages.success(request, gettext("Der Fall ist jetzt hier: %s.") % form.stage.label)
    return redirect("case_detail", pk)


def leads_elsewhere(request: HttpRequest, case: Case, stage: str) -> str:
    """Not where what was filled in would be lost, or somebody wants only to move a filled case."""
    filled = request.method == "POST" and not rules.can_move(case, stage)
    alone = stage == Stage.FILLED and "nur" in request.GET
    return "" if filled or alone else find_way(case, stage).url


def show_step(request: HttpRequest, case: Case, form: MoveForm, told: str = "") -> HttpResponse:
    possible = rules.can_move(case, form.stage)
    context = {
        "case": case,
        "stage": form.stage,
        "form": form,
        "told": told or possible.reason,
        "possible": bool(possible),
        "typed": form.typed if told and not possible else (),
    }
    return render(request, "advising/case_move.html", context)


class Words(NamedTuple):
    """What a page says on which one thing of a case is changed."""

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    done: str | Promise


PLAN = Words(
    _("Nächster Schritt"),
    _("So geht kein Fall verloren: An dem Tag steht er auf Ihrer Liste."),
    _("Schritt merken"),
    _("Der nächste Schritt steht."),
)
DAYS = Words(
    _("Termine des Falls"),
    _("Nach ihnen richten sich Erinnerungen und Warnungen. Leer lassen, was noch nicht feststeht."),
    _("Termine speichern"),
    _("Die Termine sind gespeichert."),
)
PAUSE = Words(
    _("Fall ruhen lassen"),
    _("Er verschwindet von der Liste und kommt an dem Tag von selbst wieder."),
    _("Ruhen lassen"),
    _("Der Fall ruht und meldet sich an dem Tag wieder."),
)
HAND_OVER = Words(
    _("Fall übergeben"),
    _("Alles, was beim Fall steht, bleibt; nur die Liste, auf der er steht, wechselt."),
    _("Übergeben"),
    _("Der Fall ist übergeben."),
)


def settle(
    request: HttpRequest, case: Case, form: VersionedForm, act: Act, words: Words
) -> HttpResponse:
    """Shows the form until the action went through; whoever was overtaken reads by whom."""
    told = ""
    if request.method == "POST" and form.is_valid():
        try:
            act(case, actor=signed_in(request), **form.cleaned_data)
        except Refused as reason:
            told, case = str(reason), load_case(request, case.pk)
            form.take_version(case)
        else:
            messages.success(request, str(words.done))
            return redirect("case_detail", case.pk)
    context = {"case": case, "form": form, "told": told, **words._asdict()}
    return render(request, "advising/case_change.html", context)


def load_running(request: HttpRequest, pk: int) -> Case:
    """403 where the case is closed; who sends a form meanwhile is told by the action."""
    case = load_case(request, pk)
    if request.method != "POST":
        rules.can_plan(case).require()
    return case


@require_http_methods(GET_OR_POST)
def case_plan(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_running(request, pk)
    initial = {name: getattr(case, name) for name in ("next_step", "next_on", "version")}
    form = PlanForm(posted(request), initial=initial)
    return settle(request, case, form, plan, PLAN)


def plan(case: Case, *, next_step: str, next_on: date, version: int, actor: Person) -> None:
    actions.set_next(case, next_step, next_on, version=version, actor=actor)


@require_http_methods(GET_OR_POST)
def case_days(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_running(request, pk)
    days = ("council_on", "apply_by", "starts_on", "version")
    form = DaysForm(posted(request), initial={name: getattr(case, name) for name in days})
    return settle(request, case, form, actions.set_days, DAYS)


@require_http_methods(GET_OR_POST)
def case_pause(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_running(request, pk)
    initial = {"reason": case.pause_reason, "until": case.wake_on, "version": case.version}
    form = PauseForm(posted(request), initial=initial)
    return settle(request, case, form, actions.pause, PAUSE)


@require_http_methods(GET_OR_POST)
def case_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk)
    initial = {"owner": case.owner_id, "version": case.version}
    form = HandOverForm(posted(request), initial=initial)
    return settle(request, case, form, actions.hand_over, HAND_OVER)


@require_POST
def case_take(request: HttpRequest, pk: int) -> HttpResponse:
    """A case that nobody looks after; whoever was faster keeps it."""
    case, person = load_case(request, pk), signed_in(request)
    actions.take_over(case, actor=person)
    messages.success(request, gettext("Sie kümmern sich jetzt um diesen Fall."))
    return redirect("case_detail", pk)


@require_POST
def case_wake(request: HttpRequest, pk: int) -> HttpResponse:
    actions.wake(load_case(request, pk), actor=signed_in(request))
    messages.success(request, gettext("Der Fall läuft wieder."))
    return redirect("case_detail", pk)
