"""The checklist that organisers keep for all positions."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.roster.succession.models import FollowUpItem


@transaction.atomic
def add_item(*, actor: object, **fields: object) -> FollowUpItem:
    item = FollowUpItem.objects.create(**fields)
    record("add_follow_up_item", item, actor=actor, text=item.text)
    return item


@transaction.atomic
def change_item(item: FollowUpItem, *, actor: object, **wanted: object) -> None:
    row = FollowUpItem.objects.select_for_update().get(pk=item.pk)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)
        record("change_follow_up_item", row, actor=actor, fields=changed)


@transaction.atomic
def retire_item(item: FollowUpItem, *, actor: object) -> None:
    """It is asked no more; where somebody ticked it, it stays to be read."""
    row = FollowUpItem.objects.select_for_update().get(pk=item.pk)
    if row.retired_at is None:
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])
        record("retire_follow_up_item", row, actor=actor, text=row.text)
