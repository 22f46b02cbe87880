"""What organisers say about a series and about school holidays."""

from typing import Any, ClassVar

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.features.meetings.models import Series
from klimanetz.features.meetings.series.models import SchoolBreak

RHYTHMS = (
    (1, gettext_lazy("jeden Monat")),
    (2, gettext_lazy("alle zwei Monate")),
    (3, gettext_lazy("jedes Vierteljahr")),
    (4, gettext_lazy("alle vier Monate")),
    (6, gettext_lazy("jedes Halbjahr")),
    (12, gettext_lazy("einmal im Jahr")),
)


class SeriesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rhythm as one says it: every quarter, on the third Thursday, first in March."""

    every_months = forms.TypedChoiceField(
        label=gettext_lazy("Wie oft?"), choices=RHYTHMS, coerce=int, initial=3
    )
    first_month = forms.TypedChoiceField(
        label=gettext_lazy("Zuerst im Jahr im"), choices=list(MONTHS.items()), coerce=int, initial=3
    )

    class Meta:
        model = Series
        fields = ("title", "every_months", "week", "weekday", "first_month")
        help_texts: ClassVar = {"title": gettext_lazy("So heißt jedes Treffen der Reihe.")}


class SchoolBreakForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SchoolBreak
        fields = ("name", "first_day", "last_day")
        widgets: ClassVar = {"first_day": DateInput, "last_day": DateInput}
        help_texts: ClassVar = {"name": gettext_lazy("Zum Beispiel: Herbstferien")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Die Ferien enden vor ihrem ersten Tag."))
        elif (
            first
            and last
            and SchoolBreak.objects.here().filter(first_day=first, last_day=last).exists()
        ):
            self.add_error(None, _("Diese Ferien stehen schon in der Liste."))
        return cleaned
