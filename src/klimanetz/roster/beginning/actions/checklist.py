"""The template of the first 100 days, which organisers edit, and the ticks of each newcomer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import ChecklistItem, Tick


@transaction.atomic
def add_item(*, title: str, explanation: str, link: str, due_day: int,
             actor: object) -> ChecklistItem:  # fmt: skip
    """Stands behind what is due before it; everyone's list has it from now on."""
    items = lock_items()
    item = ChecklistItem(
        title=title, explanation=explanation, link=link, due_day=due_day, place=len(items)
    )
    item.save()
    earlier = [number for number, one in enumerate(items, 1) if one.due_day <= due_day]
    items.insert(max(earlier, default=0), item)
    number_items(items)
    record("add_checklist_item", item, actor=actor, title=title)
    return item


@transaction.atomic
def change_item(item: ChecklistItem, *, actor: object, **wanted: object) -> list[str]:
    """Saves what differs from the row as it is now; returns the names of the changed fields."""
    row = lock_item(item)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save(update_fields=changed)
        record("change_checklist_item", row, actor=actor, fields=changed)
    return changed


@transaction.atomic
def move_item(item: ChecklistItem, *, by: int, actor: object) -> None:
    """One place up (-1) or down (1); the first stays first and the last stays last."""
    items = lock_items()
    place = next((n for n, one in enumerate(items) if one.pk == item.pk), None)
    if place is None:
        raise Refused(_("Dieser Punkt steht nicht mehr in der Liste."))
    if 0 <= place + by < len(items):
        items.insert(place + by, items.pop(place))
        number_items(items)
        record("move_checklist_item", item, actor=actor, by=by)


@transaction.atomic
def remove_item(item: ChecklistItem, *, actor: object) -> None:
    """It disappears from every list but those of people who have done it."""
    row = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        record("remove_checklist_item", row, actor=actor, title=row.title)


@transaction.atomic
def tick(item: ChecklistItem, person: Person, *, actor: object) -> None:
    """What is done already keeps its day."""
    row = lock_item(item)
    _tick, ticked = Tick.objects.get_or_create(person=person, item=row)
    if ticked:
        record("tick_checklist_item", row, actor=actor, person=person.pk)


@transaction.atomic
def untick(item: ChecklistItem, person: Person, *, actor: object) -> None:
    deleted, _rows = Tick.objects.filter(person=person, item=item).delete()
    if deleted:
        record("untick_checklist_item", item, actor=actor, person=person.pk)


def lock_item(item: ChecklistItem) -> ChecklistItem:
    row = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if row.removed_at is not None:
        raise Refused(_("Dieser Punkt steht nicht mehr in der Liste."))
    return row


def lock_items() -> list[ChecklistItem]:
    return list(ChecklistItem.objects.standing().select_for_update().order_by("place", "pk"))


def number_items(items: list[ChecklistItem]) -> None:
    for place, item in enumerate(items):
        item.place = place
    ChecklistItem.objects.bulk_update(items, ["place"])
