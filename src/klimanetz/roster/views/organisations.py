"""Organisations in the office: whom the partners and guests of the network come from."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.people.models import Organisation
from klimanetz.roster import actions
from klimanetz.roster.forms import OrganisationForm
from klimanetz.roster.office import load_organisation, open_office, posted


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    open_office(request)
    organisations = Organisation.objects.annotate(size=Count("people")).order_by("name")
    context = {"organisations": organisations}
    return render(request, "roster/organisation_list.html", context)


@require_http_methods(["GET", "POST"])
def organisation_add(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    form = OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_organisation(**form.cleaned_data, actor=organiser)
        messages.success(request, _("Die Organisation ist angelegt."))
        return redirect("organisation_list")
    return render(request, "roster/organisation_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def organisation_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name and kind, and who belongs to it."""
    organisation = load_organisation(request, pk)
    form = OrganisationForm(posted(request), instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(organisation, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("organisation_change", pk)
    people = list(organisation.people.all())
    context = {"form": form, "organisation": organisation, "people": people}
    return render(request, "roster/organisation_change.html", context)


@require_POST
def organisation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = load_organisation(request, pk)
    actions.remove_organisation(organisation, actor=request.user)
    messages.success(request, _("Die Organisation ist entfernt."))
    return redirect("organisation_list")
