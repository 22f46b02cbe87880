"""A mail from a case: to whom, what, and which files of the case go along."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.advising.correspondence import postage
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact

NOT_OFFERED = gettext_lazy("Das steht nicht zur Auswahl. Bitte wählen Sie neu.")


class Offered(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of rows that are fetched once: `offer`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any, *, missing: Any = "", **kwargs: Any) -> None:  # noqa: ANN401
        words = {"invalid_choice": NOT_OFFERED, "invalid_pk_value": NOT_OFFERED}
        if missing:
            words["required"] = missing
        super().__init__(None, label=label, error_messages=words, **kwargs)

    def offer(self, rows: QuerySet[Any], label: Callable[[Any], str]) -> bool:
        """Whether there is anything to choose from."""
        self.queryset = rows
        self.choices = [(row.pk, label(row)) for row in rows]
        return bool(self.choices)


class MailForm(forms.ModelForm):  # type: ignore[type-arg]
    contacts = Offered(
        gettext_lazy("An"), missing=gettext_lazy("Bitte wählen Sie, an wen die Mail geht.")
    )
    attached = Offered(
        gettext_lazy("Anlagen"),
        required=False,
        help_text=gettext_lazy(
            "Dateien des Falls, zusammen höchstens 15 MB. Eine neue tragen Sie vorher im Fall ein."
        ),
    )

    class Meta:
        model = Draft
        fields: ClassVar = ["contacts", "subject", "text", "attached"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        contacts = cast("Offered", self.fields["contacts"])
        files = cast("Offered", self.fields["attached"])
        self.reachable = contacts.offer(reachable(case), lambda it: f"{it.name} ({it.email})")
        found = CaseFile.objects.filter(entry__case=case).order_by("-entry__at", "name", "pk")
        self.files_here = files.offer(found, lambda it: f"{it.name} ({filesizeformat(it.size)})")
        if not self.files_here:
            del self.fields["attached"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said.setdefault("attached", [])
        if said.get("contacts"):
            verdict = postage.can_send(said["contacts"], said["attached"])
            if not verdict:
                self.add_error("attached" if "attached" in self.fields else None, verdict.reason)
        return said


def reachable(case: Case) -> QuerySet[Contact]:
    return Contact.objects.filter(case=case).exclude(email="").order_by("pk")


def propose(case: Case, asked: int, answered: CaseEntry | None, signed: str) -> dict[str, Any]:
    """How a mail begins: who is addressed, what it answers, and who writes."""
    contacts = list(reachable(case))
    arrival = getattr(answered, "arrival", None)
    wrote = arrival.address.lower() if arrival and arrival.address else None
    chosen = [one for one in contacts if one.pk == asked or one.email.lower() == wrote] or contacts
    greeting = _("Guten Tag")
    if len(chosen) == 1:
        greeting = _("Guten Tag %(name)s") % {"name": chosen[0].name}
    regards = _("Freundliche Grüße")
    return {
        "contacts": [one.pk for one in chosen],
        "subject": answer(answered.subject) if answered else "",
        "text": f"{greeting},\n\n\n\n{regards}\n{signed}",
    }


def answer(subject: str) -> str:
    if not subject or subject.lower().startswith(("re:", "aw:")):
        return subject
    return f"Re: {subject}"[:180]
