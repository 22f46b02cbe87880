"""Whom one talks to, and for which authorities."""

from dataclasses import asdict, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.core.refusal import Refused
from klimanetz.features.advising import actions
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.forgetting import KEPT_YEARS, letters_with, same_address
from klimanetz.features.advising.forms.people import (
    AuthorityForm,
    ChangeContactForm,
    ContactForm,
    ErasureForm,
)
from klimanetz.features.advising.models import Contact
from klimanetz.features.advising.views.loading import load_contact, load_home
from klimanetz.places.models import Authority
from klimanetz.roster.office import posted, signed_in

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def case_contact_add(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_home(request, pk)
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contact(case, form.facts, actor=signed_in(request))
        except Refused as reason:
            form.add_error("email", str(reason))
        else:
            messages.success(request, _("Die Person steht jetzt beim Fall."))
            return redirect("case_detail", pk)
    return render(request, "advising/case_contact.html", {"case": case, "form": form})


@require_http_methods(GET_OR_POST)
def case_contact_change(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    row = load_contact(request, pk, contact)
    known = facts_of(row)
    form = ChangeContactForm(posted(request), initial=asdict(known))
    if request.method == "POST" and form.is_valid():
        try:
            facts = replace(known, **form.changed)
            actions.change_contact(row, facts, actor=signed_in(request))
        except Refused as reason:
            form.add_error("email", str(reason))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("case_detail", pk)
    context = {"case": row.case, "contact": row, "form": form}
    return render(request, "advising/case_contact.html", context)


def facts_of(contact: Contact) -> ContactFacts:
    return ContactFacts(contact.name, contact.office, contact.email, contact.phone)


@require_http_methods(GET_OR_POST)
def case_contact_remove(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    row = load_contact(request, pk, contact)
    form = ErasureForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if form.is_all:
            actions.erase_contact(row, actor=signed_in(request))
            messages.success(request, _("Alles über die Person ist gelöscht. Der Fall bleibt."))
        else:
            actions.remove_contact(row, actor=signed_in(request))
            messages.success(request, _("Die Person steht nicht mehr beim Fall."))
        return redirect("case_detail", pk)
    context = {
        "case": row.case,
        "contact": row,
        "form": form,
        "letters": letters_with(row).count(),
        "elsewhere": [one.case for one in same_address(row)],
        "years": KEPT_YEARS,
    }
    return render(request, "advising/case_contact_remove.html", context)


@require_http_methods(GET_OR_POST)
def case_authority_add(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_home(request, pk)
    form = AuthorityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_authority(case, form.cleaned_data["authority"], actor=signed_in(request))
        except Refused as reason:
            form.add_error("authority", str(reason))
        else:
            messages.success(request, _("Die Kommune gehört jetzt zum Fall."))
            return redirect("case_detail", pk)
    return render(request, "advising/case_authority.html", {"case": case, "form": form})


@require_POST
def case_authority_remove(request: HttpRequest, pk: int, authority: int) -> HttpResponse:
    case = load_home(request, pk)
    place = get_object_or_404(case.others.all(), pk=authority)
    actions.remove_authority(case, place, actor=signed_in(request))
    messages.success(request, _("%(place)s gehört nicht mehr zum Fall.") % {"place": place.title})
    return redirect("case_detail", pk)


@require_POST
def case_succeed(request: HttpRequest, pk: int, authority: int) -> HttpResponse:
    """On with what a merged authority is today."""
    case = load_home(request, pk)
    successor = get_object_or_404(Authority, pk=authority)
    moved = actions.move_to_successor(case, successor=successor, actor=signed_in(request))
    messages.success(
        request, _("Der Fall gehört jetzt zu %(place)s.") % {"place": moved.lead.title}
    )
    return redirect("case_detail", pk)
