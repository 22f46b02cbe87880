"""The verbs of beginning."""

from klimanetz.roster.beginning.actions.checklist import (
    add_item,
    change_item,
    move_item,
    remove_item,
    tick,
    untick,
)

__all__ = ["add_item", "change_item", "move_item", "remove_item", "tick", "untick"]
