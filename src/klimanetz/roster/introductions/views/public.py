"""A municipality without account asks to be introduced; the address is confirmed by a link."""

from datetime import timedelta
from hashlib import blake2s

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import count_attempt, throttle
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.forms import PublicAskForm
from klimanetz.roster.introductions.models import Introduction, State
from klimanetz.roster.office import posted

PER_CLIENT, WINDOW = 10, timedelta(hours=1)
PER_ADDRESS, DAY = 3, timedelta(days=1)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def introduction_public(request: HttpRequest) -> HttpResponse:
    form = PublicAskForm(posted(request))
    if form.is_valid() and not_too_often(request, form):
        said = {name: form.cleaned_data[name] for name in form.Meta.fields}
        said["email"] = said["email"].lower()
        if not form.filled_by_machine and may_get_mail(said["email"]):
            actions.ask_publicly(language=get_language() or "de", **said)
        return redirect("introduction_sent")
    return render(request, "introductions/public.html", {"form": form})


def not_too_often(request: HttpRequest, form: PublicAskForm) -> bool:
    try:
        throttle(request, "introduction", limit=PER_CLIENT, per=WINDOW)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def may_get_mail(email: str) -> bool:
    """Nobody's mailbox is filled by strangers, whoever they say they are."""
    digest = blake2s(email.encode(), digest_size=16).hexdigest()
    return count_attempt(f"introduction-to:{digest}", per=DAY) <= PER_ADDRESS


@login_not_required
@require_safe
def introduction_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "introductions/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def introduction_confirm(request: HttpRequest, key: str) -> HttpResponse:
    introduction = Introduction.objects.filter(key=key).first()
    if introduction is None:
        return render(request, "introductions/unknown.html", status=404)
    if request.method == "POST":
        actions.confirm(introduction)
        return redirect("introduction_confirm", key)
    context = {
        "introduction": introduction,
        "confirmed": introduction.state != State.UNCONFIRMED,
    }
    with speak(request, introduction.language):
        return render(request, "introductions/confirm.html", context)
