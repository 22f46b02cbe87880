"""What organisers and newcomers fill in."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.beginning.models import ChecklistItem
from klimanetz.roster.fields import PersonField


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ChecklistItem
        fields: ClassVar = ["title", "explanation", "due_day", "link"]
        widgets: ClassVar = {"explanation": forms.Textarea(attrs={"rows": 4})}


class AudienceForm(forms.Form):
    """Who sees what a new member has given; members know each other's names anyway."""

    HIDDEN = ("", _("Nur das Netzwerkmanagement"))
    MEMBERS = (Audience.MEMBERS.value, _("Die Mitglieder des Netzwerks"))
    EVERYONE = (Audience.PUBLIC.value, _("Alle, auch ohne Anmeldung"))

    name = forms.ChoiceField(
        label=_("Ihren Namen"),
        required=False,
        choices=[("", MEMBERS[1]), EVERYONE],
        widget=forms.RadioSelect,
        help_text=_("Mitglieder kennen einander beim Namen."),
    )
    email = forms.ChoiceField(
        label=_("Ihre dienstliche E-Mail-Adresse"),
        required=False,
        choices=[HIDDEN, MEMBERS, EVERYONE],
        widget=forms.RadioSelect,
        help_text=_("Eine dienstliche E-Mail-Adresse verrät meistens auch den Namen."),
    )
    phone = forms.ChoiceField(
        label=_("Ihre Telefonnummer"),
        required=False,
        choices=[HIDDEN, MEMBERS, EVERYONE],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, person: Person) -> None:
        standing = Consent.objects.standing().filter(person=person)
        initial = dict(standing.values_list("field", "audience"))
        if initial.get(Field.NAME) == Audience.MEMBERS:
            initial[Field.NAME] = ""
        super().__init__(data, initial={name: initial.get(name, "") for name in self.base_fields})

    def wishes(self) -> dict[Field, Audience | None]:
        """Of a valid form."""
        said = self.cleaned_data
        return {Field(name): Audience(said[name]) if said[name] else None for name in said}


class ProposalForm(forms.Form):
    buddy = PersonField(
        label=_("Wer könnte begleiten?"),
        help_text=_(
            "Name oder E-Mail-Adresse. Beide werden gefragt, bevor sie ihre Adressen bekommen."
        ),
    )
