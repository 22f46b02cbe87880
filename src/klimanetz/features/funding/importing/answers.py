"""Tables of a file as the answers of the forms that check them, and their errors as sentences."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from klimanetz.features.funding.forms import (
    ConditionForm,
    ProgrammeForm,
    QuestionForm,
    RateForm,
    RuleForm,
    WholeRule,
)
from klimanetz.features.funding.importing.documents import Table
from klimanetz.features.funding.models import Cumulation


def names_of(form: "type[forms.ModelForm[Any]]", *more: str) -> frozenset[str]:
    return frozenset((*form.base_fields, *more))


#: What a table may hold, by the name of the table.
KNOWN: Final = {
    "file of questions": frozenset({"questions"}),
    "programme": names_of(ProgrammeForm, "slug", "rules"),
    "questions": names_of(QuestionForm, "slug"),
    "rules": names_of(RuleForm, "slug", "rates", "conditions"),
    "rates": names_of(RateForm),
    "conditions": names_of(ConditionForm),
}
#: Values that are lists in a file.
LISTS: Final = frozenset({"applicants", "documents"})
TABLES: Final = frozenset({"rules", "rates", "conditions", "questions"})


def complain_of_shape(table: Table, kind: str) -> Iterator[str]:
    """What no form would see: names that it does not know, and lists where one value belongs."""
    for name, value in table.items():
        if name not in KNOWN[kind]:
            yield _("„%(name)s“ kennen wir nicht.") % {"name": name}
        elif name in TABLES and not are_tables(value):
            yield _("%(name)s: Hier gehören Abschnitte hin: [[%(name)s]].") % {"name": name}
        elif name in LISTS and not isinstance(value, list):
            yield _('%(name)s: Hier gehört eine Liste hin: ["…", "…"].') % {"name": name}
        elif name not in LISTS | TABLES and isinstance(value, (list, dict)):
            yield _("%(name)s: Hier gehört nur eine Angabe hin.") % {"name": name}


def are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def tables_in(table: Table, name: str) -> list[Table]:
    """None where something else stands, of which the shape complains."""
    found = table.get(name, [])
    return found if are_tables(found) else []


def flat(table: Table) -> dict[str, Any]:
    """The values that a form takes as they are."""
    return {name: value for name, value in table.items() if name not in TABLES}


def rule_answers(table: Table) -> dict[str, Any]:
    """Those of `WholeRule`: its own values, and formsets of rates and conditions."""
    answers = {"cumulation": str(Cumulation.UNKNOWN), **flat(table)}
    answers["documents"] = "\n".join(map(str, answers.get("documents", ())))
    for prefix in ("rates", "conditions"):
        rows = tables_in(table, prefix)
        answers |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            answers |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return answers


def complain_of_rule(whole: WholeRule) -> Iterator[str]:
    for where, form in whole.forms():
        yield from (join(where, sentence) for sentence in complain_of_form(form))
    for where, rows in (("rates", whole.rates), ("conditions", whole.conditions)):
        yield from (join(where, str(sentence)) for sentence in rows.non_form_errors())


def complain_of_form(form: forms.BaseForm) -> Iterator[str]:
    for name, sentences in form.errors.items():
        for sentence in sentences:
            yield str(sentence) if name == "__all__" else f"{name}: {sentence}"


def join(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def list_doubles(tables: Iterable[Mapping[str, Any]]) -> list[str]:
    """Slugs that more than one table bears."""
    slugs = [str(table.get("slug", "")) for table in tables]
    return sorted({slug for slug in slugs if slug and slugs.count(slug) > 1})
