"""What has to be known of a position and of who takes it; most of it the case knows."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.features.advising.filling.proposal import propose
from klimanetz.features.advising.models import Case
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.places.fields import AuthorityField
from klimanetz.roster.fields import PlacesField


class FillCaseForm(forms.Form):
    first_name = forms.CharField(label=gettext_lazy("Vorname"), max_length=100)
    last_name = forms.CharField(label=gettext_lazy("Nachname"), max_length=100)
    email = forms.EmailField(
        label=gettext_lazy("Dienstliche E-Mail-Adresse"),
        help_text=gettext_lazy("Dorthin geht die Einladung ins Netzwerk."),
    )
    authority = AuthorityField(label=gettext_lazy("Wo ist die Stelle?"))
    serves = PlacesField(
        label=gettext_lazy("Weitere Kommunen"),
        required=False,
        help_text=gettext_lazy("Für wen die Stelle außerdem arbeitet, durch Semikolon getrennt."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Art der Stelle"),
        choices=[(role.value, role.label) for role in POSITION_ROLES],
    )
    share = forms.DecimalField(
        label=gettext_lazy("Anteil einer Vollzeitstelle"),
        help_text=gettext_lazy("1 ist eine volle Stelle, 0,5 eine halbe."),
        min_value=Decimal("0.01"),
        max_value=1,
        max_digits=3,
        decimal_places=2,
        localize=True,
    )
    starts = forms.DateField(label=gettext_lazy("Erster Arbeitstag"), widget=DateInput)
    ends = forms.DateField(
        label=gettext_lazy("befristet bis"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Leer, wenn die Stelle kein Ende hat."),
    )

    def __init__(self, case: Case, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=propose(case))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] < said["starts"]:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return said

    def kept(self) -> list[tuple[str, str]]:
        """What was typed, to be sent once more by the button below the preview."""
        return [(self.add_prefix(name), str(self[name].value() or "")) for name in self.fields]
