"""Forms of signing in and of a person's own data."""

from typing import ClassVar

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for the address; whether the network knows it stays untold."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Die Adresse, unter der Sie Einladungen des Netzwerks bekommen."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        self.cleaned_data["email"] = self.cleaned_data["email"].lower()
        return str(super().clean_email())


class ConfirmCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """Takes the code as a phone offers it: digits, filled in from the mail."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Acht Ziffern aus der E-Mail."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class OwnDataForm(forms.ModelForm):  # type: ignore[type-arg]
    language = forms.ChoiceField(
        label=_("Sprache"),
        choices=settings.LANGUAGES,
        help_text=_("Für diese Seiten und für alle E-Mails, die Sie bekommen."),
    )

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = ["title", "first_name", "last_name", "phone", "language"]
