"""What a yes to one question presupposes of another: each version of a rule repeats it.

So that whoever changes it at a question writes new versions of the rules whose answers hang on it:
with a preview, and everyone whom it concerns is told.
"""

from collections.abc import Iterable, Mapping

from klimanetz.features.funding.models import Condition, Question, Rate, Rule
from klimanetz.features.funding.situation import foundations

type Questions = Mapping[str, Question]


def read_questions(changed: Question | None = None) -> Questions:
    """All by their slugs, `changed` as it is to be; each knows what it presupposes. One query."""
    rows = {one.pk: one for one in Question.objects.all()}
    if changed is not None and changed.pk:
        rows[changed.pk] = changed
    for one in rows.values():
        one.presupposes = rows.get(one.presupposes_id or 0)
    return {one.slug: one for one in rows.values()}


def firsts_of(questions: Questions) -> dict[str, str]:
    """For a question the one that it presupposes, where there is one."""
    return {slug: one.presupposes.slug for slug, one in questions.items() if one.presupposes}


def is_circle(question: Question, first: Question | None) -> bool:
    """Whether the question would presuppose itself, maybe by way of others."""
    if first is None or question.pk is None:
        return False
    below = foundations(first.slug, firsts_of(read_questions()))
    return question.slug in {first.slug, *below}


def lay(rule: Rule, rows: Iterable[Rate | Condition], questions: Questions) -> Rule:
    """The rule, as its rows and the questions have it today."""
    firsts = firsts_of(questions)
    asked = sorted({row.question.slug for row in rows if row.question})
    below = {slug: foundations(slug, firsts) for slug in asked}
    rule.presupposed = {
        slug: [[one, questions[one].text] for one in found]
        for slug, found in below.items()
        if found
    }
    return rule


def slugs_of(rule: Rule) -> dict[str, list[str]]:
    """The other words of a question turn no answer."""
    return {slug: [one for one, _text in found] for slug, found in rule.presupposed.items()}
