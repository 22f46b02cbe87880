"""What a person says about their own entry."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    note = forms.CharField(
        label=_("Was hat sich sonst geändert?"),
        help_text=_(
            "Zum Beispiel: neue E-Mail-Adresse, andere Aufgabe, Stelle verlängert bis Ende 2028. "
            "Das trägt das Netzwerkmanagement für Sie ein."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Person
        fields: ClassVar = ["title", "first_name", "last_name", "phone"]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if not self.errors and not self.has_changed():
            words = _("Hier steht noch alles wie bisher. Bitte schreiben Sie dazu, was anders ist.")
            self.add_error("note", words)
        return said


class GoneForm(forms.Form):
    note = forms.CharField(
        label=_("Möchten Sie uns noch etwas sagen?"),
        help_text=_("Zum Beispiel: seit wann, und wer Ihnen nachfolgt."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
