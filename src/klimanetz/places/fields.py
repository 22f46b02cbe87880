"""A field that takes a place: offered while one types, asked back where a name fits several.

Where no script runs, the page comes back with the places to choose from, and nothing is lost.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from klimanetz.places.finding import describe, find_meant, write_key
from klimanetz.places.models import Authority

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AuthorityInput(forms.TextInput):
    """A line to type in, and below it the places to choose from once there are several.

    The choice counts for the text it was offered for; who types something else asks anew.
    """

    template_name = "places/authority_input.html"
    offered: tuple[Authority, ...] = ()

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        offers = {
            "list": f"{name}_places",
            "autocomplete": "off",
            "hx-get": reverse_lazy("place_suggestions"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{name}_places",
        }
        context = super().get_context(name, value, (attrs or {}) | offers)
        offered = [(write_key(place), describe(place)) for place in self.offered]
        return context | {"offered": offered}

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: Mapping[str, Any],  # noqa: ARG002 - of every widget
        name: str,
    ) -> object:
        text, chosen = data.get(name), data.get(f"{name}_choice")
        return chosen if chosen and text == data.get(f"{name}_asked") else text


class AuthorityField(forms.CharField):
    """Cleans to an `Authority` of today, or to `None` where it is left empty."""

    widget = AuthorityInput

    def __init__(
        self, *, label: "StrOrPromise", help_text: "StrOrPromise" = "", required: bool = True
    ) -> None:
        super().__init__(max_length=200, label=label, help_text=help_text, required=required)

    def prepare_value(self, value: object) -> object:
        if isinstance(value, int):
            value = Authority.objects.select_related("parent").get(pk=value)
        return describe(value) if isinstance(value, Authority) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: object) -> Authority | None:
        text: str = super().clean(value)
        if not text:
            return None
        meant = find_meant(text)
        if len(meant.places) == 1 and not meant.near:
            return meant.places[0]
        cast("AuthorityInput", self.widget).offered = tuple(meant.places)
        if not meant.places:
            raise ValidationError(
                _("Diesen Ort kennt das Verzeichnis nicht. Bitte prüfen Sie ihn.")
            )
        if meant.near:
            raise ValidationError(
                _("So steht der Ort nicht im Verzeichnis. Ist einer von diesen gemeint?")
            )
        raise ValidationError(_("Das passt auf mehrere. Bitte wählen Sie einen Ort aus."))
