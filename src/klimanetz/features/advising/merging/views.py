"""Two cases of one town become one: what that does, and the deed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.merging import wording
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.merging.forms import MergeForm
from klimanetz.features.advising.merging.plan import make_plan
from klimanetz.features.advising.merging.rules import can_merge, choose
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.views.loading import load_case
from klimanetz.roster.office import posted, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def case_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """`?bleibt=` the number of the case that stays. Whoever was overtaken reads by whom, and what
    it would do now."""
    cases = load_case(request, pk), load_case(request, other)
    form, told = MergeForm(posted(request)), ""
    if form.is_valid():
        said = form.cleaned_data
        stays, goes = sort_out(*cases, str(said["stays"]))
        versions = (said["version"], said["other_version"])
        try:
            merged = merge(stays, goes, versions=versions, actor=signed_in(request))
        except Refused as reason:
            told = str(reason)
            cases = load_case(request, pk), load_case(request, other)
        else:
            messages.success(request, _("Die beiden Fälle sind jetzt einer."))
            return redirect("case_detail", merged.pk)
    asked = request.GET.get("bleibt", "")
    return show_plan(request, *sort_out(*cases, asked), told)


def sort_out(case: Case, other: Case, asked: str) -> tuple[Case, Case]:
    """Which stays, and which goes."""
    stays = next((one for one in (case, other) if str(one.pk) == asked), None)
    stays = stays or choose(case, other)
    return stays, other if stays == case else case


def show_plan(request: HttpRequest, stays: Case, goes: Case, told: str) -> HttpResponse:
    possible = can_merge(stays, goes)
    if not told:
        possible.require()
    plan = make_plan(stays, goes)
    context = {
        "case": stays,
        "goes": goes,
        "told": told,
        "possible": possible,
        "names": {"stays": wording.name_case(stays), "goes": wording.name_case(goes)},
        "moving": wording.say_moving(plan),
        "going_on": wording.say_going_on(plan),
        "others": wording.say_others(plan),
    }
    return render(request, "merging/merge.html", context)
