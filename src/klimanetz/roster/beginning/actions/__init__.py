"""The verbs of beginning."""

from klimanetz.roster.beginning.actions.arrival import (
    decide_what_others_see,
    skip_step,
    take_step,
)
from klimanetz.roster.beginning.actions.checklist import (
    add_item,
    change_item,
    move_item,
    remove_item,
    tick,
    untick,
)

__all__ = [
    "add_item",
    "change_item",
    "decide_what_others_see",
    "move_item",
    "remove_item",
    "skip_step",
    "take_step",
    "tick",
    "untick",
]
