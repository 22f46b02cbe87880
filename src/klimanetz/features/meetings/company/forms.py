"""What an invited person says about themselves and about a guest."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from klimanetz.features.meetings.company.models import Companion


class NeedsForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Essen und Zugang"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Zum Beispiel: vegan; Rollstuhl; Schriftdolmetschen. Das sieht nur das "
            "Netzwerkmanagement, und es wird 30 Tage nach dem Treffen gelöscht."
        ),
    )


class CompanionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Companion
        fields = ("name", "email", "organisation", "why")
        help_texts: ClassVar = {
            "email": gettext_lazy("Dorthin schicken wir die Einladung, wenn es passt."),
        }


class TurnDownForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Ein paar Worte dazu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stehen so in der Mail an das Mitglied."),
    )
