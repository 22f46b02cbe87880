"""What is said about a programme, and about a question that rules depend on."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.core.meanwhile import SharedForm
from klimanetz.features.funding.forms.days import check_order
from klimanetz.features.funding.models import Level, Programme, Question
from klimanetz.features.funding.presupposing import is_circle
from klimanetz.features.funding.stating import PROGRAMME_SAYS, QUESTION_SAYS
from klimanetz.places.lands import LANDS


class ProgrammeForm(SharedForm):
    land = forms.ChoiceField(
        label=gettext_lazy("Land"),
        choices=(("", gettext_lazy("ganz Deutschland")), *LANDS.items()),
        required=False,
        help_text=gettext_lazy("Nur Kommunen dieses Landes dürfen beantragen."),
    )

    class Meta:
        model = Programme
        fields = PROGRAMME_SAYS
        widgets: ClassVar = {
            "valid_from": DateInput,
            "valid_to": DateInput,
            "about": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {
            "giver": gettext_lazy("Zum Beispiel das Ministerium."),
            "decided_by": gettext_lazy("Wo der Antrag hingeht und wo man nachfragt."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        level, land = cleaned.get("level"), cleaned.get("land")
        if level == Level.STATE and not land:
            self.add_error("land", _("Bitte wählen Sie das Land, das dieses Geld gibt."))
        check_order(self, "valid_from", "valid_to")
        return cleaned


class QuestionForm(SharedForm):
    presupposes = forms.ModelChoiceField(
        Question.objects.all(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Ein Ja setzt ein Ja voraus auf"),
        empty_label=gettext_lazy("keine andere Frage"),
        help_text=gettext_lazy("Wer dort Nein sagt, wird hier nicht mehr gefragt."),
    )

    class Meta:
        model = Question
        fields = QUESTION_SAYS
        widgets: ClassVar = {"hint": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {
            "text": gettext_lazy("Mit Ja oder Nein zu beantworten."),
            "rank": gettext_lazy("Kleine Zahlen werden zuerst gefragt."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of its parent
        super().__init__(*args, **kwargs)
        if first := self.instance.presupposes:
            self.initial["presupposes"] = first.slug

    def clean_presupposes(self) -> Question | None:
        first: Question | None = self.cleaned_data["presupposes"]
        if is_circle(self.instance, first):
            raise forms.ValidationError(_("Eine Frage setzt nicht sich selbst voraus."))
        return first
