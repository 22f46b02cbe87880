"""An address to be told of changes, and the check that it is about."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding.inquiry import MOST_CHARACTERS
from klimanetz.roster.joining.pace import PacedForm


class WatchForm(PacedForm):
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        """Of a check nothing is kept but what stands in its address."""
        query = QueryDict(self.cleaned_data["query"].removeprefix("?")).urlencode()
        if len(query) > MOST_CHARACTERS:
            raise ValidationError(_("Bitte öffnen Sie Ihr Ergebnis neu und versuchen Sie es dort."))
        return query
