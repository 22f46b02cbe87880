"""Which of the programmes that are here a listing is about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.models import Programme


class JoinForm(forms.Form):
    programme = forms.ModelChoiceField(Programme.objects.all(), label=_("Programm"))
