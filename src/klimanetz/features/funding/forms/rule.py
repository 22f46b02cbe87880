"""What a version of a rule says, without its rates and conditions."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.features.funding.drafts import SAYS
from klimanetz.features.funding.forms.days import check_order
from klimanetz.features.funding.models import Applicant, Rule, Status

DAYS = ("window_opens", "window_closes", "valid_from", "valid_to", "checked_on")


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    applicants = forms.MultipleChoiceField(
        label=gettext_lazy("Wer darf beantragen"),
        choices=Applicant,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Rule
        fields = (*SAYS, "checked_on", "checked_by")
        widgets: ClassVar = {
            **dict.fromkeys(DAYS, DateInput),
            **dict.fromkeys(("documents", "note"), forms.Textarea(attrs={"rows": 4})),
        }
        help_texts: ClassVar = {
            "status": gettext_lazy("Nur was geprüft und gültig ist, wird mit Ja beantwortet."),
            "source_url": gettext_lazy("Die Seite, auf der es steht."),
            "cap": gettext_lazy("So viel Förderung höchstens, für die ganze Laufzeit."),
            "cumulation_ceiling": gettext_lazy("Leer, wo nichts anderes als 100 % bekannt ist."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_order(self, "valid_from", "valid_to")
        check_order(self, "window_opens", "window_closes")
        self.check_proof()
        self.check_amounts()
        return cleaned

    def check_proof(self) -> None:
        """What counts as valid has a source that one can open, and a day on which somebody did."""
        checked_on = self.cleaned_data.get("checked_on")
        if checked_on and checked_on > timezone.localdate():
            self.add_error("checked_on", _("Dieser Tag liegt in der Zukunft."))
        if self.cleaned_data.get("status") != Status.ACTIVE:
            return
        if not self.cleaned_data.get("source_url") and "source_url" not in self.errors:
            self.add_error("source_url", _("Was gültig ist, braucht die Adresse einer Quelle."))
        if not checked_on and "checked_on" not in self.errors:
            self.add_error("checked_on", _("Was gültig ist, braucht den Tag der Prüfung."))

    def check_amounts(self) -> None:
        cap, least = self.cleaned_data.get("cap"), self.cleaned_data.get("minimum_costs")
        each = self.cleaned_data.get("cap_per_participant")
        if cap is not None and least is not None and cap < least and not each:
            self.add_error(
                "cap",
                _(
                    "Der Höchstbetrag liegt unter den Ausgaben, die mindestens nötig sind. "
                    "Bitte prüfen Sie beide Beträge."
                ),
            )
        if each and cap is None and "cap" not in self.errors:
            self.add_error("cap", _("Bitte nennen Sie den Höchstbetrag je teilnehmender Kommune."))
