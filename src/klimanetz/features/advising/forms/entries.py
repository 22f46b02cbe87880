"""What was talked about."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.features.advising.facts import NewFile
from klimanetz.features.advising.forms.steps import NextStepForm
from klimanetz.features.advising.models import Case, Contact, EntryKind
from klimanetz.roster.succession.documents import ENDINGS, recognise

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


ORDER = ("kind", "on", "contact", "text", "file", "shared", "next_step", "next_on")


class NoteForm(NextStepForm):
    """What was talked about, and what follows from it, in one go."""

    kind = forms.ChoiceField(
        label=_("Was war das?"),
        choices=[(kind.value, kind.label) for kind in (EntryKind.TALK, EntryKind.NOTE)],
        widget=forms.RadioSelect,
        initial=EntryKind.TALK,
    )
    on = forms.DateField(label=_("Wann?"), widget=DateInput)
    contact: "forms.ModelChoiceField[Contact]" = forms.ModelChoiceField(
        None, label=_("Mit wem?"), required=False, empty_label=_("niemand aus der Liste")
    )
    text = forms.CharField(
        label=_("Was ist wichtig?"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(
        label=_("Datei"),
        required=False,
        max_length=200,
        help_text=_("PDF, Office- oder OpenDocument-Datei, Bild oder Text, höchstens 25 MB."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    shared = forms.BooleanField(
        label=_("Die Ansprechpartner:innen lesen das auf ihrer Seite"), required=False
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        contacts = Contact.objects.filter(case=case).order_by("pk")
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]
        self.initial = {
            "on": timezone.localdate(),
            "next_step": case.next_step,
            "next_on": case.next_on,
        }
        for name in ("next_step", "next_on"):  # what a colleague plans meanwhile stays
            self.fields[name].show_hidden_initial = True
        self.order_fields(ORDER)
        if len(contacts) == 1:
            self.initial["contact"] = contacts[0].pk
        if not contacts:
            del self.fields["contact"]
        if case.is_closed:
            del self.fields["next_step"], self.fields["next_on"]

    def clean_file(self) -> "UploadedFile[bytes] | None":
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload:
            self.cleaned_data["found"] = recognise(upload)
        return upload

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(gettext("Dieser Tag kommt erst noch."))
        return on

    @property
    def new_files(self) -> list[NewFile]:
        upload = self.cleaned_data["file"]
        return [NewFile(upload, upload.name, self.cleaned_data["found"])] if upload else []

    @property
    def at(self) -> datetime:
        """Now for today; noon of a day that was."""
        on: date = self.cleaned_data["on"]
        now = timezone.now()
        if on == timezone.localdate():
            return now
        return timezone.make_aware(datetime.combine(on, time(12)))
