"""What is typed into minutes, and what is said about them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.features.meetings.minutes.models import Entry, Kind, Readers
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES

LONGEST = 10_000
REVIEW_DAYS = 10


def as_typed(text: str) -> str:
    """To the last space: who pauses after a word goes on behind it. Browsers send line ends as
    they like; space alone is no text.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() else ""


class EntryForm(forms.Form):
    """One entry as it was typed (`text`, `kind`, …), and as it was when the typing began."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": _("Bitte teilen Sie diesen Eintrag, er ist zu lang.")},
    )
    kind = forms.ChoiceField(
        label=_("Art"), choices=Kind, initial=Kind.INFORMATION, widget=forms.RadioSelect
    )
    owner = forms.CharField(
        label=_("Wer?"),
        required=False,
        max_length=220,
        widget=forms.TextInput({"list": "people", "autocomplete": "off"}),
    )
    due_on = forms.DateField(label=_("Bis wann?"), required=False, widget=DateInput())
    removed = forms.BooleanField(label=_("Eintrag entfernen"), required=False)
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base_text = forms.CharField(
        required=False, strip=False, max_length=LONGEST, widget=forms.HiddenInput
    )
    base_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    base_owner = forms.CharField(required=False, widget=forms.HiddenInput)
    base_due_on = forms.CharField(required=False, widget=forms.HiddenInput)
    base_removed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of a form
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["placeholder"] = _("Was wurde gesagt oder beschlossen?")

    def clean_text(self) -> str:
        return as_typed(self.cleaned_data["text"])

    def clean_base_text(self) -> str:
        return as_typed(self.cleaned_data["base_text"])

    @property
    def is_blank(self) -> bool:
        """Nothing was typed where nothing stood."""
        typed = self.cleaned_data
        return not (typed["text"].strip() or typed["base_text"].strip() or typed["owner"].strip())


def initial_of(entry: Entry) -> dict[str, Any]:
    """An entry as the form shows it."""
    due = entry.due_on.isoformat() if entry.due_on else ""
    return {
        "text": entry.text,
        "kind": entry.kind,
        "owner": entry.who,
        "due_on": entry.due_on,
        "item": entry.item_id,
        "removed": entry.removed,
        "base_text": entry.text,
        "base_kind": entry.kind,
        "base_owner": entry.who,
        "base_due_on": due,
        "base_removed": "on" if entry.removed else "",
    }


class TakerForm(forms.Form):
    taker = forms.ModelChoiceField(
        label=_("Wer schreibt mit?"),
        help_text=_("Ein Mitglied, das Sie darum gebeten haben. Sie selbst können es immer."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nur das Netzwerkmanagement"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of a form
        super().__init__(*args, **kwargs)
        members = Person.objects.filter(is_active=True).with_role(*MEMBER_ROLES)
        field: Any = self.fields["taker"]
        field.queryset = members.order_by("sort_name", "pk")
        field.label_from_instance = lambda person: person.full_name


def in_ten_days() -> Any:  # noqa: ANN401 - a date
    return timezone.localdate() + timedelta(days=REVIEW_DAYS)


class ReviewForm(forms.Form):
    until = forms.DateField(
        label=_("Vorschläge bis"),
        help_text=_("Bis zum Ende dieses Tages kann jede:r Änderungen vorschlagen."),
        initial=in_ten_days,
        widget=DateInput(),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("Warum nicht?"), required=False, max_length=500)


def shorten(entry: Entry) -> str:
    return Truncator(" ".join(entry.text.split())).chars(120)


class ReleaseForm(forms.Form):
    readers = forms.ChoiceField(
        label=_("Wer liest das Protokoll?"), choices=Readers, widget=forms.RadioSelect
    )
    extract = forms.MultipleChoiceField(
        label=_("Was steht im öffentlichen Auszug?"),
        help_text=_("Vorgeschlagen sind die Beschlüsse. Der Auszug nennt keine Zuständigen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field: Any = self.fields["extract"]
        field.choices = [(one.key, f"{one.get_kind_display()}: {shorten(one)}") for one in entries]
        field.initial = [one.key for one in entries if one.is_public]


class DoneForm(forms.Form):
    note = forms.CharField(
        label=_("Was ist dabei herausgekommen?"),
        help_text=_("Ein Satz genügt. Mitglieder lesen ihn beim Protokoll."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
