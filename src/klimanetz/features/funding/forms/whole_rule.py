"""A version of a rule as one form: what it says, its rates, its conditions."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.forms import BaseForm, model_to_dict
from django.utils.translation import gettext as _

from klimanetz.features.funding.drafts import Draft
from klimanetz.features.funding.forms.rule import RuleForm
from klimanetz.features.funding.forms.rule_parts import ConditionFormSet, RateFormSet
from klimanetz.features.funding.frames import complain_of_days, fit
from klimanetz.features.funding.models import Condition, Programme, Rate, Rule, Status
from klimanetz.features.funding.presupposing import lay, read_questions

#: A new version was not checked yet.
CHECKING = ("checked_on", "checked_by")


class WholeRule:
    """Bound to `data` or filled with a version that is to be succeeded.

    In `data` the rates and conditions are formsets with the prefixes `rates` and `conditions`.
    """

    def __init__(
        self,
        programme: Programme,
        data: Mapping[str, Any] | None = None,
        *,
        rule: Rule | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        fresh = Rule(programme=programme, slug=rule.slug if rule else "")
        self.form = RuleForm(data, instance=fresh, initial={**start_from(rule), **(initial or {})})
        before = rule if data is None else None
        self.rates = RateFormSet(
            data, prefix="rates", initial=rows_of(before.rates.all() if before else ())
        )
        self.conditions = ConditionFormSet(
            data, prefix="conditions", initial=rows_of(before.conditions.all() if before else ())
        )

    def is_valid(self) -> bool:
        """All parts are looked at, so that every error stands on the page at once."""
        parts = [part.is_valid() for part in (self.form, self.rates, self.conditions)]
        if all(parts):
            self.check_rates()
            for name, sentence in complain_of_days(self.form.instance):
                self.form.add_error(name, sentence)
        return all(parts) and not self.form.errors

    def check_rates(self) -> None:
        if self.form.cleaned_data["status"] == Status.ACTIVE and not self.rates.filled():
            self.form.add_error("status", _("Was gültig ist, nennt mindestens einen Fördersatz."))

    def draft(self) -> Draft:
        """Of valid forms only."""
        rates = cast("tuple[Rate, ...]", tuple(self.rates.rows()))
        conditions = cast("tuple[Condition, ...]", tuple(self.conditions.rows()))
        rule = fit(cast("Rule", self.form.save(commit=False)))
        return Draft(lay(rule, (*rates, *conditions), read_questions()), rates, conditions)

    def forms(self) -> Iterator[tuple[str, BaseForm]]:
        """Each with the name under which a file knows it: nothing, `rates[1]`, `conditions[2]`."""
        yield "", self.form
        for name, rows in (("rates", self.rates), ("conditions", self.conditions)):
            for number, form in enumerate(rows.forms, 1):
                yield f"{name}[{number}]", form


def start_from(rule: Rule | None) -> dict[str, Any]:
    return model_to_dict(rule, exclude=CHECKING) if rule else {}


def rows_of(rows: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - rates or conditions
    return [
        model_to_dict(row) | {"question": row.question.slug if row.question else None}
        for row in rows
    ]
