"""The questions of handover files, as organisers keep them."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.roster.succession.models import Question


@transaction.atomic
def add_question(*, actor: object, **fields: object) -> Question:
    question = Question.objects.create(**fields)
    record("add_handover_question", question, actor=actor, text=question.text)
    return question


@transaction.atomic
def change_question(question: Question, *, actor: object, **wanted: object) -> None:
    row = Question.objects.select_for_update().get(pk=question.pk)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)
        record("change_handover_question", row, actor=actor, fields=changed)


@transaction.atomic
def retire_question(question: Question, *, actor: object) -> None:
    """It is asked no more; where somebody answered it, the answer stays to be read."""
    row = Question.objects.select_for_update().get(pk=question.pk)
    if row.retired_at is None:
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])
        record("retire_handover_question", row, actor=actor, text=row.text)
