"""The organisers and the standing call: what is offered, and what becomes of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klimanetz.features.meetings import rules as meeting_rules
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.forms import DeclineForm, PlaceForm, WordsForm
from klimanetz.features.meetings.agenda.shelves import list_shelves
from klimanetz.features.meetings.agenda.views.loading import load_contribution
from klimanetz.features.meetings.agenda.views.office import form_view
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.views.loading import visitor
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.roster.office import posted


@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    meeting_rules.can_run(visitor(request)).require()
    return render(request, "agenda/contributions.html", {"shelves": list_shelves()})


@require_safe
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_contribution(request, pk)
    materials = list(row.materials.order_by("uploaded_at", "pk"))
    context = {"contribution": row, "materials": materials, "coming": Meeting.objects.upcoming()}
    return render(request, "agenda/contribution.html", context)


@form_view
def contribution_place(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_contribution(request, pk)
    form = PlaceForm(Meeting.objects.upcoming(), posted(request))
    said = form.cleaned_data if form.is_valid() else {}
    if happened(form, lambda: actions.place(row, said["meeting"], actor=request.user)):
        messages.success(request, _("Der Beitrag steht auf der Tagesordnung."))
        return redirect("agenda_table", said["meeting"].slug)
    context = {"form": form, "contribution": row, "coming": Meeting.objects.upcoming().exists()}
    return render(request, "agenda/contribution_place.html", context)


@form_view
def contribution_keep(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_contribution(request, pk)
    form = WordsForm(posted(request))
    if happened(form, lambda: actions.keep(row, **form.cleaned_data, actor=request.user)):
        messages.success(request, _("Für später vorgemerkt."))
        return redirect("contributions")
    return render(request, "agenda/contribution_keep.html", {"form": form, "contribution": row})


@form_view
def contribution_decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_contribution(request, pk)
    form = DeclineForm(posted(request))
    if happened(form, lambda: actions.decline(row, **form.cleaned_data, actor=request.user)):
        messages.success(request, _("Die Mail mit Ihren Worten geht hinaus."))
        return redirect("contributions")
    return render(request, "agenda/contribution_decline.html", {"form": form, "contribution": row})
