"""Whom to invite: the roster as a list of addresses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.invitees import invitees
from klimanetz.roster.models import Holding, Membership, Position
from tests.factories import make_manager, make_person

pytestmark = pytest.mark.django_db


def test_invitation_knows_town_and_district(manager: Person) -> None:
    (found,) = invitees([Role.MANAGER])
    assert found.person_id == manager.pk
    assert found.name == "Mika Managerin"
    assert found.email == "mika.managerin@kommune.example"
    assert (found.organisation, found.district, found.district_key) == (
        "Ilmenau", "Ilm-Kreis", "16070",
    )  # fmt: skip
    assert found.language == "de"


def test_guest_without_post_brings_the_organisation(guest: Person) -> None:
    organisation = Organisation.objects.create(name="Umweltministerium")
    Person.objects.update(organisation=organisation, title="Dr.")
    (found,) = invitees([Role.STANDING_GUEST])
    assert (found.name, found.organisation, found.district) == (
        "Dr. Gustav Gast", "Umweltministerium", "",
    )  # fmt: skip


def test_only_chosen_roles_and_districts(
    manager: Person, neighbour: Person, guest: Person, organiser: Person, erfurt: Authority
) -> None:
    make_manager("Eva", "Erfurt", erfurt)
    everyone = [Role.MANAGER, Role.STANDING_GUEST, Role.ORGANISER]
    assert len(invitees(everyone)) == 5
    assert [row.name for row in invitees([Role.MANAGER], ["16051"])] == ["Eva Erfurt"]
    assert [row.name for row in invitees(everyone, {"16070"})] == [
        "Mika Managerin",
        "Nele Nachbarin",
    ]
    assert invitees([]) == []


def test_second_post_in_the_chosen_district_counts(manager: Person, erfurt: Authority) -> None:
    position = Position.objects.create(authority=erfurt, kind=Role.HEAT_PLANNER)
    Holding.objects.create(position=position, person=manager, starts=date(2024, 1, 1))
    (found,) = invitees([Role.MANAGER], ["16051"])
    assert found.organisation == "Erfurt"


def test_ended_membership_and_closed_account_are_not_invited(
    manager: Person, neighbour: Person
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=manager).update(ends=yesterday)
    Person.objects.filter(pk=neighbour.pk).update(is_active=False)
    assert invitees([Role.MANAGER]) == []


def test_membership_without_known_start_is_invited(outsider: Person) -> None:
    Membership.objects.create(person=outsider, role=Role.PARTNER, starts=None)
    assert len(invitees([Role.PARTNER])) == 1


def test_two_roles_are_one_invitation() -> None:
    make_person("Zoe", "Zwei", Role.PARTNER, Role.STANDING_GUEST)
    assert len(invitees([Role.PARTNER, Role.STANDING_GUEST])) == 1


def test_three_queries_at_any_size(manager: Person, neighbour: Person, guest: Person) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(invitees([Role.MANAGER, Role.STANDING_GUEST])) == 3
    assert len(queries) == 3
