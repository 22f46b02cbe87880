"""What was promised: reminded, done, opened again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock
from klimanetz.features.meetings.minutes import mails
from klimanetz.features.meetings.minutes.models import ActionItem
from klimanetz.features.meetings.minutes.models.following import REMINDERS


@transaction.atomic
def finish(action: ActionItem, note: str, *, actor: object) -> ActionItem:
    """Done, with what came of it; the note can be changed later."""
    row = lock_action(action)
    if row.dropped_at:
        raise Refused(_("Diese Aufgabe steht nicht mehr im Protokoll."))
    if row.done_at and row.done_note == note:
        return row
    row.done_at, row.done_note = row.done_at or timezone.now(), note
    row.save(update_fields=["done_at", "done_note"])
    record("finish_action", row, actor=actor)
    changed_for_the_public()
    return row


@transaction.atomic
def reopen(action: ActionItem, *, actor: object) -> ActionItem:
    """It was not done after all; what was noted stays."""
    row = lock_action(action)
    if row.done_at is None:
        return row
    row.done_at = None
    row.save(update_fields=["done_at"])
    record("reopen_action", row, actor=actor)
    changed_for_the_public()
    return row


@transaction.atomic
def remind(action: ActionItem) -> bool:
    """The latest reminder that is due; those that were missed meanwhile are not made up for."""
    row = lock_action(action)
    today = timezone.localdate()
    if not ActionItem.objects.to_remind(today).filter(pk=row.pk).exists() or row.due_on is None:
        return False
    row.reminded = sum((today - row.due_on).days >= days for days in REMINDERS)
    row.save(update_fields=["reminded"])
    mails.reminder(row)
    record("remind_of_action", row)
    return True


def lock_action(action: ActionItem) -> ActionItem:
    lock(action.meeting_id)
    return ActionItem.objects.select_related("meeting", "owner").get(pk=action.pk)
