"""Whoever reads mail at another address hears there as often as they wished."""

import pytest

from klimanetz.mail.actions import set_pace
from klimanetz.mail.models import MailWish, Pace
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions import add_person, change_person

NEW = "mika@jena.example"


def pace_at(address: str) -> str | None:
    return MailWish.objects.filter(address=address).values_list("pace", flat=True).first()


def test_how_often_somebody_hears_follows_them(manager: Person) -> None:
    old = manager.email
    set_pace(old, Pace.ASKED_ONLY)
    change_person(manager, actor="Olga", email=NEW)
    assert pace_at(NEW) == Pace.ASKED_ONLY
    assert pace_at(old) == Pace.ASKED_ONLY  # a mailbox that others read, too


def test_what_was_wished_at_the_new_address_stays(manager: Person) -> None:
    set_pace(manager.email, Pace.ASKED_ONLY)
    set_pace(NEW, Pace.DAILY)
    change_person(manager, actor="Olga", email=NEW)
    assert pace_at(NEW) == Pace.DAILY


@pytest.mark.usefixtures("network")
def test_who_is_new_has_wished_nothing() -> None:
    add_person(NEW, Role.MANAGER, since=None, actor="Olga", last_name="Neu")
    assert pace_at(NEW) is None
