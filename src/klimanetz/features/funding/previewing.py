"""A form that is looked at before it counts: only what was seen is written."""

from hashlib import sha256
from typing import Final

from django.forms import Field, ModelChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.features.funding.forms import WholeRule
from klimanetz.features.funding.models import Question, Rule

#: Empty rows to fill in without a script; those beyond the first are folded.
SPARE: Final = 3
#: What a browser sends besides what somebody typed.
BESIDES: Final = {"csrfmiddlewaretoken", "seen"}


def fingerprint(data: QueryDict) -> str:
    """The same as long as nothing is typed."""
    typed = sorted((name, values) for name, values in data.lists() if name not in BESIDES)
    return sha256(repr(typed).encode()).hexdigest()


def more_rows(whole: WholeRule) -> WholeRule:
    """With empty rows; all of them offer the same questions, asked for once."""
    questions = list(Question.objects.values_list("slug", "text"))
    for rows in (whole.rates, whole.conditions):
        rows.extra = SPARE
        for row in rows.forms:
            offer(questions, row.fields["question"])
    return whole


def offer(questions: list[tuple[str, str]], field: Field) -> None:
    assert isinstance(field, ModelChoiceField)  # noqa: S101 - for the types
    field.choices = [("", field.empty_label or ""), *questions]


def say_faster(newest: Rule) -> str:
    """To whoever wrote a new version of what is not the last one any more."""
    by = AuditEntry.objects.filter(subject=name_subject(newest)).order_by("pk").first()
    who = name_actor(by.actor) if by else _("Jemand")
    return _(
        "%(who)s hat inzwischen Fassung %(version)s gültig gemacht. Ihre Eingaben stehen noch "
        "hier; übernehmen Sie in die neueste Fassung, was fehlt."
    ) % {"who": who, "version": newest.version}
