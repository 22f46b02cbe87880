"""The first call: which authority, who called, what about, what next."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.forms.people import ContactForm, OwnerField, find_organisers
from klimanetz.features.advising.forms.steps import NextStepForm
from klimanetz.features.advising.models import Stage
from klimanetz.features.advising.proposals import suggest_next
from klimanetz.places.fields import AuthorityField

ORDER = (
    "authority", "name", "office", "email", "phone", "note", "next_step", "next_on", "owner",
)  # fmt: skip


class OpenForm(ContactForm, NextStepForm):
    authority = AuthorityField(
        label=_("Kommune"),
        help_text=_("Wer würde einstellen? Name, Postleitzahl oder Schlüssel genügt."),
    )
    note = forms.CharField(
        label=_("Worum geht es?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    owner = OwnerField(label=_("Wer kümmert sich?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
        self.order_fields(ORDER)
        self.fields["name"].label = _("Wer hat sich gemeldet?")
        self.fields["name"].required = False
        self.fields["owner"].queryset = find_organisers()  # type: ignore[attr-defined]
        proposed = suggest_next(Stage.CONTACT, council_on=None, apply_by=None)
        self.initial = {
            "next_step": proposed.text, "next_on": proposed.on, **self.initial
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("name") and any(said.get(it) for it in ("office", "email", "phone")):
            self.add_error("name", gettext("Bitte sagen Sie auch, wie die Person heißt."))
        return said

    @property
    def contact(self) -> ContactFacts | None:
        return self.facts if self.cleaned_data["name"] else None
