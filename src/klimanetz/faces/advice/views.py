"""A town asks for advice, from the result of its check or without one."""

from datetime import timedelta
from hashlib import blake2s

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import count_attempt, throttle
from klimanetz.faces.advice import actions
from klimanetz.faces.advice.forms import AdviceForm
from klimanetz.features.advising.actions import ContactFacts
from klimanetz.features.funding.inquiry import Inquiry, read_inquiry
from klimanetz.roster.office import posted

PER_CLIENT, WINDOW = 10, timedelta(hours=1)
PER_ADDRESS, DAY = 3, timedelta(days=1)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_advice(request: HttpRequest) -> HttpResponse:
    """What was checked stands in the address, and goes along."""
    inquiry = read_inquiry(request.GET)
    form = AdviceForm(posted(request), initial={"authority": inquiry.authority})
    if form.is_valid() and take(request, form, inquiry):
        return redirect("advice_asked")
    checked = inquiry.authority is not None and inquiry.is_complete
    context = {"form": form, "inquiry": inquiry, "checked": checked}
    return render(request, "advice/ask.html", context)


def take(request: HttpRequest, form: AdviceForm, inquiry: Inquiry) -> bool:
    """Whether the request was taken; where not, the form says why and keeps what was written."""
    said = form.cleaned_data
    if said["website"]:
        return True  # a machine is thanked and forgotten
    who = ContactFacts(**{name: said[name] for name in ("name", "office", "email", "phone")})
    language = get_language() or "de"
    try:
        throttle(request, "advice", limit=PER_CLIENT, per=WINDOW)
        actions.ask_for_advice(
            said["authority"],
            who,
            said["wish"],
            inquiry=inquiry,
            receipt_in=language if may_get_mail(who.email) else None,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def may_get_mail(email: str) -> bool:
    """Nobody's mailbox is filled by strangers, whoever they say they are."""
    digest = blake2s(email.lower().encode(), digest_size=16).hexdigest()
    return count_attempt(f"advice-to:{digest}", per=DAY) <= PER_ADDRESS


@login_not_required
@require_safe
def advice_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "advice/asked.html")
