"""The rates and the conditions of a rule, as many as it has."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding.models import Condition, Question, Rate

AMOUNTS = ("percent", "euros_per_inhabitant", "euros")


class QuestionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """By its slug, so that a file can name a question as a page does."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of its parent
        super().__init__(Question.objects.all(), to_field_name="slug", **options)


class RateForm(forms.ModelForm):  # type: ignore[type-arg]
    question = QuestionField(
        label=gettext_lazy("Nur bei Ja auf die Frage"),
        required=False,
        empty_label=gettext_lazy("keine Frage"),
    )

    class Meta:
        model = Rate
        fields = (*AMOUNTS, "question", "population_from", "population_to", "shared")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and len(amounts_of(cleaned)) != 1:
            self.add_error(
                "percent",
                _("Bitte nennen Sie genau eines: Prozent, Euro je Einwohner:in oder Euro."),
            )
        least, most = cleaned.get("population_from"), cleaned.get("population_to")
        if least and most and most < least:
            self.add_error("population_to", _("Die obere Grenze liegt unter der unteren."))
        return cleaned


def amounts_of(values: dict[str, Any]) -> list[str]:
    return [name for name in AMOUNTS if values.get(name) is not None]


class ConditionForm(forms.ModelForm):  # type: ignore[type-arg]
    question = QuestionField(label=gettext_lazy("Frage"))
    wanted = forms.TypedChoiceField(
        label=gettext_lazy("Nötige Antwort"),
        choices=((True, gettext_lazy("ja")), (False, gettext_lazy("nein"))),
        coerce=lambda value: str(value) == "True",
        initial=True,
    )

    class Meta:
        model = Condition
        fields = ("question", "wanted", "otherwise")
        help_texts: ClassVar = {
            "otherwise": gettext_lazy("Ein Satz für die Kommune, die das nicht erfüllt.")
        }


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows that are empty or to be removed are none."""

    def filled(self) -> "list[forms.ModelForm[Model]]":
        return [
            cast("forms.ModelForm[Model]", form)
            for form in self.forms
            if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]

    def rows(self) -> Iterable[Model]:
        return [form.save(commit=False) for form in self.filled()]


class RateRows(Rows):
    def clean(self) -> None:
        """The highest rate counts: that has no meaning between percents and amounts."""
        if any(self.errors):
            return
        kinds = {tuple(amounts_of(form.cleaned_data)) for form in self.filled()}
        if len(kinds) > 1:
            raise forms.ValidationError(
                _("Eine Regel zahlt entweder Prozente oder Beträge. Bitte legen Sie zwei an.")
            )


class ConditionRows(Rows):
    def clean(self) -> None:
        if any(self.errors):
            return
        asked = [form.cleaned_data["question"] for form in self.filled()]
        if len(asked) != len(set(asked)):
            raise forms.ValidationError(_("Jede Frage steht nur einmal unter den Bedingungen."))


make_rows = cast("Callable[..., type[Rows]]", forms.formset_factory)
RateFormSet = make_rows(RateForm, formset=RateRows, extra=1, can_delete=True)
ConditionFormSet = make_rows(ConditionForm, formset=ConditionRows, extra=1, can_delete=True)
