"""Adding an app, a passkey, recovery codes."""

from typing import cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.people.models import Person
from klimanetz.people.security import actions
from klimanetz.people.security.factors import factors_of
from klimanetz.people.security.forms import AppForm, PasskeyForm
from klimanetz.people.security.views.confirming import confirmed

#: While this stands in the session the codes are shown, until the person has put them away.
SHOW_CODES = "show_codes"


def lead_on(request: HttpRequest, *, first: bool) -> HttpResponse:
    """The first factor brings codes that have to be put away."""
    messages.success(request, _("Der zweite Faktor ist eingerichtet."))
    if first:
        request.session[SHOW_CODES] = True
    return redirect("recovery_codes" if first else "security")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def app_add(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    factors = factors_of(person)
    if factors.app:
        return redirect("security")
    form = AppForm(user=person, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_app(person, form.secret, actor=person)
        clear_totp_secret(request)
        return lead_on(request, first=not factors.count)
    adapter = get_adapter()
    url = adapter.build_totp_url(person, form.secret)
    # Drawn by the library from an address that it quoted itself.
    picture = mark_safe(adapter.build_totp_svg(url).partition("?>")[2])  # noqa: S308
    context = {"form": form, "picture": picture, "url": url, "secret": form.secret}
    return render(request, "security/app.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def passkey_add(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    form = PasskeyForm(user=person, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        first = not factors_of(person).count
        said = form.cleaned_data
        actions.add_passkey(person, said["name"], said["credential"], actor=person)
        return lead_on(request, first=first)
    options = {"creation_options": begin_registration(person, passwordless=False)}
    return render(request, "security/passkey.html", {"form": form, "options": options})


@never_cache
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    codes: list[str] = []
    if request.session.get(SHOW_CODES):
        kind = Authenticator.Type.RECOVERY_CODES
        found = Authenticator.objects.filter(user=person, type=kind).first()
        codes = found.wrap().get_unused_codes() if found else []
    context = {"codes": codes, "factors": factors_of(person)}
    return render(request, "security/codes.html", context)


@require_POST
def codes_put_away(request: HttpRequest) -> HttpResponse:
    """From now on nobody sees them here, the person included."""
    request.session.pop(SHOW_CODES, None)
    return redirect("security")


@require_POST
@confirmed
def codes_renew(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if not factors_of(person).count:
        return redirect("security")
    actions.renew_codes(person, actor=person)
    request.session[SHOW_CODES] = True
    return redirect("recovery_codes")
