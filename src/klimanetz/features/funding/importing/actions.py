"""Bring programmes and questions in from files: all of them, or nothing."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.actions import (
    change_question,
    confirm_rule,
    open_rule,
    rewrite_rules,
    save_programme,
    succeed_rule,
)
from klimanetz.features.funding.drafts import Draft, written_content
from klimanetz.features.funding.forms import ProgrammeForm, QuestionForm, WholeRule
from klimanetz.features.funding.frames import ends_before_it_begins, narrow, repeat
from klimanetz.features.funding.importing.answers import (
    complain_of_form,
    complain_of_rule,
    complain_of_shape,
    flat,
    join,
    list_doubles,
    rule_answers,
    tables_in,
)
from klimanetz.features.funding.importing.documents import (
    Document,
    Table,
    Unreadable,
    read_document,
)
from klimanetz.features.funding.importing.merging import Merged, merge
from klimanetz.features.funding.importing.outcome import Outcome
from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.features.funding.rewriting import complain_of_empty, list_rewrites


@dataclass
class Import:
    """One run; everything that is wrong is collected, so that it can be mended at once."""

    actor: object
    outcome: Outcome = field(default_factory=Outcome)
    complaints: list[str] = field(default_factory=list)

    def complain(self, place: str, sentences: Iterable[str]) -> bool:
        """Whether there was anything to complain of."""
        found = [f"{place}: {sentence}" for sentence in sentences]
        self.complaints += found
        return bool(found)

    def settle(self, merged: Merged[Any], name: str) -> None:
        """Keeps what the file said, and what was left as it is here."""
        if merged.row.shipped != merged.file:
            type(merged.row).objects.filter(pk=merged.row.pk).update(shipped=merged.file)
        if merged.kept:
            self.outcome.kept.append(f"{name} ({', '.join(merged.kept)})")
        elif not merged.changed:
            self.outcome.note("same")


def import_files(paths: Iterable[Path], *, actor: object, write: bool = True) -> Outcome:
    """A changed rule becomes a new version; what was changed here is left alone.

    Refused with every complaint, one a line, and nothing written. Without `write` all is tried.
    """
    run = Import(actor)
    documents = sorted(read_all(run, paths), key=lambda one: not one.holds_questions)
    for slug in list_doubles(one.content for one in documents):
        run.complaints.append(_("Das Programm „%(slug)s“ steht in zwei Dateien.") % {"slug": slug})
    with transaction.atomic():
        for document in documents:
            take = take_questions if document.holds_questions else take_programme
            take(run, document)
        if run.complaints:
            raise Refused("\n".join(run.complaints))
        if not write:
            transaction.set_rollback(True)
    return run.outcome


def read_all(run: Import, paths: Iterable[Path]) -> Iterator[Document]:
    for path in paths:
        try:
            yield read_document(path)
        except Unreadable as error:
            run.complaints.append(str(error))


def take_questions(run: Import, document: Document) -> None:
    run.complain(document.name, complain_of_shape(document.content, "file of questions"))
    tables = tables_in(document.content, "questions")
    for slug in list_doubles(tables):
        run.complain(document.name, [_("Die Frage „%(slug)s“ steht zweimal da.") % {"slug": slug}])
    for number, table in enumerate(tables, 1):
        take_question(run, f"{document.name}, questions[{number}]", table)


def take_question(run: Import, place: str, table: Table) -> None:
    slug = str(table.get("slug", ""))
    here = Question.objects.filter(slug=slug).first()
    said = copy(here) if here else Question(slug=slug)
    form = QuestionForm(flat(table), instance=said)
    wrong = (*complain_of_slug(slug), *complain_of_shape(table, "questions"))
    if run.complain(place, (*wrong, *complain_of_form(form))):
        return
    merged = merge(form, said, here or said)
    if merged.changed:
        rewritten = change_question(merged.row, actor=run.actor)
        run.outcome.note("question", _("Frage: %(text)s") % {"text": merged.row.text})
        tell_of_rewritten(run, rewritten)
    run.settle(merged, _("Frage „%(name)s“") % {"name": merged.row.text})


def take_programme(run: Import, document: Document) -> None:
    slug = str(document.content.get("slug", ""))
    here = Programme.objects.filter(slug=slug).first()
    said = copy(here) if here else Programme(slug=slug)
    form = ProgrammeForm(flat(document.content), instance=said)
    shape = [*complain_of_slug(slug), *complain_of_shape(document.content, "programme")]
    if not run.complain(document.name, (*shape, *complain_of_form(form))):
        here = keep_programme(run, merge(form, said, here or said))
    tables = tables_in(document.content, "rules")
    for double in list_doubles(tables):
        sentence = _("Die Regel „%(slug)s“ steht zweimal da.") % {"slug": double}
        run.complain(document.name, [sentence])
    for number, table in enumerate(tables, 1):
        draft = read_rule(run, f"{document.name}, rules[{number}]", said, table)
        if draft and here:
            keep_rule(run, draft, here)
    if here:
        rewrite(run, document.name, here)


def keep_programme(run: Import, merged: Merged[Programme]) -> Programme:
    programme = merged.row
    if merged.changed:
        save_programme(programme, actor=run.actor)
        run.outcome.note("programme", _("Programm: %(name)s") % {"name": programme.name})
    run.settle(merged, _("Programm „%(name)s“") % {"name": programme.name})
    return programme


def read_rule(run: Import, place: str, programme: Programme, table: Table) -> Draft | None:
    """As the file has it, within the days that it names itself."""
    slug = str(table.get("slug", ""))
    place = f"{place} ({slug})" if slug else place
    wrong = [*complain_of_slug(slug), *complain_of_shape(table, "rules")]
    for kind in ("rates", "conditions"):
        for number, row in enumerate(tables_in(table, kind), 1):
            wrong += (join(f"{kind}[{number}]", one) for one in complain_of_shape(row, kind))
    if run.complain(place, wrong):
        return None
    whole = WholeRule(programme, rule_answers(table))
    if not whole.is_valid():
        run.complain(place, complain_of_rule(whole))
        return None
    draft = whole.draft()
    draft.rule.slug, draft.rule.shipped = slug, True
    return draft


def rewrite(run: Import, place: str, programme: Programme) -> None:
    """Once the file has said what it says of the rules."""
    if not run.complain(place, complain_of_empty(list_rewrites(programme))):
        tell_of_rewritten(run, rewrite_rules(programme, actor=run.actor))


def tell_of_rewritten(run: Import, rules: Iterable[Rule]) -> None:
    for rule in rules:
        said = f"{rule.programme.name}, {rule.title}"
        run.outcome.note("succeeded", _("neue Fassung: %(rule)s") % {"rule": said})


def complain_of_slug(slug: str) -> Iterator[str]:
    try:
        validate_slug(slug)
    except forms.ValidationError:
        yield _("slug: Bitte schreiben Sie ein Kennwort aus Buchstaben, Ziffern und Bindestrichen.")


def keep_rule(run: Import, draft: Draft, programme: Programme) -> None:
    """Within the days that hold here. What organisers wrote last is not undone by any file."""
    rule = draft.rule
    rule.programme = programme
    narrow(repeat(rule, programme), programme)
    said = f"{programme.name}, {rule.title}"
    versions = list(
        Rule.objects.with_terms().filter(programme=programme, slug=rule.slug).order_by("version")
    )
    if ends_before_it_begins(rule) or (versions and written_here(versions[-1], draft)):
        run.outcome.kept.append(_("Regel „%(name)s“") % {"name": said})
    elif not versions:
        open_rule(draft, actor=run.actor)
        run.outcome.note("opened", _("neue Regel: %(rule)s") % {"rule": said})
    elif draft.content() == written_content(versions[-1]):
        check_again(run, versions[-1], rule, said)
    elif any(draft.content() == written_content(one) for one in versions):
        run.outcome.note("same", _("überholt, bleibt wie sie ist: %(rule)s") % {"rule": said})
    else:
        succeed_rule(versions[-1], draft, actor=run.actor)
        run.outcome.note("succeeded", _("neue Fassung: %(rule)s") % {"rule": said})


def written_here(last: Rule, draft: Draft) -> bool:
    """Whether somebody here wrote the last version, and the file says something else."""
    return not last.shipped and draft.content() != written_content(last)


def check_again(run: Import, rule: Rule, found: Rule, said: str) -> None:
    """The file says the same; perhaps somebody looked at the source again."""
    Rule.objects.filter(pk=rule.pk, shipped=False).update(shipped=True)
    day = found.checked_on
    if day is None or (rule.checked_on is not None and day <= rule.checked_on):
        run.outcome.note("same")
        return
    confirm_rule(rule, actor=run.actor, on=day, by=found.checked_by)
    run.outcome.note("confirmed", _("geprüft und bestätigt: %(rule)s") % {"rule": said})
