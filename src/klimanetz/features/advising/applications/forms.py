"""One small form for each step of an application: what that step needs, and nothing else."""

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.features.advising.applications.contradictions import exceeds, find_contradictions
from klimanetz.features.advising.applications.euros import EurosField
from klimanetz.features.advising.applications.expecting import expect, know_programmes
from klimanetz.features.advising.applications.lifecycle import FACTS
from klimanetz.features.advising.models import Application, ApplicationState
from klimanetz.features.advising.programmes import ProgrammeFacts

REASON = Application._meta.get_field("reason").max_length


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401
    return forms.DateField(label=label, required=required, widget=DateInput, help_text=help_text)


class AddForm(forms.Form):
    """The programme by name, or any other in words."""

    programme = forms.ChoiceField(
        label=gettext_lazy("Programm"),
        required=False,
        help_text=gettext_lazy("Fehlt eines, wählen Sie „anderes Programm“ und schreiben es auf."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name des anderen Programms"), required=False, max_length=160
    )
    applied = EurosField(
        label=gettext_lazy("Voraussichtliche Summe"),
        required=False,
        help_text=gettext_lazy("In Euro, wenn Sie sie schon kennen"),
    )

    def __init__(self, known: tuple[ProgrammeFacts, ...], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.known = {facts.slug: facts for facts in known}
        choices = [(facts.slug, call(facts)) for facts in known]
        self.fields["programme"].choices = [*choices, ("", _("anderes Programm"))]  # type: ignore[attr-defined]
        if not known:
            del self.fields["programme"]
            self.fields["name"].label = _("Name des Programms")
            self.fields["name"].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        programme = said.setdefault("programme", "")
        if programme:
            said["name"] = self.known[programme].name[:160]
        elif not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Bitte schreiben Sie, welches Programm es ist."))
        applied = said.get("applied")
        if applied is not None and applied <= 0:
            self.add_error(
                "applied", _("Bitte tragen Sie eine Summe ein oder lassen das Feld leer.")
            )
        return said


def call(facts: ProgrammeFacts) -> str:
    return facts.name if facts.available else _("%s (zurzeit nicht verfügbar)") % facts.name


class StepForm(forms.Form):
    """Knows the application as it would be; what contradicts is said beside the field.

    `became` names the fact that `on` is, where the day of the step is one.
    """

    reaches: ClassVar[str] = ""
    became: ClassVar[str] = ""

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        self.application = application
        kwargs["initial"] = {"on": timezone.localdate(), **self.propose()}
        super().__init__(*args, **kwargs)

    def propose(self) -> dict[str, Any]:
        return {}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for field, text in find_contradictions(self.imagine(said), timezone.localdate()):
            here = "on" if field == self.became else field
            if here in self.fields and here not in self.errors:
                self.add_error(here, text)
        return said

    def imagine(self, said: Mapping[str, Any]) -> Application:
        it = copy(self.application)
        it.state = self.reaches or it.state
        for name, value in said.items():
            name = self.became if name == "on" else name
            if name in FACTS[it.state]:
                setattr(it, name, value)
        return it


class SubmitForm(StepForm):
    reaches, became = ApplicationState.SUBMITTED, "submitted_on"

    on = day_field(gettext_lazy("Eingereicht am"))
    applied = EurosField(label=gettext_lazy("Beantragte Summe"))
    reference = forms.CharField(
        label=gettext_lazy("Aktenzeichen"), required=False, max_length=80,
        help_text=gettext_lazy("Wenn es schon eines gibt"),
    )  # fmt: skip
    expected_on = day_field(
        gettext_lazy("Bescheid erwartet am"),
        required=False,
        help_text=gettext_lazy("Ist er dann nicht da, erinnern wir Sie."),
    )

    def propose(self) -> dict[str, Any]:
        it, known = self.application, know_programmes()
        expected = expect(it, known.get(it.programme), timezone.localdate())
        return {"applied": it.applied, "reference": it.reference, "expected_on": expected}


class AskBackForm(StepForm):
    reaches = ApplicationState.QUERIED

    on = day_field(gettext_lazy("Rückfrage vom"))
    note = forms.CharField(
        label=gettext_lazy("Was wird gefragt?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    answer_by = day_field(gettext_lazy("Antworten bis"), required=False)


class AnswerForm(StepForm):
    reaches = ApplicationState.SUBMITTED

    on = day_field(gettext_lazy("Beantwortet am"))
    note = forms.CharField(
        label=gettext_lazy("Was wurde geantwortet?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    expected_on = day_field(
        gettext_lazy("Bescheid jetzt erwartet am"),
        required=False,
        help_text=gettext_lazy("Ist er dann nicht da, erinnern wir Sie."),
    )

    def propose(self) -> dict[str, Any]:
        return {"expected_on": self.application.expected_on}


class ObjectForm(AnswerForm):
    on = day_field(gettext_lazy("Widerspruch eingelegt am"))
    note = forms.CharField(
        label=gettext_lazy("Womit begründet?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def propose(self) -> dict[str, Any]:
        return {}


class GrantForm(StepForm):
    reaches, became = ApplicationState.GRANTED, "decided_on"

    on = day_field(gettext_lazy("Bescheid vom"))
    granted = EurosField(label=gettext_lazy("Bewilligte Summe"))
    grant_starts = day_field(gettext_lazy("Bewilligt von"), required=False)
    grant_ends = day_field(gettext_lazy("Bewilligt bis"), required=False)
    reference = forms.CharField(label=gettext_lazy("Aktenzeichen"), required=False, max_length=80)
    sure = forms.BooleanField(
        label=gettext_lazy("Die Summe stimmt, es ist mehr bewilligt als beantragt"), required=False
    )

    def propose(self) -> dict[str, Any]:
        return {"granted": self.application.applied, "reference": self.application.reference}

    def clean(self) -> dict[str, Any]:
        """Whoever types more than was asked for is asked once more."""
        said = super().clean()
        sure = said.pop("sure", False)
        if not sure and exceeds(self.imagine(said)):
            self.add_error(
                "sure", _("Bewilligt ist mehr als beantragt. Bitte prüfen Sie die Summe.")
            )
        elif "sure" not in self.errors and not sure:
            del self.fields["sure"]
        return said


class RefuseForm(StepForm):
    reaches, became = ApplicationState.REFUSED, "decided_on"

    on = day_field(gettext_lazy("Bescheid vom"))
    reason = forms.CharField(
        label=gettext_lazy("Grund der Ablehnung"), max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In einem Satz; er zählt in der Auswertung."),
    )  # fmt: skip


class WithdrawForm(StepForm):
    reaches = ApplicationState.WITHDRAWN

    on = day_field(gettext_lazy("Zurückgezogen am"))
    note = forms.CharField(
        label=gettext_lazy("Warum?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CorrectForm(forms.ModelForm):  # type: ignore[type-arg]
    """The facts that an application has in its state."""

    applied = EurosField(label=gettext_lazy("Beantragt"), required=False)
    granted = EurosField(label=gettext_lazy("Bewilligt"))

    class Meta:
        model = Application
        fields: ClassVar = [
            "name", "submitted_on", "applied", "reference", "expected_on",
            "decided_on", "granted", "grant_starts", "grant_ends", "reason",
        ]  # fmt: skip
        widgets: ClassVar = {
            "submitted_on": DateInput, "expected_on": DateInput, "decided_on": DateInput,
            "grant_starts": DateInput, "grant_ends": DateInput,
            "reason": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["instance"] = copy(application)
        super().__init__(*args, **kwargs)
        decided = {"decided_on", "granted", "reason"}
        for name in list(self.fields):
            if name not in FACTS[application.state]:
                del self.fields[name]
            elif name in decided or (name == "submitted_on" and application.submitted_on):
                self.fields[name].required = True
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def changed(self) -> dict[str, Any]:
        """In this window; what a colleague corrected meanwhile stays."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        it = copy(self.instance)
        for name, value in said.items():
            setattr(it, name, value)
        for field, text in find_contradictions(it, timezone.localdate()):
            if field in self.fields and field not in self.errors:
                self.add_error(field, text)
        return said
