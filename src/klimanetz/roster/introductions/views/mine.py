"""A member asks for a contact: anybody who knows, or somebody by name."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.roster.introductions import actions, rules
from klimanetz.roster.introductions.forms import AskForm
from klimanetz.roster.introductions.models import Introduction
from klimanetz.roster.introductions.posts import say_post
from klimanetz.roster.office import posted, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_ask(request: HttpRequest) -> HttpResponse:
    """`?person=` names a member who is asked directly."""
    person = signed_in(request)
    rules.can_ask(person).require()
    contact = wanted_contact(request)
    form = AskForm(posted(request))
    if form.is_valid() and asked(form, person, contact):
        messages.success(request, tell_next(contact))
        return redirect("introduction_ask")
    context = {
        "form": form,
        "contact": contact,
        "post": say_post(contact) if contact else "",
        "mine": Introduction.objects.filter(asker=person),
    }
    return render(request, "introductions/ask.html", context)


def wanted_contact(request: HttpRequest) -> Person | None:
    wanted = request.GET.get("person", "")
    if not wanted:
        return None
    members = Person.objects.filter(is_active=True).with_role(*MEMBER_ROLES)
    contact: Person = get_object_or_404(members, pk=wanted if wanted.isdecimal() else 0)
    return contact


def asked(form: AskForm, person: Person, contact: Person | None) -> bool:
    said = {name: form.cleaned_data[name] for name in form.Meta.fields}
    try:
        with transaction.atomic():
            if contact:
                actions.ask_directly(person, contact, **said, actor=person)
            else:
                actions.ask(person, **said, actor=person)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def tell_next(contact: Person | None) -> str:
    if contact is None:
        return _("Danke. Das Netzwerkmanagement sucht jemanden und meldet sich per E-Mail.")
    return _("Wir haben %(name)s gefragt. Die Antwort kommt per E-Mail.") % {
        "name": contact.full_name
    }
