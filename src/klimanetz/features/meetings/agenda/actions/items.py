"""The agenda: what is on it, in which order. Each holds the meeting first."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions import change_programme
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.agenda.actions.materials import drop_files
from klimanetz.features.meetings.agenda.actions.releasing import keep_contribution, release
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting
from klimanetz.features.meetings.rules import can_change

#: What comes again at every meeting, and so makes up its skeleton.
STANDING_KINDS = (
    ItemKind.WELCOME,
    ItemKind.STATE,
    ItemKind.FEDERATION,
    ItemKind.CONSULTATION,
    ItemKind.OPEN_ACTIONS,
    ItemKind.BREAK,
)
#: More than a day can hold.
MOST = 80


def hold(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held, if its agenda may still change."""
    stored = lock(meeting.pk)
    require(can_change(stored))
    return stored


def items_of(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk"))


def finish(meeting: Meeting) -> None:
    """What every change of an agenda ends with."""
    change_programme(meeting)
    changed_for_the_public()


@transaction.atomic
def add_item(
    meeting: Meeting, item: AgendaItem, *, first: bool = False, actor: object
) -> AgendaItem:
    """Save a new item (an unsaved one, e.g. `form.save(commit=False)`) as the last, or as the
    first behind the welcome."""
    stored = hold(meeting)
    append(stored, [item])
    if first:
        rearrange(stored, bring_forward)
    record("add_item", stored, actor=actor, title=item.title)
    finish(stored)
    return item


def append(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Save new items behind those there are; the meeting is held."""
    last = items_of(meeting)
    if len(last) + len(items) > MOST:
        raise Refused(_("Mehr als %(most)s Punkte fasst eine Tagesordnung nicht.") % {"most": MOST})
    number = last[-1].position if last else 0
    for place, item in enumerate(items, start=number + 1):
        item.meeting, item.position = meeting, place
        item.save(force_insert=True)


@transaction.atomic
def change_item(item: AgendaItem, *, actor: object) -> AgendaItem:
    """Save the edited fields; a presenter who was told and is not needed any more hears so."""
    stored = hold(item.meeting)
    before = AgendaItem.objects.select_related("talk").get(pk=item.pk)
    item.position = before.position
    item.save()
    release(before, unless=item)
    record("change_item", stored, actor=actor, title=item.title)
    finish(stored)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, words: str = "", actor: object) -> None:
    """A contribution is kept for another meeting with what belongs to it; other files go.

    `words` are for who offered the contribution.
    """
    stored = hold(item.meeting)
    row = AgendaItem.objects.select_related("talk", "contribution").filter(pk=item.pk).first()
    if row is None:
        return
    row.meeting = stored
    release(row)
    keep_contribution(row, words=words, actor=actor)
    drop_files(row)
    record("remove_item", stored, actor=actor, title=row.title)
    row.delete()
    finish(stored)


def rearrange(meeting: Meeting, arrange: Callable[[list[AgendaItem]], list[AgendaItem]]) -> bool:
    """Number the items in a new order; says whether anything moved. The meeting is held."""
    items = items_of(meeting)
    wanted = arrange(items.copy())
    moved = wanted != items
    for place, item in enumerate(wanted, start=1):
        item.position = place
    AgendaItem.objects.bulk_update(wanted, ["position"])
    return moved


def bring_forward(items: list[AgendaItem]) -> list[AgendaItem]:
    """The last behind the welcome."""
    *others, last = items
    greeted = [it for it in others if it.kind == ItemKind.WELCOME]
    return [*greeted, last, *(it for it in others if it.kind != ItemKind.WELCOME)]


@transaction.atomic
def move_item(item: AgendaItem, steps: int, *, actor: object) -> None:
    """Up (-1) or down (1); at the end it stays."""
    stored = hold(item.meeting)

    def step(items: list[AgendaItem]) -> list[AgendaItem]:
        place = items.index(item)
        items.insert(min(max(place + steps, 0), len(items)), items.pop(place))
        return items

    if rearrange(stored, step):
        record("order_items", stored, actor=actor)
        finish(stored)


@transaction.atomic
def order_items(meeting: Meeting, keys: Iterable[int], *, actor: object) -> None:
    """In the order of `keys`; what somebody added meanwhile stays at the end."""
    stored = hold(meeting)
    places = {key: place for place, key in enumerate(keys)}
    last = len(places)
    if rearrange(stored, lambda items: sorted(items, key=lambda it: places.get(it.pk, last))):
        record("order_items", stored, actor=actor)
        finish(stored)


@transaction.atomic
def copy_skeleton(source: Meeting, target: Meeting, *, actor: object) -> int:
    """What comes again at every meeting: kinds, titles and minutes, nobody's name.

    Only onto an empty agenda, so that a second time copies nothing. Returns how many items.
    """
    stored = hold(target)
    if AgendaItem.objects.filter(meeting=stored).exists():
        return 0
    standing = [it for it in items_of(source) if it.kind in STANDING_KINDS]
    append(
        stored,
        [AgendaItem(kind=it.kind, title=it.title, duration=it.duration) for it in standing],
    )
    if standing:
        record("copy_skeleton", stored, actor=actor, number=len(standing))
        finish(stored)
    return len(standing)
