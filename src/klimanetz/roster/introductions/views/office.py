"""The organisers find contacts, and note what came of it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.forms import OutcomeForm, ProposalForm
from klimanetz.roster.introductions.models import Introduction
from klimanetz.roster.introductions.overview import list_introductions, open_introduction
from klimanetz.roster.office import open_office, posted


def load(request: HttpRequest, pk: int) -> Introduction:
    organiser = open_office(request)
    return get_object_or_404(Introduction.objects.visible_to(organiser), pk=pk)


@require_safe
def introductions(request: HttpRequest) -> HttpResponse:
    context = {"shelves": list_introductions(open_office(request))}
    return render(request, "introductions/introductions.html", context)


@require_safe
def introduction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    context = {"file": open_introduction(load(request, pk))}
    return render(request, "introductions/introduction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_propose(request: HttpRequest, pk: int) -> HttpResponse:
    introduction = load(request, pk)
    form = ProposalForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.propose(
                    introduction, form.cleaned_data["contact"], actor=open_office(request)
                )
        except Refused as refused:
            form.add_error("contact", str(refused))
        else:
            messages.success(request, _("Beide sind gefragt. Die Antworten sehen Sie hier."))
            return redirect("introduction_detail", pk)
    context = {"form": form, "introduction": introduction}
    return render(request, "introductions/propose.html", context)


@require_POST
def introduction_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    actions.take_back(load(request, pk), actor=open_office(request))
    return redirect("introduction_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_close(request: HttpRequest, pk: int) -> HttpResponse:
    introduction = load(request, pk)
    if request.method != "POST":
        return render(request, "introductions/close.html", {"introduction": introduction})
    actions.close(introduction, actor=open_office(request))
    return redirect("introductions")


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    introduction = load(request, pk)
    form = OutcomeForm(posted(request), instance=Introduction.objects.get(pk=pk))
    if not form.is_valid():
        context = {"form": form, "introduction": introduction}
        return render(request, "introductions/outcome.html", context)
    said = form.cleaned_data
    actions.note_outcome(
        introduction, said["outcome"], said["outcome_note"], actor=open_office(request)
    )
    messages.success(request, _("Das Ergebnis ist notiert."))
    return redirect("introduction_detail", pk)
