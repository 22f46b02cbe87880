"""Whom to call and what is left to do, in the handover file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.roster.office import posted, signed_in
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.forms import ContactForm, ErrandForm
from klimanetz.roster.succession.models import Contact, Errand
from klimanetz.roster.succession.views.loading import load_handover


@require_http_methods(["GET", "POST"])
def handover_contact_add(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_handover(request, pk)
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_contact(position, **form.cleaned_data, actor=signed_in(request))
        messages.success(request, _("Der Kontakt steht jetzt in der Mappe."))
        return redirect("handover", pk)
    context = {"form": form, "position": position}
    return render(request, "succession/handover_contact_add.html", context)


@require_POST
def handover_contact_remove(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    position = load_handover(request, pk)
    contacts = Contact.objects.select_related("position")
    row = get_object_or_404(contacts, pk=contact, position=position)
    actions.remove_contact(row, actor=signed_in(request))
    messages.success(request, _("Der Kontakt ist gelöscht."))
    return redirect("handover", pk)


@require_http_methods(["GET", "POST"])
def handover_errand_add(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_handover(request, pk)
    form = ErrandForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_errand(position, **form.cleaned_data, actor=signed_in(request))
        messages.success(request, _("Die Aufgabe steht jetzt in der Mappe."))
        return redirect("handover", pk)
    context = {"form": form, "position": position}
    return render(request, "succession/handover_errand_add.html", context)


@require_POST
def handover_errand_finish(request: HttpRequest, pk: int, errand: int) -> HttpResponse:
    actions.finish_errand(load_errand(request, pk, errand), actor=signed_in(request))
    return redirect("handover", pk)


@require_POST
def handover_errand_reopen(request: HttpRequest, pk: int, errand: int) -> HttpResponse:
    actions.reopen_errand(load_errand(request, pk, errand), actor=signed_in(request))
    return redirect("handover", pk)


def load_errand(request: HttpRequest, pk: int, errand: int) -> Errand:
    position = load_handover(request, pk)
    return get_object_or_404(Errand, pk=errand, position=position)
