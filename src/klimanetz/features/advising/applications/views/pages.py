"""An application: begun, looked at, put right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.applications import actions, rules
from klimanetz.features.advising.applications.forms import AddForm, CorrectForm
from klimanetz.features.advising.applications.listing import Row
from klimanetz.features.advising.applications.views.loading import load_application
from klimanetz.features.advising.programmes import known_programmes
from klimanetz.features.advising.views.loading import load_home
from klimanetz.roster.office import posted, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def application_add(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_home(request, pk)
    rules.can_add(case).require()
    form = AddForm(known_programmes(), posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add(case, **form.cleaned_data, actor=signed_in(request))
        messages.success(request, _("Der Antrag ist angelegt, er ist jetzt in Vorbereitung."))
        return redirect("case_detail", pk)
    return render(request, "applications/application_add.html", {"case": case, "form": form})


@require_safe
def application_detail(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    it = load_application(request, pk, application)
    steps = list(it.steps.select_related("by"))
    context = {
        "case": it.case,
        "application": it,
        "row": Row(it, steps[-1] if steps else None),
        "steps": steps[::-1],
    }
    return render(request, "applications/application_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_correct(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    it = load_application(request, pk, application)
    form = CorrectForm(it, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(it, **form.changed, actor=signed_in(request))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("application_detail", pk, application)
    context = {"case": it.case, "application": it, "form": form}
    return render(request, "applications/application_correct.html", context)
