"""Forms for the future of a position."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.roster.forms import FundingForm
from klimanetz.roster.succession.documents import ENDINGS, recognise
from klimanetz.roster.succession.folder import Answer
from klimanetz.roster.succession.models import (
    Contact,
    Errand,
    FollowUp,
    FollowUpItem,
    Question,
    Vacancy,
)

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FollowUp
        fields: ClassVar = ["decision", "decided_on", "note"]
        widgets: ClassVar = {
            "decision": forms.RadioSelect,
            "decided_on": DateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {
            "note": _("Zum Beispiel: wann der Rat beschließt, was noch fehlt."),
        }


class NextFundingForm(FundingForm):
    """The period that comes after; from it follows when the position ends now."""

    class Meta(FundingForm.Meta):
        help_texts: ClassVar = {"ends": _("Bis dahin läuft die Stelle dann.")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ends"].required = True


class FollowUpItemForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FollowUpItem
        fields: ClassVar = ["text", "hint", "lead_months"]


class NotesForm(forms.Form):
    """All questions of a handover file on one page. Knows which answers the person changed.

    What stood there when the page was opened travels along, so that somebody who answers one
    question does not undo what another person wrote meanwhile under the next.
    """

    def __init__(self, answers: Sequence[Answer], data: "QueryDict | None" = None) -> None:
        super().__init__(data)
        self.questions = {f"note_{one.question.pk}": one.question for one in answers}
        for name, one in zip(self.questions, answers, strict=True):
            self.fields[name] = forms.CharField(
                label=one.question.text,
                help_text=escape(one.question.hint),
                initial=one.text,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 5}),
                show_hidden_initial=True,
            )

    @property
    def changed_answers(self) -> dict[Question, str]:
        return {self.questions[name]: self.cleaned_data[name] for name in self.changed_data}


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Contact
        fields: ClassVar = ["name", "about", "phone", "email"]


class ErrandForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Errand
        fields: ClassVar = ["text", "due_on"]
        widgets: ClassVar = {"due_on": DateInput}


class DocumentForm(forms.Form):
    """Cleans to the upload as `file`, and to what was found in it as `kind`."""

    file = forms.FileField(
        label=_("Datei"),
        max_length=200,
        help_text=_("PDF, Office- oder OpenDocument-Datei, Bild oder Text, höchstens 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        self.cleaned_data["kind"] = recognise(upload)
        return upload


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Question
        fields: ClassVar = ["text", "hint", "rank"]


class VacancyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Vacancy
        fields: ClassVar = ["title", "text", "link", "apply_by"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 5}), "apply_by": DateInput}

    def clean_apply_by(self) -> date:
        apply_by: date = self.cleaned_data["apply_by"]
        if apply_by < timezone.localdate():
            raise ValidationError(_("Diese Frist ist schon vorbei."))
        return apply_by
