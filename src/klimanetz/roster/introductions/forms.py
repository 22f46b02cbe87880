"""What people fill in to be introduced, and what organisers propose and note."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.fields import PersonField
from klimanetz.roster.introductions.models import Introduction, Outcome


class AskForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a member, whom we know already."""

    class Meta:
        model = Introduction
        fields: ClassVar = ["topic", "purpose"]
        widgets: ClassVar = {"purpose": forms.Textarea(attrs={"rows": 4})}


class PublicAskForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a municipality without account. `website` is for machines: people do not see it."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1",
                              "autocomplete": "off"}))  # fmt: skip

    class Meta:
        model = Introduction
        fields: ClassVar = ["topic", "purpose", "organisation", "name", "email"]
        widgets: ClassVar = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        help_texts: ClassVar = {
            "email": _(
                "Dorthin schicken wir zuerst einen Link, mit dem Sie die Anfrage bestätigen."
            ),
        }

    @property
    def asked(self) -> list[forms.BoundField]:
        """What people see."""
        return [field for field in self if field.name != "website"]

    @property
    def filled_by_machine(self) -> bool:
        """Of a valid form."""
        return bool(self.cleaned_data["website"])


class ProposalForm(forms.Form):
    contact = PersonField(
        label=_("Wer könnte helfen?"),
        help_text=_("Name oder E-Mail-Adresse eines Mitglieds. Beide werden gefragt."),
    )


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]
    outcome = forms.ChoiceField(
        label=_("Hat es geholfen?"), choices=Outcome.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Introduction
        fields: ClassVar = ["outcome", "outcome_note"]
        widgets: ClassVar = {
            "outcome_note": forms.Textarea(attrs={"rows": 4}),
        }
