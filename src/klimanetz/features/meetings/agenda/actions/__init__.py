"""The verbs of the agenda and of the standing call: the only writers of their state."""

from klimanetz.features.meetings.agenda.actions.contributions import (
    decline,
    keep,
    place,
    propose,
    revise,
    settle,
    withdraw,
)
from klimanetz.features.meetings.agenda.actions.items import (
    add_item,
    change_item,
    copy_skeleton,
    move_item,
    order_items,
    remove_item,
)
from klimanetz.features.meetings.agenda.actions.materials import (
    add_material,
    remove_material,
    show_material,
)
from klimanetz.features.meetings.agenda.actions.speakers import (
    claim,
    tell_of_upheaval,
    tell_speakers,
)

__all__ = [
    "add_item",
    "add_material",
    "change_item",
    "claim",
    "copy_skeleton",
    "decline",
    "keep",
    "move_item",
    "order_items",
    "place",
    "propose",
    "remove_item",
    "remove_material",
    "revise",
    "settle",
    "show_material",
    "tell_of_upheaval",
    "tell_speakers",
    "withdraw",
]
