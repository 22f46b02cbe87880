"""Reading a list of people in: upload, see what would happen, decide, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.places.models import Authority
from klimanetz.roster.export import EXCEL, write_workbook
from klimanetz.roster.importing import actions
from klimanetz.roster.importing.forms import UploadForm, ask, read_decisions
from klimanetz.roster.importing.overview import show_plan
from klimanetz.roster.importing.plan import Status
from klimanetz.roster.models import RosterImport, RosterImportState
from klimanetz.roster.office import load_import, open_office, posted


@require_http_methods(["GET", "POST"])
def people_import(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["list"]
        try:
            begun = actions.begin_import(file.read(), file.name, actor=organiser)
            return redirect("people_import_plan", begun.pk)
        except Refused as refused:
            form.add_error("list", str(refused))
    context = {
        "form": form,
        "waiting": RosterImport.objects.visible_to(organiser).open(),
        "register": Authority.objects.exists(),
    }
    return render(request, "roster/people_import.html", context)


@require_safe
def people_import_template(request: HttpRequest) -> HttpResponse:
    """An empty list with the columns that are understood."""
    open_office(request)
    response = HttpResponse(write_workbook([]), content_type=EXCEL)
    response.headers["Content-Disposition"] = 'attachment; filename="personen-vorlage.xlsx"'
    return response


@require_safe
def people_import_plan(request: HttpRequest, pk: int) -> HttpResponse:
    roster_import = load_import(request, pk)
    if roster_import.state != RosterImportState.OPEN:
        return render(request, "roster/people_import_closed.html", {"done": roster_import})
    plan = actions.plan_of(roster_import)
    context = show_plan(roster_import, plan) | {"asked": ask(plan.with_status(Status.OPEN))}
    return render(request, "roster/people_import_plan.html", context)


@require_POST
def people_import_decide(request: HttpRequest, pk: int) -> HttpResponse:
    roster_import = load_import(request, pk)
    open_lines = actions.plan_of(roster_import).with_status(Status.OPEN)
    decisions = read_decisions(ask(open_lines, request.POST))
    if decisions:
        actions.decide(roster_import, decisions, actor=request.user)
        text = ngettext("Eine Zeile geklärt.", "%(count)s Zeilen geklärt.", len(decisions))
        messages.success(request, text % {"count": len(decisions)})
    else:
        messages.warning(request, _("Bitte wählen Sie bei mindestens einer Zeile etwas aus."))
    return redirect("people_import_plan", pk)


@require_POST
def people_import_reconsider(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    actions.reconsider(load_import(request, pk), line, actor=request.user)
    return redirect("people_import_plan", pk)


@require_POST
def people_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    roster_import = load_import(request, pk)
    actions.apply_import(roster_import, request.POST.get("plan", ""), actor=request.user)
    messages.success(request, _("Die Liste ist übernommen."))
    return redirect("people_import_plan", pk)


@require_POST
def people_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_import(load_import(request, pk), actor=request.user)
    messages.success(request, _("Die Liste ist verworfen. Nichts wurde übernommen."))
    return redirect("people_import")
