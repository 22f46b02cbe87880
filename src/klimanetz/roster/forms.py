"""Forms of the office: people, roles, positions, funding."""

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.people.fields import OrganisationField
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.fields import AuthorityField
from klimanetz.roster.fields import PersonField, PlacesField
from klimanetz.roster.models import FundingPeriod, Position


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    organisation = OrganisationField(
        label=_("Organisation"),
        help_text=_("Für Menschen, die nicht bei einer Kommune arbeiten."),
    )

    class Meta:
        model = Person
        fields: ClassVar = ["title", "first_name", "last_name", "email", "phone", "organisation"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewPersonForm(PersonForm):
    """Somebody new: who they are, what they do, and where."""

    role = forms.ChoiceField(label=_("Funktion"), choices=Role.choices)
    since = forms.DateField(
        label=_("seit"), required=False, widget=DateInput, initial=timezone.localdate
    )
    place = AuthorityField(
        label=_("Kommune"),
        required=False,
        help_text=_("Wo die Stelle ist. Ohne Kommune wird keine Stelle angelegt."),
    )
    field_order = ["title", "first_name", "last_name", "email", "phone", "role", "place"]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    kind = forms.ChoiceField(
        label=_("Art"),
        required=False,
        choices=[("", _("noch nicht gesagt")), *Organisation.Kind.choices],
        help_text=Organisation._meta.get_field("kind").help_text,
    )

    class Meta:
        model = Organisation
        fields: ClassVar = ["name", "kind"]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices)
    since = forms.DateField(label=_("seit"), widget=DateInput, initial=timezone.localdate)


class PostForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Art der Stelle"), choices=[(role.value, role.label) for role in POSITION_ROLES]
    )
    place = AuthorityField(
        label=_("Kommune"), help_text=_("Gemeinde, Stadt, Landkreis oder Verband.")
    )
    since = forms.DateField(label=_("seit"), widget=DateInput, initial=timezone.localdate)


class MoveForm(forms.Form):
    place = AuthorityField(label=_("Zu welcher Kommune gehört die Stelle?"))


class LastDayForm(forms.Form):
    last_day = forms.DateField(label=_("Letzter Tag"), widget=DateInput, initial=timezone.localdate)


class PositionForm(forms.ModelForm):  # type: ignore[type-arg]
    serves = PlacesField(
        label=_("Weitere Kommunen"),
        required=False,
        help_text=_("Für wen die Stelle außerdem arbeitet, durch Semikolon getrennt."),
    )

    class Meta:
        model = Position
        fields: ClassVar = ["kind", "share", "starts", "permanent", "ends", "serves"]
        widgets: ClassVar = {"starts": DateInput, "ends": DateInput}
        localized_fields: ClassVar = ["share"]
        help_texts: ClassVar = {"share": _("1 ist eine volle Stelle, 0,5 eine halbe.")}

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if said.get("permanent") and ends:
            self.add_error("ends", _("Eine verstetigte Stelle hat kein Ende."))
        if starts and ends and ends < starts:  # type: ignore[operator]
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return said


class FillForm(forms.Form):
    person = PersonField(label=_("Wer übernimmt die Stelle?"))
    since = forms.DateField(label=_("seit"), widget=DateInput, initial=timezone.localdate)


class FundingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FundingPeriod
        fields: ClassVar = ["programme", "starts", "ends"]
        widgets: ClassVar = {"starts": DateInput, "ends": DateInput}

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:  # type: ignore[operator]
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return said
