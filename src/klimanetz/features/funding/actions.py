"""Enter a programme, write a version of a rule, succeed it, check it again."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.drafts import Draft, written_content
from klimanetz.features.funding.inquiry_form import InquiryForm
from klimanetz.features.funding.models import Condition, Programme, Question, Rate, Rule
from klimanetz.places.names import fold

#: As long as a slug may be, with room for a number behind it.
LONGEST = 56
LONGEST_OF_QUESTION = 36


@transaction.atomic
def save_programme(programme: Programme, *, actor: object) -> Programme:
    """A new one gets its slug once and for ever, unless it brings one."""
    fresh = programme.pk is None
    if not programme.slug:
        taken = Programme.objects.values_list("slug", flat=True)
        programme.slug = free_slug(programme.name, set(taken))
    programme.save()
    verb = "add_programme" if fresh else "change_programme"
    record(verb, programme, actor=actor, name=programme.name)
    changed_for_the_public()
    return programme


def free_slug(name: str, taken: Collection[str], *, longest: int = LONGEST) -> str:
    wanted = slugify(fold(name))[:longest].strip("-") or "foerderung"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def save_question(question: Question, *, actor: object) -> Question:
    """It is asked in other words from now on; what rules make of its answer stays.

    A new one never bears the name of what the address of a check says besides.
    """
    fresh = question.pk is None
    if not question.slug:
        taken = {*Question.objects.values_list("slug", flat=True), *InquiryForm.base_fields}
        question.slug = free_slug(question.text, taken, longest=LONGEST_OF_QUESTION)
    question.save()
    record(
        "add_question" if fresh else "change_question", question, actor=actor, text=question.text
    )
    changed_for_the_public()
    return question


@transaction.atomic
def open_rule(draft: Draft, *, actor: object) -> Rule:
    """The first version of a rule. Its slug is that of the draft, or made of its title."""
    rule = draft.rule
    programme = Programme.objects.select_for_update().get(pk=rule.programme_id)
    taken = set(programme.rules.values_list("slug", flat=True))
    if rule.slug in taken:
        raise Refused(_("Diese Regel gibt es schon: %(slug)s.") % {"slug": rule.slug})
    rule.slug = rule.slug or free_slug(rule.title, taken)
    rule.version, rule.predecessor = 1, None
    write(draft, actor)
    record("open_rule", rule, actor=actor, title=rule.title, proof=rule.status)
    return rule


@transaction.atomic
def succeed_rule(rule: Rule, draft: Draft, *, actor: object) -> Rule:
    """The next version; the one before stays as it is, for whoever was answered with it.

    Refused where somebody was faster, and where nothing changes.
    """
    before = Rule.objects.select_for_update().get(pk=rule.pk)
    require_last(before)
    if draft.content() == written_content(before):
        raise Refused(_("An der Regel ändert sich nichts; es gibt also keine neue Fassung."))
    fresh = draft.rule
    fresh.programme_id, fresh.slug = before.programme_id, before.slug
    fresh.version, fresh.predecessor = before.version + 1, before
    write(draft, actor)
    record(
        "succeed_rule", fresh, actor=actor, title=fresh.title, version=fresh.version,
        proof=fresh.status,
    )  # fmt: skip
    return fresh


@transaction.atomic
def confirm_rule(rule: Rule, *, actor: object, on: date | None = None, by: str = "") -> Rule:
    """Checked again and found unchanged, on a day (default today) that is not before the last."""
    rule = Rule.objects.select_for_update().get(pk=rule.pk)
    require_last(rule)
    day = on or timezone.localdate()
    if rule.checked_on and day < rule.checked_on:
        raise Refused(_("Die Regel ist seitdem schon einmal geprüft worden."))
    rule.checked_on, rule.checked_by = day, by or name_actor(str(actor))[:160]
    rule.save(update_fields=["checked_on", "checked_by"])
    record("confirm_rule", rule, actor=actor, title=rule.title, checked_on=str(day))
    changed_for_the_public()
    return rule


def require_last(rule: Rule) -> None:
    if Rule.objects.filter(predecessor=rule).exists():
        raise Refused(
            _("Diese Regel hat inzwischen eine neue Fassung. Bitte sehen Sie sich die an.")
        )


def write(draft: Draft, actor: object) -> None:
    """Whoever writes a version with a day of checking and no name has checked it."""
    rule = draft.rule
    if rule.checked_on and not rule.checked_by:
        rule.checked_by = name_actor(str(actor))[:160]
    rule.save(force_insert=True)
    rows: tuple[Rate | Condition, ...] = (*draft.rates, *draft.conditions)
    for row in rows:
        row.rule = rule
        row.save(force_insert=True)
    changed_for_the_public()
