"""The steps of a case: each on a page that asks what it needs."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.core.refusal import Refused
from klimanetz.features.advising import actions, rules
from klimanetz.features.advising.forms.people import HandOverForm
from klimanetz.features.advising.forms.steps import DaysForm, MoveForm, NextStepForm, PauseForm
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.showing import find_way
from klimanetz.features.advising.views.loading import load_case
from klimanetz.roster.office import posted, signed_in

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def case_move(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """What was filled in stays, whoever was faster; they are told what happened meanwhile."""
    case = load_case(request, pk)
    if stage not in Stage:
        raise Http404
    if elsewhere := find_way(case, stage):
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
    messages.success(request, _("Der Fall ist jetzt hier: %s.") % form.stage.label)
    return redirect("case_detail", pk)


def show_step(request: HttpRequest, case: Case, form: MoveForm, told: str = "") -> HttpResponse:
    possible = rules.can_move(case, form.stage)
    context = {
        "case": case,
        "stage": form.stage,
        "form": form,
        "told": told or possible.reason,
        "possible": bool(possible),
    }
    return render(request, "advising/case_move.html", context)


@require_http_methods(GET_OR_POST)
def case_plan(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk)
    rules.can_plan(case).require()
    initial = {"next_step": case.next_step, "next_on": case.next_on}
    form = NextStepForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.set_next(case, said["next_step"], said["next_on"], actor=signed_in(request))
        messages.success(request, _("Der nächste Schritt steht."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_plan.html", {"case": case, "form": form})


@require_http_methods(GET_OR_POST)
def case_days(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk)
    rules.can_plan(case).require()
    days = ("council_on", "apply_by", "starts_on")
    form = DaysForm(posted(request), initial={name: getattr(case, name) for name in days})
    if request.method == "POST" and form.is_valid():
        said: dict[str, date | None] = form.cleaned_data
        actions.set_days(case, actor=signed_in(request), **said)
        messages.success(request, _("Gespeichert."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_days.html", {"case": case, "form": form})


@require_http_methods(GET_OR_POST)
def case_pause(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk)
    rules.can_pause(case).require()
    initial = {"reason": case.pause_reason, "until": case.wake_on}
    form = PauseForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.pause(case, actor=signed_in(request), **form.cleaned_data)
        messages.success(request, _("Der Fall ruht und meldet sich an dem Tag wieder."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_pause.html", {"case": case, "form": form})


@require_POST
def case_wake(request: HttpRequest, pk: int) -> HttpResponse:
    actions.wake(load_case(request, pk), actor=signed_in(request))
    messages.success(request, _("Der Fall läuft wieder."))
    return redirect("case_detail", pk)


@require_http_methods(GET_OR_POST)
def case_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk)
    form = HandOverForm(posted(request), initial={"owner": case.owner_id})
    if request.method == "POST" and form.is_valid():
        actions.hand_over(case, form.cleaned_data["owner"], actor=signed_in(request))
        messages.success(request, _("Der Fall ist übergeben."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_hand_over.html", {"case": case, "form": form})
