"""Every administration stands in exactly one group, on any day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.places.similarity import SizeClass
from klimanetz.places.starter import load_starter_register
from klimanetz.roster.actions import end_position, vacate_position
from klimanetz.roster.coverage import (
    Group,
    Line,
    add_up,
    coverage,
    find_towns,
    list_administrations,
    read_past,
)
from klimanetz.roster.models import Holding, Position, PositionState
from tests.factories import make_authority, make_manager, make_person

pytestmark = pytest.mark.django_db


def lines(on: date | None = None) -> dict[str, Line]:
    day = read_past("16").on(on or timezone.localdate())
    return {line.place.name: line for line in list_administrations(day)}


def groups(on: date | None = None) -> dict[str, Group]:
    return {name: line.group for name, line in lines(on).items()}


def towns() -> dict[str, Group]:
    return {
        key: found.group
        for key, found in find_towns(read_past("16").on(timezone.localdate())).items()
    }


@pytest.fixture
def geratal(ilm_kreis: Authority) -> Authority:
    """An association with an office of its own and two members."""
    found = make_authority("160705003", "Geratal/Plaue", Kind.ASSOCIATION, population=None)
    for key, name in (("160705003001", "Plaue"), ("160705003002", "Martinroda")):
        make_authority(key, name, Kind.MUNICIPALITY, parent=ilm_kreis, association=found)
    return found


@pytest.fixture
def administered(geratal: Authority) -> Authority:
    """The same association, whose office is that of one of its members."""
    plaue = Authority.objects.get(name="Plaue")
    Authority.objects.filter(pk=geratal.pk).update(administered_by=plaue)
    return plaue


def test_nobody_anywhere(ilmenau: Authority) -> None:
    assert groups() == {"Ilm-Kreis": Group.NONE, "Ilmenau": Group.NONE}


def test_thuringia_has_206_administrations(network: Network) -> None:
    load_starter_register()
    day = read_past("16").on(timezone.localdate())
    assert len(list(list_administrations(day))) == 206


def test_own_post_covers_its_town_alone(manager: Person, arnstadt: Authority) -> None:
    found = groups()
    assert (found["Ilmenau"], found["Arnstadt"], found["Ilm-Kreis"]) == (
        Group.OWN,
        Group.NONE,
        Group.NONE,
    )


def test_district_shares_its_post_with_its_towns(
    ilm_kreis: Authority, ilmenau: Authority, geratal: Authority, erfurt: Authority
) -> None:
    make_manager("Kim", "Kreis", ilm_kreis)
    assert groups() == {
        "Ilm-Kreis": Group.OWN,
        "Ilmenau": Group.SHARED,
        "Geratal/Plaue": Group.SHARED,
        "Erfurt": Group.NONE,
    }


def test_post_that_serves_a_town_is_shared(manager: Person, arnstadt: Authority) -> None:
    Position.objects.get().serves.add(arnstadt)
    assert groups()["Arnstadt"] == Group.SHARED


def test_member_has_no_office_of_its_own(geratal: Authority) -> None:
    assert groups() == {"Ilm-Kreis": Group.NONE, "Geratal/Plaue": Group.NONE}
    assert lines()["Geratal/Plaue"].population == 20_000


def test_post_of_an_association_is_shared_by_its_members(geratal: Authority) -> None:
    make_manager("Vera", "Verband", geratal)
    assert groups()["Geratal/Plaue"] == Group.OWN
    assert set(towns().values()) == {Group.SHARED}


def test_post_in_a_member_town_counts_for_its_office_but_not_for_all_inhabitants(
    geratal: Authority,
) -> None:
    make_manager("Petra", "Plaue", Authority.objects.get(name="Plaue"))
    line = lines()["Geratal/Plaue"]
    assert line.group == Group.OWN
    assert line.inhabitants == Counter({Group.OWN: 10_000, Group.NONE: 10_000})


def test_administering_town_is_the_office_of_its_association(administered: Authority) -> None:
    assert set(groups()) == {"Ilm-Kreis", "Plaue"}
    make_manager("Petra", "Plaue", administered)
    assert groups()["Plaue"] == Group.OWN
    assert towns() == {"160705003001": Group.OWN, "160705003002": Group.SHARED}


def test_post_at_the_association_is_one_of_the_administering_town(
    geratal: Authority, administered: Authority
) -> None:
    make_manager("Vera", "Verband", geratal)
    assert towns()["160705003001"] == Group.OWN


def test_own_post_goes_before_a_shared_one(manager: Person, ilm_kreis: Authority) -> None:
    make_manager("Kim", "Kreis", ilm_kreis)
    assert groups()["Ilmenau"] == Group.OWN


def test_vacancy_is_neither_none_nor_in_post(manager: Person, organiser: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    vacate_position(Position.objects.get(), last_day=yesterday, actor=organiser)
    assert groups()["Ilmenau"] == Group.VACANT
    assert groups(yesterday)["Ilmenau"] == Group.OWN


def test_shared_post_goes_before_a_vacancy(manager: Person, ilm_kreis: Authority) -> None:
    Holding.objects.all().delete()
    make_manager("Kim", "Kreis", ilm_kreis)
    assert groups()["Ilmenau"] == Group.SHARED


def test_vacant_post_of_a_district_is_no_vacancy_of_its_towns(
    ilm_kreis: Authority, ilmenau: Authority
) -> None:
    Position.objects.create(authority=ilm_kreis, state=PositionState.VACANT)
    assert groups() == {"Ilm-Kreis": Group.VACANT, "Ilmenau": Group.NONE}


def test_planned_post_is_none_yet(ilmenau: Authority) -> None:
    Position.objects.create(authority=ilmenau, state=PositionState.PLANNED)
    assert groups()["Ilmenau"] == Group.NONE


def test_post_without_known_beginning_is_vacant_today_not_in_the_past(ilmenau: Authority) -> None:
    Position.objects.create(authority=ilmenau, state=PositionState.VACANT)
    assert groups()["Ilmenau"] == Group.VACANT
    assert groups(date(2020, 1, 1))["Ilmenau"] == Group.NONE


def test_ended_post_stood_until_its_end(manager: Person, organiser: Person) -> None:
    today = timezone.localdate()
    end_position(Position.objects.get(), last_day=today - timedelta(days=1), actor=organiser)
    assert groups()["Ilmenau"] == Group.NONE
    assert groups(today - timedelta(days=1))["Ilmenau"] == Group.OWN


@pytest.mark.parametrize(("days", "near"), [(0, True), (365, True), (366, False), (-1, True)])
def test_ending_is_a_mark_on_top(manager: Person, days: int, near: bool) -> None:
    """Also after its end, while nobody has said what became of it."""
    end = timezone.localdate() + timedelta(days=days)
    Position.objects.update(ends=end)
    line = lines()["Ilmenau"]
    assert (line.group, line.ends) == (Group.OWN, end if near else None)


def test_ending_is_seen_from_the_day_asked_for(manager: Person) -> None:
    Position.objects.update(ends=date(2026, 6, 30))
    assert lines(date(2024, 6, 1))["Ilmenau"].ends is None
    assert lines(date(2025, 12, 31))["Ilmenau"].ends == date(2026, 6, 30)


def test_second_post_that_goes_on_takes_the_mark_away(manager: Person, ilmenau: Authority) -> None:
    Position.objects.update(ends=timezone.localdate())
    make_manager("Ida", "Ilmenau", ilmenau)
    assert lines()["Ilmenau"].ends is None


def test_energy_manager_counts_nowhere(ilmenau: Authority) -> None:
    position = Position.objects.create(authority=ilmenau, kind=Role.ENERGY_MANAGER)
    Holding.objects.create(position=position, person=make_person("Enno", "Energie"))
    assert groups()["Ilmenau"] == Group.NONE


def test_merged_town_counts_as_of_that_day(ilm_kreis: Authority, ilmenau: Authority) -> None:
    old = make_authority(
        "160700028028", "Langewiesen", Kind.MUNICIPALITY, parent=ilm_kreis,
        valid_to=date(2018, 7, 5),
    )  # fmt: skip
    position = Position.objects.create(authority=old, starts=date(2015, 1, 1))
    Holding.objects.create(
        position=position, person=make_person("Lars", "Lang"), starts=date(2015, 1, 1)
    )
    assert groups(date(2018, 7, 5))["Langewiesen"] == Group.OWN
    assert "Langewiesen" not in groups(date(2018, 7, 6))


def test_member_whose_association_is_no_more_stands_for_itself(geratal: Authority) -> None:
    Authority.objects.filter(pk=geratal.pk).update(valid_to=date(2020, 12, 31))
    assert set(groups()) == {"Ilm-Kreis", "Plaue", "Martinroda"}
    assert set(groups(date(2020, 12, 31))) == {"Ilm-Kreis", "Geratal/Plaue"}


def test_sizes_are_those_of_the_people_an_office_works_for(
    geratal: Authority, erfurt: Authority
) -> None:
    sizes = {name: line.size for name, line in lines().items()}
    assert sizes == {
        "Ilm-Kreis": SizeClass.DISTRICT,
        "Geratal/Plaue": SizeClass.MEDIUM_TOWN,
        "Erfurt": SizeClass.CITY,
    }


def test_sums_agree_with_the_overview(
    manager: Person, arnstadt: Authority, erfurt: Authority, geratal: Authority
) -> None:
    make_manager("Vera", "Verband", geratal)
    total, overview = add_up(lines().values()), coverage("16")
    assert total.reached == overview.population_covered
    assert total.inhabitants.total() == overview.population
    assert total.share == overview.share_of_inhabitants
    assert total.administrations[Group.OWN] == overview.authorities_with_manager


def test_three_queries_at_any_size(manager: Person, neighbour: Person, geratal: Authority) -> None:
    with CaptureQueriesContext(connection) as queries:
        past = read_past("16")
        for year in range(2020, 2026):
            list(list_administrations(past.on(date(year, 12, 31))))
    assert len(queries) == 3
