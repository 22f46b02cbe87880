"""Asked, reminded, answered, confirmed on the phone."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.mail.returns import forget_returns
from klimanetz.people.actions import change_own_data
from klimanetz.people.models import Person
from klimanetz.roster.confirming import mails
from klimanetz.roster.confirming.members import due_by_return, due_by_year, members
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.confirming.rules import can_answer


@transaction.atomic
def ask(person: Person) -> bool:
    """Post the question, unless somebody was quicker; an older one without answer is over."""
    row = lock(person)
    due = due_by_year().filter(pk=row.pk).exists() or due_by_return().filter(pk=row.pk).exists()
    if not due:
        return False
    now = timezone.now()
    close(row, Answer.OVERTAKEN)
    confirmation = Confirmation.objects.create(person=row, asked_at=now, mailed_at=now)
    mails.question(confirmation)
    record("ask_confirmation", row, actor=SYSTEM)
    return True


@transaction.atomic
def remind(confirmation: Confirmation) -> bool:
    lock(confirmation.person)
    row = Confirmation.objects.to_remind().filter(pk=confirmation.pk).first()
    if row is None:
        return False
    row.reminders, row.mailed_at = row.reminders + 1, timezone.now()
    row.save(update_fields=["reminders", "mailed_at"])
    mails.question(row)
    return True


@transaction.atomic
def confirm(confirmation: Confirmation) -> None:
    """All of it still holds."""
    answer(confirmation, Answer.RIGHT, "confirm_entry")


@transaction.atomic
def correct(confirmation: Confirmation, *, note: str, **fields: str) -> None:
    """What a person may change is changed; the rest is a note to the organisers."""
    if answer(confirmation, Answer.CHANGED, "correct_entry", note=note):
        change_own_data(confirmation.person, actor=confirmation.person, **fields)


@transaction.atomic
def report_gone(confirmation: Confirmation, *, note: str) -> None:
    """Organisers end the roles: an address may have gone to somebody else."""
    answer(confirmation, Answer.GONE, "report_gone", note=note)


def answer(confirmation: Confirmation, said: Answer, verb: str, *, note: str = "") -> bool:
    """False where the same was said before, as by two clicks. Who answers got the mail."""
    person = lock(confirmation.person)
    row = Confirmation.objects.get(pk=confirmation.pk)
    if row.answer == said:
        return False
    verdict = can_answer(row)
    if not verdict:
        raise Refused(verdict.reason)
    row.answer, row.answered_at, row.note = said, timezone.now(), note
    row.save(update_fields=["answer", "answered_at", "note"])
    forget_returns([person.email])
    record(verb, person, actor=person)
    return True


@transaction.atomic
def confirm_by_hand(person: Person, *, actor: object) -> None:
    """Somebody was asked on the phone, and the entry holds."""
    row = lock(person)
    if not members().filter(pk=row.pk).exists():
        return
    now = timezone.now()
    if not close(row, Answer.BY_HAND):
        Confirmation.objects.create(person=row, answer=Answer.BY_HAND, answered_at=now)
    Confirmation.objects.filter(person=row).to_settle().update(settled_at=now)
    record("confirm_by_hand", row, actor=actor)


@transaction.atomic
def settle(confirmation: Confirmation, *, actor: object) -> None:
    """What the person wrote is done."""
    done = Confirmation.objects.to_settle().filter(pk=confirmation.pk)
    if done.update(settled_at=timezone.now()):
        record("settle_confirmation", confirmation.person, actor=actor)


def close(person: Person, said: Answer) -> int:
    standing = Confirmation.objects.open().filter(person=person)
    return standing.update(answer=said, answered_at=timezone.now())


def lock(person: Person) -> Person:
    """Whatever happens to the questions of one person happens one after the other."""
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    return locked
