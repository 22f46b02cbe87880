"""A mail from a case: to whom, what, and which files of the case go along."""

from typing import Any, ClassVar

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.advising.correspondence import rules
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseFile, Contact


class ContactsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - as the field says it
        return f"{obj.name} ({obj.email})"


class FilesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - as the field says it
        return f"{obj.name} ({filesizeformat(obj.size)})"


class MailForm(forms.ModelForm):  # type: ignore[type-arg]
    contacts = ContactsField(
        None, label=gettext_lazy("An"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Bitte wählen Sie, an wen die Mail geht.")},
    )  # fmt: skip
    files = FilesField(
        None, label=gettext_lazy("Anlagen"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("Dateien des Falls; zusammen höchstens 15 MB."),
    )  # fmt: skip

    class Meta:
        model = Draft
        fields: ClassVar = ["contacts", "subject", "text", "files"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = reachable(case)  # type: ignore[attr-defined]
        files = CaseFile.objects.filter(entry__case=case).order_by("-entry__at", "name", "pk")
        if files.exists():
            self.fields["files"].queryset = files  # type: ignore[attr-defined]
        else:
            del self.fields["files"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said.setdefault("files", [])
        if said.get("contacts"):
            verdict = rules.can_send(said["contacts"], said["files"])
            if not verdict:
                self.add_error("files" if "files" in self.fields else None, verdict.reason)
        return said


def reachable(case: Case) -> Any:  # noqa: ANN401 - contacts that may be asked further
    return Contact.objects.filter(case=case).exclude(email="").order_by("pk")


def propose(case: Case, contact: Contact | None, subject: str, signed: str) -> dict[str, Any]:
    """How a mail begins: who is addressed, what it answers, and who writes."""
    greeting = _("Guten Tag %(name)s") % {"name": contact.name} if contact else _("Guten Tag")
    return {
        "contacts": [contact.pk] if contact else list(reachable(case).values_list("pk", flat=True)),
        "subject": answer(subject),
        "text": f"{greeting},\n\n\n\n{_('Freundliche Grüße')}\n{signed}",
    }


def answer(subject: str) -> str:
    if not subject or subject.lower().startswith(("re:", "aw:")):
        return subject
    return f"Re: {subject}"[:180]
