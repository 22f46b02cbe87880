"""Which inhabitants live where a climate action manager works."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.coverage import coverage
from klimanetz.roster.models import Holding, Position
from tests.factories import make_authority, make_manager, make_person

pytestmark = pytest.mark.django_db


def hold(person: Person, authority: Authority, kind: Role = Role.MANAGER) -> Position:
    position = Position.objects.create(authority=authority, kind=kind)
    Holding.objects.create(position=position, person=person, starts=date(2024, 1, 1))
    return position


def test_empty_land_is_covered_by_nobody() -> None:
    found = coverage("16")
    assert (found.managers, found.share_of_inhabitants, found.dots) == (0, 0.0, ())


def test_town_covers_its_inhabitants(
    manager: Person, ilm_kreis: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    found = coverage("16")
    assert found.managers == 1
    assert found.authorities_with_manager == 1
    assert (found.municipalities, found.municipalities_covered) == (3, 1)
    assert (found.population_covered, found.population) == (10_000, 235_000)
    assert found.by_district["16070"].level == "municipal"
    assert found.by_district["16070"].name == "Ilm-Kreis"
    assert found.by_district["16051"].level == "none"
    assert [dot.name for dot in found.dots] == ["Ilmenau"]


def test_district_covers_its_municipalities_and_has_no_dot(
    ilm_kreis: Authority, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    hold(make_person("Kim", "Kreis"), ilm_kreis, Role.COORDINATOR)
    found = coverage("16")
    assert found.municipalities_covered == 2
    assert found.by_district["16070"].level == "own"
    assert found.by_district["16070"].population_covered == 20_000
    assert found.dots == ()


def test_district_free_city_is_its_own_district(erfurt: Authority) -> None:
    make_manager("Eva", "Erfurt", erfurt)
    found = coverage("16")
    assert found.by_district["16051"].level == "own"
    assert found.share_of_inhabitants == 1.0


@pytest.fixture
def association(ilm_kreis: Authority) -> Authority:
    found = make_authority("160705003", "Geratal/Plaue", Kind.ASSOCIATION, population=None)
    for key, name in (("160705003001", "Plaue"), ("160705003002", "Martinroda")):
        make_authority(
            key,
            name,
            Kind.MUNICIPALITY,
            parent=ilm_kreis,
            association=found,
            latitude=50.7,
            longitude=10.9,
        )
    return found


def test_association_covers_its_members(association: Authority) -> None:
    hold(make_person("Vera", "Verband"), association)
    found = coverage("16")
    assert found.municipalities_covered == 2
    assert found.authorities_with_manager == 1


def test_administering_town_covers_those_it_administers(association: Authority) -> None:
    plaue = Authority.objects.get(name="Plaue")
    Authority.objects.filter(pk=association.pk).update(administered_by=plaue)
    hold(make_person("Petra", "Plaue"), plaue)
    assert coverage("16").municipalities_covered == 2


def test_association_is_drawn_at_the_seat_of_its_administrator(association: Authority) -> None:
    plaue = Authority.objects.get(name="Plaue")
    Authority.objects.filter(pk=association.pk).update(administered_by=plaue)
    hold(make_person("Vera", "Verband"), association)
    (dot,) = coverage("16").dots
    assert (dot.name, dot.latitude) == ("Geratal/Plaue", 50.7)


def test_served_authorities_count(manager: Person, arnstadt: Authority) -> None:
    Position.objects.get().serves.add(arnstadt)
    found = coverage("16")
    assert (found.managers, found.authorities_with_manager, found.municipalities_covered) == (
        1,
        2,
        2,
    )


def test_one_person_in_two_towns_is_one_manager(manager: Person, arnstadt: Authority) -> None:
    hold(manager, arnstadt)
    found = coverage("16")
    assert (found.managers, found.authorities_with_manager) == (1, 2)


def test_energy_manager_is_no_climate_action_manager(ilmenau: Authority) -> None:
    hold(make_person("Enno", "Energie"), ilmenau, Role.ENERGY_MANAGER)
    assert coverage("16").managers == 0


def test_position_left_covers_only_the_days_before(manager: Person) -> None:
    today = timezone.localdate()
    Holding.objects.update(ends=today - timedelta(days=1))
    assert coverage("16").managers == 0
    assert coverage("16", on=today - timedelta(days=1)).managers == 1


def test_other_land_is_left_out(manager: Person) -> None:
    make_manager("Hanna", "Hessin", make_authority("064110000000", "Darmstadt", Kind.MUNICIPALITY))
    assert coverage("16").managers == 1
    assert coverage("").managers == 2
    assert set(coverage("06").by_district) == {"06411"}


def test_three_queries_at_any_size(manager: Person, neighbour: Person, erfurt: Authority) -> None:
    make_manager("Eva", "Erfurt", erfurt)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        coverage("16")
    assert len(queries) == 3
