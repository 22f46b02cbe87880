"""Who may see what: each rule and its twin agree for everyone and everything."""

from datetime import date

import pytest

from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster import rules
from klimanetz.roster.models import Holding, Position, RosterImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(
    organiser: Person, manager: Person, neighbour: Person, guest: Person, outsider: Person
) -> list[Person]:
    return [organiser, manager, neighbour, guest, outsider]


def test_seeing_people_and_finding_them_agree(cast: list[Person]) -> None:
    for viewer in cast:
        seen = {person for person in cast if rules.can_view_person(viewer, person)}
        assert seen == set(Person.objects.visible_to(viewer))


def test_seeing_positions_and_finding_them_agree(
    cast: list[Person], manager: Person, neighbour: Person, erfurt: Authority
) -> None:
    left = Position.objects.create(authority=erfurt)
    for ends in (date(2023, 1, 1), date(2024, 1, 1)):
        Holding.objects.create(position=left, person=manager, ends=ends)
    Position.objects.create(authority=erfurt, state="planned")
    for viewer in cast:
        seen = {it for it in Position.objects.all() if rules.can_view_position(viewer, it)}
        assert seen == set(Position.objects.visible_to(viewer))
        assert Position.objects.visible_to(viewer).count() == len(seen)


def test_seeing_lists_and_finding_them_agree(cast: list[Person], organiser: Person) -> None:
    for person in cast:
        RosterImport.objects.create(person=person, file_name="liste.xlsx")
    for viewer in cast:
        seen = {it for it in RosterImport.objects.all() if rules.can_view_import(viewer, it)}
        assert seen == set(RosterImport.objects.visible_to(viewer))
        assert bool(seen) == (viewer == organiser)


def test_the_office_is_for_organisers(cast: list[Person], organiser: Person) -> None:
    allowed = [viewer for viewer in cast if rules.can_manage(viewer)]
    assert allowed == [organiser]
    assert "Netzwerkmanagement" in rules.can_manage(cast[1]).reason
