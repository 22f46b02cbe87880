"""The verbs of what follows a position."""

from klimanetz.roster.succession.actions.checklist import (
    add_item,
    change_item,
    retire_item,
)
from klimanetz.roster.succession.actions.following import (
    continue_position,
    decide,
    tick,
    untick,
)
from klimanetz.roster.succession.actions.handover import (
    add_contact,
    add_document,
    add_errand,
    finish_errand,
    remove_contact,
    remove_document,
    reopen_errand,
    write_notes,
)
from klimanetz.roster.succession.actions.questions import (
    add_question,
    change_question,
    retire_question,
)
from klimanetz.roster.succession.actions.reminding import remind, tell_organisers
from klimanetz.roster.succession.actions.telling import tell_leaver, tell_successor
from klimanetz.roster.succession.actions.vacancies import publish_vacancy, withdraw_vacancy

__all__ = [
    "add_contact",
    "add_document",
    "add_errand",
    "add_item",
    "add_question",
    "change_item",
    "change_question",
    "continue_position",
    "decide",
    "finish_errand",
    "publish_vacancy",
    "remind",
    "remove_contact",
    "remove_document",
    "reopen_errand",
    "retire_item",
    "retire_question",
    "tell_leaver",
    "tell_organisers",
    "tell_successor",
    "tick",
    "untick",
    "withdraw_vacancy",
    "write_notes",
]
