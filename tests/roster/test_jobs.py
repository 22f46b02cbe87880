"""What the calendar does without anybody clicking; twice or late makes no difference."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from klimanetz.core.jobs import registered_jobs
from klimanetz.core.models import AuditEntry, Network
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.importing.actions import begin_import
from klimanetz.roster.jobs import discard_forgotten_imports, follow_the_calendar
from klimanetz.roster.models import Holding, Position, RosterImport
from tests.factories import make_person
from tests.roster.importing.tables import HEAD, csv

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_worker_knows_both() -> None:
    assert {follow_the_calendar, discard_forgotten_imports} <= set(registered_jobs())


def test_position_is_vacant_the_day_after(manager: Person, network: Network) -> None:
    today = timezone.localdate()
    Holding.objects.update(ends=today)
    assert follow_the_calendar() == 0
    Holding.objects.update(ends=today - DAY)
    before = Network.objects.current().revision
    assert follow_the_calendar() == 1
    assert Position.objects.get().state == "vacant"
    assert not manager.roles
    assert Network.objects.current().revision > before
    assert AuditEntry.objects.filter(verb="follow_calendar").count() == 1
    assert follow_the_calendar() == 0


def test_position_is_filled_when_the_next_begins(ilmenau: Authority) -> None:
    planned = Position.objects.create(authority=ilmenau, state="planned")
    person = make_person("A", "B")
    tomorrow = timezone.localdate() + DAY
    holding = Holding.objects.create(position=planned, person=person, starts=tomorrow)
    assert follow_the_calendar() == 0
    holding.starts = tomorrow - DAY
    holding.save()
    assert follow_the_calendar() == 1
    planned.refresh_from_db()
    assert planned.state == "filled"


def test_role_of_another_position_stays(manager: Person, arnstadt: Authority) -> None:
    Holding.objects.update(ends=timezone.localdate() - DAY)
    second = Position.objects.create(authority=arnstadt)
    Holding.objects.create(position=second, person=manager, starts=date(2025, 1, 1))
    follow_the_calendar()
    assert manager.roles == {Role.MANAGER}


def test_ended_positions_and_those_never_held_are_left_alone(
    manager: Person, arnstadt: Authority
) -> None:
    Position.objects.update(state="ended")
    Position.objects.create(authority=arnstadt, state="filled")
    assert follow_the_calendar() == 0


def test_forgotten_lists_are_discarded(organiser: Person) -> None:
    """They are full of people who may not know about it."""
    begun = begin_import(csv(HEAD, ("A B", "a@b.de", "", "")), "alt.csv", actor=organiser)
    assert discard_forgotten_imports() == 0
    RosterImport.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert discard_forgotten_imports() == 1
    begun.refresh_from_db()
    assert (begun.state, begun.table) == ("discarded", {})
    assert discard_forgotten_imports() == 0
