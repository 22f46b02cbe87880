"""What comes next, and what a step of the lifecycle asks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.core.forms import DateInput
from klimanetz.features.advising.early import say_too_early
from klimanetz.features.advising.models import ASKS, CLOSED, Case, Option, Stage
from klimanetz.features.advising.proposals import suggest_next

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class VersionedForm(forms.Form):
    """Knows the case as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def take_version(self, case: Case) -> None:
        """After somebody else was faster: whoever sends it again has read that."""
        self.data = dict(self.data.items()) | {"version": str(case.version)}


class NextStepForm(forms.Form):
    """A case always has something that is done next, and a day for it."""

    next_step = forms.CharField(
        label=_("Nächster Schritt"),
        max_length=200,
        help_text=_("Was tun Sie als Nächstes? Zum Beispiel: bei der Kämmerei nachfragen."),
    )
    next_on = forms.DateField(label=_("Bis wann"), widget=DateInput)


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


WHY: "dict[str, StrOrPromise]" = {
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


class PlanForm(VersionedForm, NextStepForm):
    """As the next step stands in the case."""


class MoveForm(VersionedForm, NextStepForm):
    """What one step needs, and what comes next. `case` and `stage` say which."""

    on = forms.DateField(
        label=_("Wann war das?"),
        widget=DateInput,
        help_text=_("Danach zählt, wie lange es dauert."),
    )

    def __init__(self, case: Case, stage: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.stage, self.asked = Stage(stage), ASKS.get(stage, ())
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
    def typed(self) -> list[tuple[str, str]]:
        """What was filled in, for whoever cannot send it any more."""
        return [
            (str(field.label), self.say(name))
            for name, field in self.fields.items()
            if name != "version" and self.cleaned_data.get(name)
        ]

    def say(self, name: str) -> str:
        value = self.cleaned_data[name]
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))

    @property
    def said(self) -> dict[str, Any]:
        """As `actions.move` takes it."""
        return dict(self.cleaned_data)


class PauseForm(VersionedForm):
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


class DaysForm(VersionedForm):
    """The days that a case turns on."""

    council_on = forms.DateField(label=DAYS["council_on"], widget=DateInput, required=False)
    apply_by = forms.DateField(label=DAYS["apply_by"], widget=DateInput, required=False)
    starts_on = forms.DateField(label=DAYS["starts_on"], widget=DateInput, required=False)
