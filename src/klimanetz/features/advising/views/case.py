"""A case: opened, and as one page with everything about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.features.advising import actions
from klimanetz.features.advising.forms.opening import OpenForm
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.progress import list_steps
from klimanetz.features.advising.reading import read_case, with_all_that_shows
from klimanetz.features.advising.showing import case_page, case_side, list_warnings
from klimanetz.features.advising.views.loading import load_case, open_advising
from klimanetz.roster.office import posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request: HttpRequest) -> HttpResponse:
    """An authority that has an open case leads to it; what was typed stays."""
    person = open_advising(request)
    initial = {"owner": person.pk, "authority": request.GET.get("kommune", "")}
    form = OpenForm(posted(request), initial=initial)
    existing = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            case = actions.open_case(
                said["authority"],
                owner=said["owner"],
                contact=form.contact,
                next_step=said["next_step"],
                next_on=said["next_on"],
                note=said["note"],
                actor=person,
            )
        except actions.AlreadyOpen as told:
            existing = told.case
        else:
            messages.success(request, _("Der Fall ist angelegt."))
            return redirect("case_detail", case.pk)
    return render(request, "advising/case_open.html", {"form": form, "existing": existing})


@require_safe
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_case(request, pk, with_all_that_shows())
    if case.merged_into:
        return show_merged(request, case)
    context = {
        "page": read_case(case, all_entries="alle" in request.GET),
        "case": case,
        "warnings": list_warnings(case),
        "parts": case_page.parts(case),
        "side": case_side.parts(case),
    }
    return render(request, "advising/case.html", context)


def show_merged(request: HttpRequest, case: Case) -> HttpResponse:
    """Where it went, and how far it had come."""
    moves = list(case.moves.all())
    context = {"case": case, "home": case.merged_into, "steps": list_steps(case, moves),
               "last": moves[-1]}  # fmt: skip
    return render(request, "advising/case_merged.html", context)
