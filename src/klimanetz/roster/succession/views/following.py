"""What is to do before a position runs out: for its holder, and in the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster.lifecycle import lifecycle
from klimanetz.roster.office import load_position, posted, signed_in
from klimanetz.roster.strip import draw_strip
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.forms import DecisionForm, NextFundingForm
from klimanetz.roster.succession.models import FollowUpItem
from klimanetz.roster.succession.plan import find_term_end, make_plan
from klimanetz.roster.succession.views.loading import load_followed, page_of


@require_safe
def my_position(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_followed(request, pk)
    periods = list(position.funding_periods.order_by("starts", "pk"))
    context = {
        "position": position,
        "plan": make_plan(position, position.term_end),
        "steps": lifecycle(position, periods),
        "strip": draw_strip(position, periods),
    }
    return render(request, "succession/my_position.html", context)


@require_safe
def position_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    context = {"position": position, "plan": make_plan(position, find_term_end(position))}
    return render(request, "succession/position_follow_up.html", context)


@require_POST
def item_tick(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    position = load_followed(request, pk)
    actions.tick(position, get_object_or_404(FollowUpItem, pk=item), actor=signed_in(request))
    return redirect(page_of(signed_in(request), position) + "#checkliste")


@require_POST
def item_untick(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    position = load_followed(request, pk)
    actions.untick(position, get_object_or_404(FollowUpItem, pk=item), actor=signed_in(request))
    return redirect(page_of(signed_in(request), position) + "#checkliste")


@require_http_methods(["GET", "POST"])
def decision_record(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_followed(request, pk)
    plan = make_plan(position, position.term_end)
    back = page_of(signed_in(request), position)
    form = DecisionForm(posted(request), instance=plan.follow_up)
    if request.method == "POST" and form.is_valid():
        actions.decide(position, **form.cleaned_data, actor=signed_in(request))
        messages.success(request, _("Die Entscheidung ist festgehalten."))
        return redirect(back)
    context = {"form": form, "position": position, "plan": plan, "back": back}
    return render(request, "succession/decision_record.html", context)


@require_http_methods(["GET", "POST"])
def position_continue(request: HttpRequest, pk: int) -> HttpResponse:
    """The next funding period is granted."""
    position = load_position(request, pk)
    form = NextFundingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.continue_position(position, **form.cleaned_data, actor=request.user)
        messages.success(request, _("Die neue Förderung ist eingetragen, die Stelle läuft weiter."))
        return redirect("position_detail", pk)
    context = {"form": form, "position": position}
    return render(request, "succession/position_continue.html", context)
