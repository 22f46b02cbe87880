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
from klimanetz.roster.beginning.actions.tandem import (
    agree,
    ask_for_buddy,
    decline,
    end_tandem,
    offer_company,
    propose_tandem,
    take_back_offer,
)

__all__ = [
    "add_item",
    "agree",
    "ask_for_buddy",
    "change_item",
    "decide_what_others_see",
    "decline",
    "end_tandem",
    "move_item",
    "offer_company",
    "propose_tandem",
    "remove_item",
    "skip_step",
    "take_back_offer",
    "take_step",
    "tick",
    "untick",
]
