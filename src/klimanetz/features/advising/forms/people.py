"""Who is with a case: advisers, contact persons, authorities."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.forms.steps import VersionedForm
from klimanetz.people.models import Person
from klimanetz.places.fields import AuthorityField

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who runs the network."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as of every field
        super().__init__(None, empty_label=_("noch niemand"), required=False, **kwargs)

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - as the field says it
        return str(obj.full_name)


def find_organisers() -> "QuerySet[Person]":
    found: QuerySet[Person] = Person.objects.organisers().order_by("sort_name", "pk")
    return found


class HandOverForm(VersionedForm):
    owner = OwnerField(label=_("Wer kümmert sich jetzt?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = find_organisers()  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    office = forms.CharField(
        label=_("Amt oder Aufgabe"),
        max_length=160,
        required=False,
        help_text=_("Zum Beispiel: Bürgermeisterin, Bauamt."),
    )
    email = forms.EmailField(label=_("E-Mail"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)

    @property
    def facts(self) -> ContactFacts:
        said = self.cleaned_data
        return ContactFacts(said["name"], said["office"], said["email"], said["phone"])


class ChangeContactForm(ContactForm):
    """Says what was changed in this window; what a colleague changed meanwhile stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def changed(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.changed_data}


class AuthorityForm(forms.Form):
    authority = AuthorityField(
        label=_("Kommune"),
        help_text=_("Wer ginge mit, etwa bei einer gemeinsamen Stelle?"),
    )


class ErasureForm(forms.Form):
    """Nothing is chosen beforehand: one of both cannot be taken back."""

    LIST, ALL = "list", "all"
    how = forms.ChoiceField(
        label=_("Was soll geschehen?"),
        choices=[
            (LIST, _("Nur aus der Liste nehmen, der Schriftverkehr bleibt")),
            (ALL, _("Alles über die Person löschen, weil sie darum bittet")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def is_all(self) -> bool:
        return bool(self.cleaned_data["how"] == self.ALL)
