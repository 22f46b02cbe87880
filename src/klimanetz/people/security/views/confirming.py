"""Asking for the second factor again: at sign-in, and before it is changed."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from klimanetz.people.models import Person
from klimanetz.people.security.factors import has_second_factor

type View = Callable[..., HttpResponse]

second_factor = AuthenticateView.as_view()


def with_factor(view: View) -> View:
    """Whoever has none has nothing to show."""

    @wraps(view)
    def asking(request: HttpRequest) -> HttpResponse:
        if not has_second_factor(cast("Person", request.user)):
            return redirect("security")
        return view(request)

    return asking


confirm_by_code = with_factor(ReauthenticateView.as_view())
confirm_by_passkey = with_factor(ReauthenticateWebAuthnView.as_view())


def confirmed(view: View) -> View:
    """Whoever has a second factor shows it once more; an open browser alone changes nothing."""
    ask = reauthentication_required(app="allauth.mfa")

    @wraps(view)
    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not has_second_factor(cast("Person", request.user)):
            return view(request, *args, **kwargs)
        response: HttpResponse = ask(view)(request, *args, **kwargs)
        return response

    return asking
