"""What a change of a programme or a question means for rules: which versions are written anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.funding.drafts import Draft, fresh_copy
from klimanetz.features.funding.frames import REPEATED, ends_before_it_begins, narrow, repeat
from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.features.funding.presupposing import Questions, lay, read_questions, slugs_of
from klimanetz.features.funding.reading import place_of_holding

#: What a programme can change in a rule.
TOUCHED = (*REPEATED, "valid_from", "valid_to")

type Anew = Callable[[Rule], "Rewrite"]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A version that holds or is to come, and what it would say."""

    rule: Rule
    draft: Draft

    @property
    def changes(self) -> bool:
        fresh = self.draft.rule
        differ = any(getattr(self.rule, name) != getattr(fresh, name) for name in TOUCHED)
        return differ or slugs_of(self.rule) != slugs_of(fresh)


def list_rewrites(programme: Programme) -> list[Rewrite]:
    """Of a programme as it is to be, in the order in which they are written; three queries."""
    rules = Rule.objects.with_terms().filter(programme=programme.pk)
    return anew_where_it_changes(rules, lambda rule: rewrite(rule, programme))


def list_rewrites_by_question(question: Question) -> list[Rewrite]:
    """Of a question as it is to be: those of all programmes whose answers hang on it."""
    questions = read_questions(question)
    rules = Rule.objects.with_terms()
    return anew_where_it_changes(rules, lambda rule: ask_anew(rule, questions))


def anew_where_it_changes(rules: QuerySet[Rule], anew: Anew) -> list[Rewrite]:
    """Whatever comes after a version that is written anew is written again, too: else the new one
    would overtake it.
    """
    found: list[Rewrite] = []
    ordered = rules.order_by("programme_id", "slug", "version")
    for _slug, group in groupby(ordered, key=lambda rule: (rule.programme_id, rule.slug)):
        chain = list(group)
        rewrites = map(anew, chain[place_of_holding(chain) :])
        found += dropwhile(lambda one: not one.changes, rewrites)
    return found


def rewrite(rule: Rule, programme: Programme) -> Rewrite:
    """The same in all but what the programme says; when it was checked is no other, either."""
    draft = repeated(rule)
    narrow(repeat(draft.rule, programme), programme).programme = programme
    return Rewrite(rule, draft)


def ask_anew(rule: Rule, questions: Questions) -> Rewrite:
    """The same in all but what its questions presuppose."""
    draft = repeated(rule)
    for row in draft.rows:
        row.question = questions[row.question.slug] if row.question else None
    lay(draft.rule, draft.rows, questions)
    return Rewrite(rule, draft)


def repeated(rule: Rule) -> Draft:
    fresh = fresh_copy(rule)
    fresh.amends, fresh.entered_at = rule, timezone.now()
    rates = tuple(map(fresh_copy, rule.rates.all()))
    return Draft(fresh, rates, tuple(map(fresh_copy, rule.conditions.all())))


def complain_of_empty(rewrites: Iterable[Rewrite]) -> Iterator[str]:
    titles = [one.rule.title for one in rewrites if ends_before_it_begins(one.draft.rule)]
    if titles:
        yield _(
            "Diese Regeln liegen ganz außerhalb der neuen Laufzeit: %(rules)s. Bitte kennzeichnen "
            "Sie sie zuerst als abgelaufen, oder schreiben Sie ihnen eine neue Fassung."
        ) % {"rules": "; ".join(titles)}
