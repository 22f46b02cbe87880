"""The verbs of a case; the only writers of its state."""

from klimanetz.features.advising.actions.authorities import (
    add_authority,
    move_to_successor,
    remove_authority,
)
from klimanetz.features.advising.actions.handing import give_back_orphaned, hand_over, take_over
from klimanetz.features.advising.actions.locking import Overtaken
from klimanetz.features.advising.actions.moving import move
from klimanetz.features.advising.actions.noting import add_entry, remove_entry, share_entry
from klimanetz.features.advising.actions.opening import AlreadyOpen, open_case
from klimanetz.features.advising.actions.pausing import pause, wake
from klimanetz.features.advising.actions.people import (
    add_contact,
    change_contact,
    erase_contact,
    remove_contact,
)
from klimanetz.features.advising.actions.planning import set_days, set_next
from klimanetz.features.advising.actions.touching import touch
from klimanetz.features.advising.facts import ContactFacts, NewFile
from klimanetz.features.advising.proposals import suggest_next

__all__ = [
    "AlreadyOpen",
    "ContactFacts",
    "NewFile",
    "Overtaken",
    "add_authority",
    "add_contact",
    "add_entry",
    "change_contact",
    "erase_contact",
    "give_back_orphaned",
    "hand_over",
    "move",
    "move_to_successor",
    "open_case",
    "pause",
    "remove_authority",
    "remove_contact",
    "remove_entry",
    "set_days",
    "set_next",
    "share_entry",
    "suggest_next",
    "take_over",
    "touch",
    "wake",
]
