"""Enter a programme, write a version of a rule, succeed it, check it again."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, record
from klimanetz.core.meanwhile import Begun
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.drafts import Draft, written_content
from klimanetz.features.funding.frames import repeat
from klimanetz.features.funding.inquiry_form import InquiryForm
from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.features.funding.presupposing import is_circle, lay, read_questions
from klimanetz.features.funding.rewriting import (
    Rewrite,
    complain_of_empty,
    list_rewrites,
    list_rewrites_by_question,
)
from klimanetz.features.funding.stating import PROGRAMME_SAYS, QUESTION_SAYS, state
from klimanetz.places.names import fold

#: As long as a slug may be, with room for a number behind it.
LONGEST = 56
LONGEST_OF_QUESTION = 36


@transaction.atomic
def add_programme(programme: Programme, *, actor: object) -> Programme:
    """The same once more, by a double click or from another tab, is the one that is there.

    Refused where one of this name says something else; another Land may call its own alike.
    """
    hold()
    alike = Programme.objects.filter(level=programme.level, land=programme.land).order_by("pk")
    twin = next((one for one in alike if same_words(one.name, programme.name)), None)
    if twin is None:
        return save_programme(programme, actor=actor)
    if state(twin, PROGRAMME_SAYS) == state(programme, PROGRAMME_SAYS):
        return twin
    said = _(
        "Das Programm „%(name)s“ gibt es schon. Bitte ändern Sie es dort, oder wählen Sie einen "
        "anderen Namen."
    )
    raise Refused(said % {"name": twin.name})


def hold() -> None:
    """Who writes about funding waits here for whoever does, so that nobody waits in a circle.

    What the public sees changes with each of these actions: that row is the network's.
    """
    changed_for_the_public()


def same_words(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


@transaction.atomic
def save_programme(programme: Programme, *, actor: object, begun: Begun | None = None) -> Programme:
    """A new one gets its slug once and for ever, unless it brings one.

    Refused where it would undo what was saved since `begun`.
    """
    hold()
    if begun is not None:
        begun.require(programme)
    fresh = programme.pk is None
    if not programme.slug:
        taken = Programme.objects.values_list("slug", flat=True)
        programme.slug = free_slug(programme.name, set(taken))
    programme.save()
    verb = "add_programme" if fresh else "change_programme"
    record(verb, programme, actor=actor, name=programme.name)
    return programme


@transaction.atomic
def change_programme(
    programme: Programme, *, actor: object, begun: Begun | None = None
) -> list[Rule]:
    """Returns the new versions of the rules in which that changes what they answer."""
    save_programme(programme, actor=actor, begun=begun)
    return rewrite_rules(programme, actor=actor)


@transaction.atomic
def rewrite_rules(programme: Programme, *, actor: object) -> list[Rule]:
    """Those that do not say what their programme says; refused where one would have no day left."""
    hold()
    rewrites = list_rewrites(programme)
    for sentence in complain_of_empty(rewrites):
        raise Refused(sentence)
    return write_anew(rewrites, actor=actor)


def write_anew(rewrites: list[Rewrite], *, actor: object) -> list[Rule]:
    """Each after the last version of its rule."""
    programmes = {one.rule.programme_id for one in rewrites}
    rules = Rule.objects.current().filter(programme__in=programmes)
    last = {(rule.programme_id, rule.slug): rule for rule in rules}
    for one in rewrites:
        key = one.rule.programme_id, one.rule.slug
        last[key] = follow(last[key], one.draft, actor)
    return [one.draft.rule for one in rewrites]


def free_slug(name: str, taken: Collection[str], *, longest: int = LONGEST) -> str:
    wanted = slugify(fold(name))[:longest].strip("-") or "foerderung"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def add_question(question: Question, *, actor: object) -> Question:
    """The same once more is the one that is there; refused where its words stand there already."""
    hold()
    asked = Question.objects.select_related("presupposes")
    twin = next((one for one in asked if same_words(one.text, question.text)), None)
    if twin is None:
        return save_question(question, actor=actor)
    if state(twin, QUESTION_SAYS) == state(question, QUESTION_SAYS):
        return twin
    raise Refused(_("Diese Frage gibt es schon. Bitte ändern Sie sie dort."))


@transaction.atomic
def save_question(question: Question, *, actor: object, begun: Begun | None = None) -> Question:
    """It is asked in other words from now on; what rules make of its answer stays.

    A new one never bears the name of what the address of a check says besides. Refused where it
    would undo what was saved since `begun`, and where it would presuppose itself by now.
    """
    hold()
    if begun is not None:
        begun.require(question)
    if is_circle(question, question.presupposes):
        raise Refused(_("Eine Frage setzt nicht sich selbst voraus."))
    fresh = question.pk is None
    if not question.slug:
        taken = {*Question.objects.values_list("slug", flat=True), *InquiryForm.base_fields}
        question.slug = free_slug(question.text, taken, longest=LONGEST_OF_QUESTION)
    question.save()
    record(
        "add_question" if fresh else "change_question", question, actor=actor, text=question.text
    )
    return question


@transaction.atomic
def change_question(question: Question, *, actor: object, begun: Begun | None = None) -> list[Rule]:
    """Returns the new versions of the rules in which that changes what they answer."""
    save_question(question, actor=actor, begun=begun)
    return write_anew(list_rewrites_by_question(question), actor=actor)


@transaction.atomic
def add_rule(draft: Draft, *, actor: object) -> Rule:
    """The same once more, by a double click or from another tab, is the one that is there.

    Refused where one of this title says something else: nobody could tell the two apart.
    """
    hold()
    rule = draft.rule
    current = Rule.objects.current().filter(programme=rule.programme_id).order_by("pk")
    twin = next((one for one in current if same_words(one.title, rule.title)), None)
    if twin is None:
        return open_rule(draft, actor=actor)
    if draft.content() == written_content(twin):
        return twin
    said = _(
        "Eine Regel „%(title)s“ hat dieses Programm schon. Bitte schreiben Sie ihr eine neue "
        "Fassung, oder wählen Sie einen anderen Titel."
    )
    raise Refused(said % {"title": twin.title})


@transaction.atomic
def open_rule(draft: Draft, *, actor: object) -> Rule:
    """The first version of a rule. Its slug is that of the draft, or made of its title."""
    hold()
    rule = draft.rule
    programme = Programme.objects.get(pk=rule.programme_id)
    taken = set(programme.rules.values_list("slug", flat=True))
    if rule.slug in taken:
        raise Refused(_("Diese Regel gibt es schon: %(slug)s.") % {"slug": rule.slug})
    rule.slug = rule.slug or free_slug(rule.title, taken)
    rule.version, rule.predecessor = 1, None
    write(repeat(rule, programme), draft, actor)
    record("open_rule", rule, actor=actor, title=rule.title, proof=rule.status)
    return rule


@transaction.atomic
def succeed_rule(rule: Rule, draft: Draft, *, actor: object) -> Rule:
    """The next version; the one before stays as it is, for whoever was answered with it.

    Refused where somebody was faster, and where nothing changes.
    """
    hold()
    before = Rule.objects.get(pk=rule.pk)
    require_last(before)
    if draft.content() == written_content(before):
        raise Refused(_("An der Regel ändert sich nichts; es gibt also keine neue Fassung."))
    return follow(before, draft, actor)


def follow(before: Rule, draft: Draft, actor: object) -> Rule:
    fresh = draft.rule
    fresh.programme_id, fresh.slug = before.programme_id, before.slug
    fresh.version, fresh.predecessor = before.version + 1, before
    write(fresh, draft, actor)
    record(
        "succeed_rule", fresh, actor=actor, title=fresh.title, version=fresh.version,
        proof=fresh.status,
    )  # fmt: skip
    return fresh


@transaction.atomic
def confirm_rule(rule: Rule, *, actor: object, on: date | None = None, by: str = "") -> Rule:
    """Checked again and found unchanged, on a day (default today) that is not before the last."""
    hold()
    rule = Rule.objects.get(pk=rule.pk)
    require_last(rule)
    day = on or timezone.localdate()
    if rule.checked_on and day < rule.checked_on:
        raise Refused(_("Die Regel ist seitdem schon einmal geprüft worden."))
    rule.checked_on, rule.checked_by = day, by or name_actor(str(actor))[:160]
    rule.save(update_fields=["checked_on", "checked_by"])
    record("confirm_rule", rule, actor=actor, title=rule.title, checked_on=str(day))
    return rule


def require_last(rule: Rule) -> None:
    if Rule.objects.filter(predecessor=rule).exists():
        raise Refused(
            _("Diese Regel hat inzwischen eine neue Fassung. Bitte sehen Sie sich die an.")
        )


def write(rule: Rule, draft: Draft, actor: object) -> None:
    """Whoever writes a version with a day of checking and no name has checked it."""
    if rule.checked_on and not rule.checked_by:
        rule.checked_by = name_actor(str(actor))[:160]
    lay(rule, draft.rows, read_questions()).save(force_insert=True)
    for row in draft.rows:
        row.rule = rule
        row.save(force_insert=True)
