"""What an authority says when it asks for advice."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models import Contact
from klimanetz.places.fields import AuthorityField


class AdviceForm(forms.ModelForm):  # type: ignore[type-arg]
    """`website` is for machines: people do not see it."""

    authority = AuthorityField(label=_("Für welche Kommune fragen Sie?"))
    wish = forms.CharField(
        label=_("Was möchten Sie wissen?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ein Satz genügt, wir fragen nach."),
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    class Meta:
        model = Contact
        fields: ClassVar = ["name", "office", "email", "phone"]
        widgets: ClassVar = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "office": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    field_order = ["authority", "wish", "name", "office", "email", "phone"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["email"].required = True

    @property
    def asked(self) -> list[forms.BoundField]:
        """What people see."""
        return [field for field in self if field.name != "website"]
