"""How signing in fits this network: invite-only, codes through the outbox."""

from collections.abc import Mapping
from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.language import remember_language
from klimanetz.core.throttle import client_address
from klimanetz.people.arrivals import where_to_begin
from klimanetz.people.mails import SIGN_IN_MAILS, sign_in_mail
from klimanetz.people.models import Person


class InviteOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Dieser Code stimmt nicht. Bitte vergleichen Sie ihn mit der E-Mail."),
        "too_many_login_attempts": _(
            "Das waren sehr viele Versuche. Bitte warten Sie einige Minuten."
        ),
        "rate_limited": _("Das waren sehr viele Versuche. Bitte warten Sie einige Minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count attempts by the same address as every other form does."""
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, object]) -> None:
        """Through the outbox, like every mail of the network."""
        kind = template_prefix.rpartition("/")[2]
        if kind not in SIGN_IN_MAILS:
            raise NotImplementedError(f"Nobody wrote the mail {template_prefix!r}.")
        sign_in_mail(kind, email, code=str(context.get("code", "")))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return where_to_begin(cast("Person", request.user))

    def post_login(self, request: HttpRequest, user: Person, **hints: object) -> HttpResponse:
        """Greet in the language of the person, whatever this browser spoke before."""
        response: HttpResponse = super().post_login(request, user, **hints)
        remember_language(response, user.language)
        return response
