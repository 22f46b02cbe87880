"""Asking for the link again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Die, an die wir Ihnen schreiben."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
