"""Forms of a case."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.features.advising.early import say_too_early
from klimanetz.features.advising.facts import ContactFacts, NewFile
from klimanetz.features.advising.models import (
    ASKS,
    CLOSED,
    Case,
    Contact,
    EntryKind,
    Option,
    Stage,
)
from klimanetz.features.advising.proposals import suggest_next
from klimanetz.people.models import Person
from klimanetz.places.fields import AuthorityField
from klimanetz.roster.succession.documents import ENDINGS, recognise

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
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


class NextStepForm(forms.Form):
    """A case always has something that is done next, and a day for it."""

    next_step = forms.CharField(
        label=_("Nächster Schritt"),
        max_length=200,
        help_text=_("Was tun Sie als Nächstes? Zum Beispiel: bei der Kämmerei nachfragen."),
    )
    next_on = forms.DateField(label=_("Bis wann"), widget=DateInput)


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
    field_order: ClassVar = [
        "authority", "name", "office", "email", "phone", "note", "next_step", "next_on", "owner",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
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


def reason_field(help_text: Any = "") -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(
        label=_("Aus welchem Grund?"),
        max_length=300,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ask(name: str, stage: str) -> forms.Field:
    """The field for what a step asks (`ASKS`)."""
    if name == "option":
        return forms.ChoiceField(
            label=_("Für welchen Weg hat sich die Kommune entschieden?"),
            choices=Option.choices,
            widget=forms.RadioSelect,
        )
    if name == "reason":
        return reason_field(WHY.get(stage, ""))
    return forms.DateField(label=DAYS[name], widget=DateInput)


WHY = {
    Stage.COUNCIL_REFUSED: _("Er bleibt beim Fall und wird in den Zahlen mitgezählt."),
    Stage.REJECTED: _("Was stand im Bescheid? Der Grund bleibt beim Fall und wird mitgezählt."),
    Stage.DROPPED: _("Er bleibt beim Fall und wird in den Zahlen mitgezählt."),
    Stage.NO_APPLICANT: _("Zum Beispiel: zu wenige Bewerbungen, Absage der ersten Wahl."),
}
DAYS = {
    "council_on": _("Wann tagt der Rat?"),
    "apply_by": _("Bis wann kann man sich bewerben?"),
    "starts_on": _("Wann soll die Stelle beginnen?"),
}


class MoveForm(NextStepForm):
    """What one step needs, and what comes next. `case` and `stage` say which."""

    on = forms.DateField(
        label=_("Wann war das?"),
        widget=DateInput,
        help_text=_("Danach zählt, wie lange es dauert."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: Case, stage: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.case, self.asked = case, ASKS.get(stage, ())
        for name in self.asked:
            self.fields[name] = ask(name, stage)
        self.warning = say_too_early(case) if stage == Stage.ADVERTISED else ""
        if self.warning:
            self.fields["early"] = forms.BooleanField(
                label=_("Wir wissen das und schreiben trotzdem jetzt aus.")
            )
        self.order_fields(["on", *self.asked, "next_step", "next_on", "early"])
        proposed = suggest_next(stage, council_on=None, apply_by=None)
        self.initial = {
            "on": timezone.localdate(),
            "version": case.version,
            "option": case.option,
            "council_on": case.council_on,
            "next_step": proposed.text,
        }
        self.fields["next_on"].required = False
        self.fields["next_on"].help_text = _("Bleibt das Feld leer, schlagen wir einen Tag vor.")
        if stage in CLOSED:
            del self.fields["next_step"], self.fields["next_on"]

    @property
    def said(self) -> dict[str, Any]:
        """As `actions.move` takes it."""
        return dict(self.cleaned_data)

    def take_version(self, case: Case) -> None:
        """After somebody else was faster: whoever sends it again has read that."""
        self.data = self.data.copy()
        self.data["version"] = str(case.version)


class PauseForm(forms.Form):
    reason = forms.CharField(
        label=_("Warum ruht der Fall?"),
        max_length=300,
        help_text=_("Zum Beispiel: Wahl im Mai, Haushaltssperre."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Wann nehmen Sie ihn wieder vor?"),
        widget=DateInput,
        help_text=_("An diesem Tag steht er wieder auf Ihrer Liste."),
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(gettext("Bitte wählen Sie einen Tag, der noch kommt."))
        return until


class DaysForm(forms.Form):
    """The days that a case turns on."""

    council_on = forms.DateField(label=DAYS["council_on"], widget=DateInput, required=False)
    apply_by = forms.DateField(label=DAYS["apply_by"], widget=DateInput, required=False)
    starts_on = forms.DateField(label=DAYS["starts_on"], widget=DateInput, required=False)


class HandOverForm(forms.Form):
    owner = OwnerField(label=_("Wer kümmert sich jetzt?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = find_organisers()  # type: ignore[attr-defined]


class AuthorityForm(forms.Form):
    authority = AuthorityField(
        label=_("Kommune"),
        help_text=_("Wer ginge mit, etwa bei einer gemeinsamen Stelle?"),
    )


class ErasureForm(forms.Form):
    mails = forms.BooleanField(
        label=_("Auch den Text der E-Mails mit dieser Person löschen"),
        required=False,
        help_text=_("Wenn die Person darum bittet. Dass und wann geschrieben wurde, bleibt."),
    )


class NoteForm(NextStepForm):
    """What was talked about, and what follows from it, in one go."""

    kind = forms.ChoiceField(
        label=_("Was war das?"),
        choices=[(kind.value, kind.label) for kind in (EntryKind.TALK, EntryKind.NOTE)],
        widget=forms.RadioSelect,
        initial=EntryKind.TALK,
    )
    on = forms.DateField(label=_("Wann?"), widget=DateInput)
    contact = forms.ModelChoiceField(
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
    field_order: ClassVar = [
        "kind", "on", "contact", "text", "file", "shared", "next_step", "next_on",
    ]  # fmt: skip

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        contacts = Contact.objects.filter(case=case).order_by("pk")
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]
        self.initial = {
            "on": timezone.localdate(),
            "next_step": case.next_step,
            "next_on": case.next_on,
        }
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
