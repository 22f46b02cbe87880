"""The verbs of the roster: the only writers of people, roles and positions."""

from klimanetz.roster.actions.joining import place_person, welcome
from klimanetz.roster.actions.organisations import (
    add_organisation,
    change_organisation,
    remove_organisation,
)
from klimanetz.roster.actions.people import (
    add_person,
    change_person,
    end_membership,
    start_membership,
)
from klimanetz.roster.actions.positions import (
    add_funding_period,
    change_funding_period,
    change_position,
    end_position,
    fill_position,
    leave_position,
    move_position,
    open_position,
    remove_funding_period,
    vacate_position,
)

__all__ = [
    "add_funding_period",
    "add_organisation",
    "add_person",
    "change_funding_period",
    "change_organisation",
    "change_person",
    "change_position",
    "end_membership",
    "end_position",
    "fill_position",
    "leave_position",
    "move_position",
    "open_position",
    "place_person",
    "remove_funding_period",
    "remove_organisation",
    "start_membership",
    "vacate_position",
    "welcome",
]
