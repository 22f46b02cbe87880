"""The page behind the key of an invitation: what one needs, and whom one would like to bring."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.features.meetings.company import actions, rules
from klimanetz.features.meetings.company.forms import CompanionForm, NeedsForm
from klimanetz.features.meetings.company.models import Companion, Needs
from klimanetz.features.meetings.models import Invitation
from klimanetz.features.meetings.views.answering import for_holders_of_a_key
from klimanetz.features.meetings.views.kept_answers import Found
from klimanetz.features.meetings.views.submitting import happened


@require_safe
@for_holders_of_a_key
def wishes(request: HttpRequest, found: Found) -> HttpResponse:
    return show(request, found.invitation)


def show(request: HttpRequest, invitation: Invitation, **forms: BaseForm) -> HttpResponse:
    """Both forms; the one that was sent comes back with what is wrong."""
    needs = Needs.objects.filter(invitation=invitation).first()
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "needs": needs,
        "needs_form": NeedsForm(initial={"text": needs.text if needs else ""}),
        "companion_form": CompanionForm(),
        "companions": Companion.objects.filter(host=invitation).with_invitation(),
        "can_say": rules.can_say_needs(invitation),
        "is_member": rules.is_member(invitation),
        "can_bring": rules.can_bring(invitation),
    } | forms
    return render(request, "company/wishes.html", context)


@require_POST
@for_holders_of_a_key
def needs_say(request: HttpRequest, found: Found) -> HttpResponse:
    form = NeedsForm(request.POST)
    if not happened(form, lambda: actions.say_needs(found.invitation, form.cleaned_data["text"])):
        return show(request, found.invitation, needs_form=form)
    return redirect("wishes", found.invitation.token)


@require_POST
@for_holders_of_a_key
def companion_ask(request: HttpRequest, found: Found) -> HttpResponse:
    form = CompanionForm(request.POST)
    form.instance.host = found.invitation
    if not happened(form, lambda: actions.ask_to_bring(form.save(commit=False))):
        return show(request, found.invitation, companion_form=form)
    return redirect("wishes", found.invitation.token)
