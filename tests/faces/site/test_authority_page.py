"""A page for every district, town and association, at an address of its own."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.people.actions import hide_field, show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind, Register, Succession
from klimanetz.roster.directory.actions import write_profile
from klimanetz.roster.directory.models import FieldOfAction, Portrait
from klimanetz.roster.models import Holding, Position
from tests.factories import make_authority, make_manager, make_person


def read(client: Client, authority: Authority) -> str:
    response = client.get(f"/netzwerk/{authority.slug}/")
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def end(authority: Authority, *successors: Authority) -> None:
    Authority.objects.filter(pk=authority.pk).update(valid_to=date(2023, 12, 31))
    for successor in successors:
        Succession.objects.create(
            predecessor=authority,
            successor=successor,
            change=Succession.Change.DISSOLVED,
            legal_on=date(2024, 1, 1),
        )


def test_facts_with_their_dates_and_their_source(
    network: Network, ilmenau: Authority, client: Client
) -> None:
    Register.objects.create(land="16", status_on=date(2024, 12, 31), credit="© Destatis, 2025")
    Authority.objects.filter(pk=ilmenau.pk).update(
        population=38_891, population_on=date(2023, 12, 31), census_basis="Zensus 2011"
    )
    page = read(client, ilmenau)
    assert "38.891 (Stand 31.12.2023, Zensus 2011)" in page
    assert "50,00 km²" in page
    assert '<a href="/netzwerk/16070-ilm-kreis/">' in page
    assert "16070029" in page
    assert "© Destatis, 2025" in page


def test_who_works_here_as_far_as_they_agreed(
    network: Network, named: Person, ilmenau: Authority, client: Client
) -> None:
    page = read(client, ilmenau)
    assert "Mika Managerin" in page
    assert named.email not in page


def test_what_somebody_shows_to_all_stands_here_until_they_hide_it(
    network: Network, named: Person, ilmenau: Authority, client: Client
) -> None:
    heat = FieldOfAction.objects.get(name="Wärmeplanung")
    write_profile(
        named,
        actor=named,
        fields_of_action=[heat],
        can_help="Energiemanagement",
        languages="Dänisch",
        working_days=[0, 2],
    )
    Portrait.objects.create(person=named, token="gesicht", small=b"klein", large=b"gross")
    assert "Energiemanagement" not in read(client, ilmenau)
    told = {
        Field.PROFILE: ("Energiemanagement", "Wärmeplanung"),
        Field.LANGUAGES: ("Dänisch",),
        Field.WORKING_DAYS: ("Mo, Mi",),
        Field.PHOTO: ("gesicht",),
    }
    for field, words in told.items():
        show_field(named, field, Audience.PUBLIC, actor=named)
        assert words[-1] in read(client, ilmenau)
        hide_field(named, field, actor=named)
        assert not any(word in read(client, ilmenau) for word in words), field


def test_nobody_here_leads_to_advice(network: Network, ilmenau: Authority, client: Client) -> None:
    page = read(client, ilmenau)
    assert "ist niemand im Klimaschutzmanagement eingetragen" in page
    assert 'href="/kommune-ohne-klimaschutzmanagement/"' in page


def test_a_district_lists_its_towns(
    network: Network, named: Person, ilm_kreis: Authority, client: Client
) -> None:
    page = read(client, ilm_kreis)
    assert "In den Kommunen des Kreises" in page
    assert "Mika Managerin" in page


def test_a_town_names_the_coordinator_of_its_district(
    network: Network, ilmenau: Authority, ilm_kreis: Authority, client: Client
) -> None:
    make_manager("Karla", "Kreis", ilm_kreis)
    energy = make_person("Enno", "Energie", Role.ENERGY_MANAGER)
    post = Position.objects.create(authority=ilm_kreis, kind=Role.ENERGY_MANAGER)
    Holding.objects.create(position=post, person=energy)
    page = read(client, ilmenau)
    assert "Auch zuständig" in page or "Zuständig" in page
    assert "Klimaschutzmanagement</span>" in page
    assert "Energiemanagement" not in page


def test_a_town_names_who_serves_it_from_next_door(
    network: Network, neighbour: Person, ilmenau: Authority, client: Client
) -> None:
    assert "Arnstadt" not in read(client, ilmenau)
    Position.objects.get().serves.add(ilmenau)
    changed_for_the_public()
    assert '<a href="/netzwerk/160700004004-arnstadt/">Arnstadt</a>' in read(client, ilmenau)


def test_an_association_and_its_members(
    network: Network, ilm_kreis: Authority, client: Client
) -> None:
    association = make_authority(
        "160705001", "Riechheimer Berg", Kind.ASSOCIATION, parent=ilm_kreis, kind_code="54"
    )
    member = make_authority(
        "160705001001", "Alkersleben", Kind.MUNICIPALITY, parent=ilm_kreis, association=association
    )
    make_manager("Vera", "Verband", association)
    make_manager("Dora", "Dorf", member)
    assert "Riechheimer Berg" in read(client, member)
    page = read(client, association)
    assert "In den Mitgliedskommunen" in page
    assert "Alkersleben" in page


def test_an_association_run_by_one_of_its_members(
    network: Network, ilm_kreis: Authority, ilmenau: Authority, client: Client
) -> None:
    association = make_authority(
        "160705051", "Ilmenau", Kind.ASSOCIATION, administered_by=ilmenau, kind_code="58"
    )
    member = make_authority(
        "160705051999", "Kleindorf", Kind.MUNICIPALITY, parent=ilm_kreis, association=association
    )
    make_manager("Mika", "Managerin", ilmenau)
    page = read(client, member)
    assert '<a href="/netzwerk/160700029029-ilmenau/">Ilmenau</a>' in page
    assert "Verwaltet von" in read(client, association)


def test_only_the_key_counts_and_leads_to_the_name(
    network: Network, ilmenau: Authority, client: Client
) -> None:
    for address in ("160700029029", "160700029029-alter-name"):
        response = client.get(f"/netzwerk/{address}/")
        assert response.status_code == HTTPStatus.MOVED_PERMANENTLY
        assert response.headers["Location"] == "/netzwerk/160700029029-ilmenau/"


def test_a_merged_town_leads_to_what_it_is_today(
    network: Network, ilmenau: Authority, arnstadt: Authority, client: Client
) -> None:
    end(arnstadt, ilmenau)
    response = client.get(f"/netzwerk/{arnstadt.slug}/")
    assert response.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert response.headers["Location"] == "/netzwerk/160700029029-ilmenau/"
    page = read(client, ilmenau)
    assert "Seit dem 01.01.2024 mit" in page
    assert "Arnstadt" in page


def test_a_divided_town_names_all_of_them(
    network: Network, ilmenau: Authority, arnstadt: Authority, erfurt: Authority, client: Client
) -> None:
    end(arnstadt, ilmenau, erfurt)
    page = read(client, arnstadt)
    assert "Gab es bis zum 31. Dezember 2023." in page
    assert "/netzwerk/160700029029-ilmenau/" in page
    assert "/netzwerk/160510000000-erfurt/" in page
    assert "Wer hier arbeitet" not in page


def test_a_key_given_again_belongs_to_who_has_it(
    network: Network, ilmenau: Authority, client: Client
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(valid_to=date(2023, 12, 31))
    make_authority("160700029029", "Neu-Ilmenau", Kind.MUNICIPALITY, valid_from=date(2024, 1, 1))
    response = client.get("/netzwerk/160700029029-ilmenau/")
    assert response.headers["Location"] == "/netzwerk/160700029029-neu-ilmenau/"


def test_of_two_that_are_gone_the_later_one_answers(
    network: Network, ilmenau: Authority, client: Client
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(valid_to=date(2023, 12, 31))
    make_authority("160700029029", "Altstadt", Kind.MUNICIPALITY, valid_to=date(2010, 12, 31))
    assert "Gab es bis zum 31. Dezember 2023." in read(client, ilmenau)


def test_a_town_that_will_be_merged_still_stands(
    network: Network, named: Person, ilmenau: Authority, client: Client
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(valid_to=date(2999, 12, 31))
    page = read(client, ilmenau)
    assert "Mika Managerin" in page
    assert "Gab es bis" not in page


@pytest.mark.parametrize("address", ["999999999999-nirgends", "erfurt", "1607"])
def test_what_is_not_in_the_register_is_not_found(
    network: Network, ilmenau: Authority, client: Client, address: str
) -> None:
    assert client.get(f"/netzwerk/{address}/").status_code == HTTPStatus.NOT_FOUND


def test_only_for_reading(network: Network, ilmenau: Authority, client: Client) -> None:
    response = client.post(f"/netzwerk/{ilmenau.slug}/")
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_drawing_costs_the_same_for_few_and_many(
    network: Network,
    manager: Person,
    ilm_kreis: Authority,
    arnstadt: Authority,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(15) as few:
        read(client, ilm_kreis)
    for number in range(3):
        make_manager("Nora", f"Neu{number}", arnstadt)
    changed_for_the_public()
    with django_assert_max_num_queries(15) as many:
        read(client, ilm_kreis)
    assert len(many) == len(few)


def test_all_towns_of_a_district_have_an_address(
    network: Network, ilmenau: Authority, arnstadt: Authority, client: Client
) -> None:
    assert ilmenau.parent is not None
    page = read(client, ilmenau.parent)
    assert "Alle 2 Kommunen, die dazugehören" in page
    assert '<a href="/netzwerk/160700004004-arnstadt/">Arnstadt</a>' in page
