"""Who could get what: every authority against every rule, as a page and as a file."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.features.funding.check.who_gets_what import (
    Asked,
    ask,
    ask_all,
    read_rules,
)
from klimanetz.features.funding.inquiry_form import usual_start
from klimanetz.features.funding.models import Programme, Purpose, Rate, Rule
from klimanetz.features.funding.tiers import limits_of
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from tests.conftest import SignIn
from tests.factories import make_authority
from tests.features.funding.check.conftest import make_rule

PAGE = "/verwaltung/foerderung/wer-bekommt-was/"
FILE = "/verwaltung/foerderung/wer-bekommt-was.csv"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def body(client: Client, place: str) -> bytes:
    response = client.get(place)
    assert response.status_code == 200
    return response.getvalue()


def read_file(client: Client) -> list[dict[str, str]]:
    text = body(client, FILE).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_authority_has_a_line_and_every_rule_a_column(
    office: Client, rules: list[Rule], plaue: Authority, erfurt: Authority
) -> None:
    lines = {line["Name"]: line for line in read_file(office)}
    assert lines.keys() == {"Plaue", "Erfurt", "Ilm-Kreis", "Geratal/Plaue"}
    plain = lines["Plaue"]
    assert plain["ARS"] == "160705001043"
    assert plain["Art"] == "Gemeinde"
    assert plain["Landkreis"] == "Ilm-Kreis"
    assert plain["Einwohner:innen"] == "2000"
    assert plain["Stand"] == timezone.localdate().isoformat()
    assert plain["Klima Invest: Personal im Klimaschutz"] == "nein"  # it has expired
    assert plain["Kommunalrichtlinie: Erstvorhaben"] == "noch nicht zu sagen (70\xa0%)"
    assert plain["Kommunalrichtlinie: Anschluss"] == "ja (40\xa0%)"


def test_only_the_land_of_the_network_is_asked(
    office: Client, network: Network, initial: Rule, erfurt: Authority
) -> None:
    make_authority("064110000000", "Darmstadt", Kind.DISTRICT_FREE_CITY)
    assert [line["Name"] for line in read_file(office)] == ["Erfurt"]
    Network.objects.update(land="")
    assert [line["Name"] for line in read_file(office)] == ["Darmstadt", "Erfurt"]


def test_no_cell_can_be_a_formula(office: Client, federal: Programme, erfurt: Authority) -> None:
    Authority.objects.update(name="=HYPERLINK(1)")
    Programme.objects.update(name="+cmd")
    make_rule(federal, "x", Purpose.NEW_POSITION, "50")
    line = read_file(office)[0]
    assert line["Name"] == "'=HYPERLINK(1)"
    assert any(name.startswith("'+cmd") for name in line)


def test_the_page_counts_by_kind(
    office: Client, rules: list[Rule], plaue: Authority, ilmenau: Authority
) -> None:
    page = " ".join(office.get(PAGE).content.decode().split())
    assert "Kommunalrichtlinie: Erstvorhaben" in page
    assert '<th scope="row">Gemeinde</th> <td class="number zero" data-label="ja">0</td>' in page
    assert 'data-label="noch nicht zu sagen">2</td>' in page
    assert "ohne Gewähr" in page


def test_without_rules_the_page_says_what_will_stand_there(office: Client) -> None:
    assert "sobald es Förderregeln gibt" in office.get(PAGE).content.decode()


@pytest.mark.parametrize("place", [PAGE, FILE])
def test_only_organisers_read_it(
    place: str, client: Client, manager: Person, sign_in: SignIn, office: Client
) -> None:
    assert client.get(place).status_code == 302
    response = sign_in(manager).get(place)
    assert response.status_code == 403
    assert "Netzwerkmanagement" in response.content.decode()
    assert office.post(place).status_code == 405


@pytest.mark.parametrize("place", [PAGE, FILE])
def test_more_towns_cost_no_more_queries(
    place: str,
    office: Client,
    rules: list[Rule],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 3):
        for number in range(count):
            make_authority(f"160700099{count}0{number}", f"Ort {number}", Kind.MUNICIPALITY)
        with django_assert_max_num_queries(10):
            body(office, place)


def test_authorities_that_are_alike_are_answered_alike_as_if_each_was_asked(
    federal: Programme, initial: Rule
) -> None:
    """The short way through sizes says what the long way says, at and around every limit."""
    rule = make_rule(federal, "klein", Purpose.NEW_POSITION, "10")
    Rate.objects.create(rule=rule, percent=Decimal(20), population_to=5000)
    Rate.objects.create(rule=rule, percent=Decimal(30), population_from=20_000)
    today = date(2026, 11, 29)
    terms = read_rules("", today)
    assert limits_of(tier for one in terms for tier in one.tiers) == [5001, 20_000]
    sizes = (None, 0, 1, 4999, 5000, 5001, 19_999, 20_000, 20_001)
    asked = [Asked("160700029029", "x", kind, "", size) for kind in Kind for size in sizes]
    for one, short in ask_all(asked, terms, today):
        assert short == ask(one, terms, today, usual_start(today))
