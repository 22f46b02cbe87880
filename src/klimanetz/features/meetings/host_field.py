"""A place of the register, written by its name: no list of hundreds to scroll through.

The page offers names while one types, where scripts run; where none does, a name that fits
several places is asked back with what tells them apart.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.places.models import Authority, Kind

#: How many places are offered at most.
OFFERED = 12
#: The id of the list of names on the page.
LIST = "places"


def describe(authority: Authority) -> str:
    """`Ilmenau (Gemeinde, Ilm-Kreis)`: unique in the register, and readable."""
    about = [str(Kind(authority.kind).label)]
    if authority.parent is not None:
        about.append(authority.parent.name)
    return f"{authority.name} ({', '.join(about)})"


def find_places(text: str) -> list[Authority]:
    """Places whose name begins with `text`, shortest names first."""
    name = text.partition(" (")[0].strip()
    if not name:
        return []
    found = Authority.objects.valid().select_related("parent").filter(name__istartswith=name)
    return sorted(found.order_by("name")[: OFFERED * 4], key=lambda place: len(place.name))[
        :OFFERED
    ]


def choose_place(text: str, places: list[Authority]) -> Authority | None:
    """The one place `text` means: its full description, or a name that only one place has."""
    described = [place for place in places if describe(place) == text]
    named = [place for place in places if place.name.casefold() == text.casefold()]
    matches = described or named
    return matches[0] if len(matches) == 1 else None


class HostField(forms.CharField):
    """Cleans to an `Authority`, or to `None` where it is left empty."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Gastgebende Kommune"),
            help_text=gettext_lazy("Name der Gemeinde, der Stadt oder des Landkreises."),
            required=False,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What makes the field offer names while one types."""
        return super().widget_attrs(widget) | {
            "list": LIST,
            "autocomplete": "off",
            "hx-get": reverse_lazy("meeting_places"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{LIST}",
        }

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
        places = find_places(text)
        if place := choose_place(text, places):
            return place
        if not places:
            raise ValidationError(
                _("Diesen Ort kennt das Verzeichnis nicht. Bitte prüfen Sie ihn.")
            )
        raise ValidationError(
            _("Welchen Ort meinen Sie? Bitte schreiben Sie: %(places)s")
            % {"places": " · ".join(describe(place) for place in places)}
        )
