"""Forms of the second factor, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def code_field(help_text: "StrOrPromise") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=_("Code"), help_text=help_text, max_length=20, widget=widget)


#: A code of the app is taken somewhat before and after its time, in seconds.
TAKEN_FOR = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


class CodeOnce(forms.Form):
    """A code counts once as long as it is taken; the library forgets it after its own period."""

    user: Person

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"second-factor:{self.user.pk}:{code}", True, TAKEN_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(CodeOnce, AuthenticateForm):  # type: ignore[misc]
    code = code_field(_("Die sechs Ziffern aus Ihrer App, oder einer Ihrer Notfallcodes."))


class ConfirmForm(CodeOnce, ReauthenticateForm):  # type: ignore[misc]
    code = code_field(_("Die sechs Ziffern aus Ihrer App, oder einer Ihrer Notfallcodes."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    code = code_field(_("Die sechs Ziffern, die Ihre App jetzt zeigt."))


@contextmanager
def refused_if_broken() -> Iterator[None]:
    """An answer that no browser gives; the library stumbles over what is missing in it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise get_adapter().validation_error("incorrect_passkey") from error


class PasskeySignInForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> object:
        with refused_if_broken():
            return super().clean_credential()


class PasskeyConfirmForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> object:
        with refused_if_broken():
            return super().clean_credential()


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Woran Sie ihn wiedererkennen, zum Beispiel „Diensthandy“."),
        max_length=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        with refused_if_broken():
            said: dict[str, Any] = super().clean()
        return said
