"""An agenda as its pages show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klimanetz.features.meetings.agenda.models import Material
from klimanetz.features.meetings.models import AgendaItem, Meeting, State
from klimanetz.features.meetings.programme import Slot, lay_out
from klimanetz.features.meetings.rules import Visitor

if TYPE_CHECKING:
    from django.db.models import QuerySet


#: What does not take place as announced has no times.
OFF = (State.CANCELLED, State.POSTPONED)


def has_times(meeting: Meeting) -> bool:
    """Whether there is an agenda to show. Asks nothing."""
    return bool(meeting.programme) and meeting.state not in OFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an agenda with what belongs to it."""

    slot: Slot
    materials: Sequence[Material] = ()

    @property
    def item(self) -> AgendaItem:
        return self.slot.item


def read_slots(meeting: Meeting, items: "QuerySet[AgendaItem] | None" = None) -> list[Slot]:
    """One query; every item knows this meeting."""
    rows = AgendaItem.objects.all() if items is None else items
    found = list(rows.filter(meeting=meeting).order_by("position", "pk"))
    for item in found:
        item.meeting = meeting
    return list(lay_out(meeting, found))


def read_agenda(meeting: Meeting, visitor: Visitor) -> list[Entry]:
    """With the files that the visitor may open. Two queries, one where there is no agenda."""
    slots = read_slots(meeting)
    materials = read_materials(meeting, visitor) if slots else {}
    return [Entry(slot, materials.get(slot.item.pk, ())) for slot in slots]


def read_materials(meeting: Meeting, visitor: Visitor) -> dict[int, list[Material]]:
    found: defaultdict[int, list[Material]] = defaultdict(list)
    rows = Material.objects.visible_to(visitor).filter(item__meeting=meeting)
    for material in rows.order_by("uploaded_at", "pk"):
        if material.item_id is not None:
            found[material.item_id].append(material)
    return dict(found)


def print_lines(meeting: Meeting) -> list[dict[str, Any]]:
    """What the printed agenda says, as JSON."""
    return [
        {
            "time": slot.time,
            "title": slot.item.title,
            "presenter": slot.item.presenter_name,
            "summary": slot.item.summary.replace("\r", ""),
            "pause": slot.item.kind == "break",
        }
        for slot in read_slots(meeting)
    ]
