"""A form that is looked at before it counts: only what was seen is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.forms import Field, ModelChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, name_subject
from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.funding.cases import list_cases
from klimanetz.features.funding.changes import Difference, compare
from klimanetz.features.funding.forms import WholeRule
from klimanetz.features.funding.impact import Impact, find_impact, read_register, say_readers
from klimanetz.features.funding.models import Question, Rule
from klimanetz.features.funding.presupposing import read_questions
from klimanetz.features.funding.rewriting import Rewrite
from klimanetz.features.funding.terms import Terms, terms_of

#: Empty rows to fill in without a script; those beyond the first are folded.
SPARE: Final = 3
#: What a browser sends besides what somebody typed.
BESIDES: Final = {"csrfmiddlewaretoken", "seen"}


@dataclass(frozen=True, slots=True)
class Effect:
    """On one rule: what changes in it alone, and for whom who has answered no question.

    `cases`: for whom else, each with the sentence that says who that is.
    """

    title: str
    differences: tuple[Difference, ...]
    impact: Impact
    cases: tuple[tuple[str, Impact], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """`differences` are those of all the rules; `told` says who will read of them.

    `is_new`: something would be written at all, be it another wording. `reorders`: other means may
    come first. `seen` comes back with the button.
    """

    is_new: bool
    differences: tuple[Difference, ...]
    effects: tuple[Effect, ...]
    told: str
    reorders: bool
    seen: str

    @property
    def changes(self) -> bool:
        """More than the wording."""
        return bool(self.differences or any(one.differences for one in self.effects))

    @property
    def has_several(self) -> bool:
        return len(self.effects) > 1


def preview(pairs: Sequence[tuple[Terms, Terms]], *, is_new: bool, seen: str) -> Preview:
    """Of rules of one programme, each as it is and as it would be; there is at least one."""
    register = read_register(Network.objects.current().land)
    found = [compare(before, after) for before, after in pairs]
    common = [one for one in found[0] if all(one in differences for differences in found)]
    effects = (
        Effect(
            after.title,
            tuple(one for one in differences if one not in common),
            find_impact(before, after, register),
        )
        for (before, after), differences in zip(pairs, found, strict=True)
    )
    told = say_readers(pairs[0][0].programme)
    reorders = any(before.level != after.level for before, after in pairs)
    return Preview(is_new, tuple(common), tuple(effects), told, reorders, seen)


def preview_question(question: Question, rewrites: Sequence[Rewrite], *, seen: str) -> Preview:
    """Of the rules, of whatever programme, whose answers hang on it; there is at least one."""
    register = read_register(Network.objects.current().land)
    then, now = read_questions(), read_questions(question)
    effects = []
    for one in rewrites:
        before, after = terms_of(one.rule), one.draft.terms()
        found = (
            (case.sentence, find_impact(before, after, register, case.answers))
            for case in list_cases(after, then, now)
        )
        effect = Effect(
            f"{after.programme_name}: {after.title}",
            tuple(compare(before, after)),
            find_impact(before, after, register),
            tuple((sentence, impact) for sentence, impact in found if impact.changed),
        )
        effects.append(effect)
    told = say_readers(*{one.rule.programme.slug for one in rewrites})
    return Preview(True, (), tuple(effects), told, reorders=False, seen=seen)


def fingerprint(data: QueryDict, rules: Iterable[Rule]) -> str:
    """The same as long as nothing is typed, and these are the versions that it would change."""
    typed = sorted((name, values) for name, values in data.lists() if name not in BESIDES)
    return sha256(repr((typed, [rule.pk for rule in rules])).encode()).hexdigest()


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
