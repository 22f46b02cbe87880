"""Fields of forms that name what the network knows about people."""

from typing import TYPE_CHECKING, Any

from django import forms

from klimanetz.people.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OrganisationInput(forms.TextInput):
    """Offers the names there are; another one can be written all the same."""

    template_name = "people/organisation_input.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, (attrs or {}) | {"list": f"{name}_names"})
        context["names"] = Organisation.objects.values_list("name", flat=True)
        return context


class OrganisationField(forms.CharField):
    """Cleans to an organisation by its name, an unsaved one where it is new, or to `None`."""

    widget = OrganisationInput

    def __init__(self, *, label: "StrOrPromise", help_text: "StrOrPromise" = "") -> None:
        super().__init__(max_length=160, required=False, label=label, help_text=help_text)

    def prepare_value(self, value: object) -> object:
        if isinstance(value, int):
            return Organisation.objects.filter(pk=value).values_list("name", flat=True).first()
        return value

    def clean(self, value: object) -> Organisation | None:
        name = super().clean(value)
        if not name:
            return None
        return Organisation.objects.filter(name=name).first() or Organisation(name=name)
