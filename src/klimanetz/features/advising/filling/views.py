"""Create a position from a case: the form, the preview, the deed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.features.advising.filling import actions
from klimanetz.features.advising.filling.forms import FillCaseForm
from klimanetz.features.advising.filling.plan import make_plan
from klimanetz.features.advising.filling.rules import can_fill
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.views.loading import load_case
from klimanetz.roster.office import posted, signed_in


def load(request: HttpRequest, pk: int) -> Case:
    return load_case(request, pk, Case.objects.select_related("lead__parent"))


@require_http_methods(["GET", "HEAD", "POST"])
def case_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent is shown as it will be, above the form in which it can still be changed."""
    case = load(request, pk)
    if case.position_id is not None:
        return redirect("position_detail", case.position_id)
    can_fill(case).require()
    form = FillCaseForm(case, posted(request))
    plan = make_plan(case, form.cleaned_data) if form.is_bound and form.is_valid() else None
    context = {"case": case, "form": form, "plan": plan}
    return render(request, "filling/fill.html", context)


@require_POST
def case_fill_do(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = FillCaseForm(case, request.POST)
    if not form.is_valid():
        return render(request, "filling/fill.html", {"case": case, "form": form, "plan": None})
    actions.fill(case, form.cleaned_data, actor=signed_in(request))
    messages.success(
        request,
        _("Die Stelle ist angelegt und besetzt. %(place)s steht jetzt auf der Karte.")
        % {"place": form.cleaned_data["authority"].name},
    )
    return redirect("case_detail", pk)
