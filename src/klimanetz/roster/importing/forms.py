"""The upload, and one small form for each thing to decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.grid import MAX_BYTES
from klimanetz.roster.importing.plan import PlannedLine
from klimanetz.roster.importing.questions import LEAVE_OUT, Question, read_choice

#: Lines to decide on one page; the next ones follow when these are done.
ASKED_AT_ONCE = 25


class UploadForm(forms.Form):
    list = forms.FileField(
        label=gettext_lazy("Liste"),
        help_text=gettext_lazy("Excel (XLSX) oder CSV, höchstens 5 MB und 5.000 Zeilen."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_list(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["list"]
        if file.size is None or file.size > MAX_BYTES:
            raise ValidationError(_("Die Datei ist größer als 5 MB. Bitte teilen Sie die Liste."))
        return file


class QuestionForm(forms.Form):
    """A choice, or a correction written by hand, or nothing yet. The correction counts more."""

    def __init__(self, question: Question, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=question.key)
        self.question = question
        choices = [(it.value, it.label) for it in question.choices]
        choices.append((f"{LEAVE_OUT}=1", _("Diese Zeile weglassen")))
        self.fields["choice"] = forms.ChoiceField(
            label=question.text, choices=choices, widget=forms.RadioSelect, required=False
        )
        if question.corrects:
            self.fields["text"] = forms.CharField(
                label=_("Oder richtig schreiben: %(label)s") % {"label": LABELS[question.corrects]},
                required=False,
                max_length=300,
                initial=question.written,
            )

    def decided(self) -> dict[str, str]:
        """The cells this answer replaces; empty where nothing was answered."""
        corrects = self.question.corrects
        text = self.cleaned_data.get("text", "")
        if corrects and text and text != self.question.written:
            key = {str(Field.KEY): ""} if corrects == Field.AUTHORITY else {}
            return {str(corrects): text} | key
        return read_choice(self.cleaned_data.get("choice") or "")


@dataclass(frozen=True, slots=True)
class AskedLine:
    line: PlannedLine
    forms: Sequence[QuestionForm]


def ask(lines: Iterable[PlannedLine], data: Mapping[str, Any] | None = None) -> list[AskedLine]:
    return [
        AskedLine(line, [QuestionForm(question, data) for question in line.questions])
        for line in list(lines)[:ASKED_AT_ONCE]
    ]


def read_decisions(asked: Iterable[AskedLine]) -> dict[str, dict[str, str]]:
    """What was answered, by line. An answer that is no longer offered is asked again."""
    decisions: dict[str, dict[str, str]] = {}
    for one in asked:
        for form in one.forms:
            if form.is_valid() and (decided := form.decided()):
                decisions.setdefault(str(one.line.number), {}).update(decided)
    return decisions
