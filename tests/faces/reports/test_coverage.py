"""How far climate action management reaches: the page and the file, for any day."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind, Outline, Register
from klimanetz.roster.actions import vacate_position
from klimanetz.roster.models import Position
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager

PAGE = "/netzwerk/abdeckung/"
FILE = "/netzwerk/abdeckung.csv"
SQUARE = "M0 0l10 0 0 10-10 0z"

type Read = Callable[..., str]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()


@pytest.fixture
def read(network: Network, client: Client) -> Read:
    def page(reader: Client = client, **query: str) -> str:
        response = reader.get(PAGE, query)
        assert response.status_code == HTTPStatus.OK
        return " ".join(response.content.decode().split())

    return page


def table(client: Client, **query: str) -> list[list[str]]:
    response = client.get(FILE, query)
    assert response.status_code == HTTPStatus.OK
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def outline(authority: Authority) -> None:
    Outline.objects.create(
        authority=authority, path=SQUARE, min_x=0, min_y=0, max_x=10, max_y=10, source="Quelle X"
    )


def test_says_the_reach_in_a_sentence(manager: Person, erfurt: Authority, read: Read) -> None:
    page = read()
    assert "<strong>4 Prozent</strong> der Menschen leben" in page
    assert "10.000 von 225.000" in page
    assert "<h2> 3 Verwaltungen </h2>" in page


def test_before_the_register_is_read(read: Read) -> None:
    assert "Noch ist kein Verzeichnis der Kommunen eingelesen." in read()


def test_every_group_is_a_link_that_can_be_shared(manager: Person, read: Read) -> None:
    page = read()
    for layer in ("eigene", "endet", "mitbetreut", "unbesetzt", "ohne"):
        assert f'href="{PAGE}?ebene={layer}"' in page


def test_layer_lists_its_administrations(manager: Person, arnstadt: Authority, read: Read) -> None:
    page = read(ebene="eigene")
    assert ">Gemeinde Ilmenau</a>" in page
    assert ">Gemeinde Arnstadt</a>" not in page
    assert ">Gemeinde Arnstadt</a>" in read(ebene="ohne")


def test_empty_layer_says_so(manager: Person, read: Read) -> None:
    assert "In dieser Gruppe steht an diesem Tag keine Verwaltung." in read(ebene="unbesetzt")


def test_unknown_layer_is_all_of_them(manager: Person, read: Read) -> None:
    assert 'id="verwaltungen"' not in read(ebene="alles")


def test_largest_stand_first(network: Network, erfurt: Authority, ilmenau: Authority,
                             client: Client) -> None:  # fmt: skip
    entries = client.get(PAGE, {"ebene": "ohne"}).context["entries"]
    assert [entry.name for entry in entries] == [
        "kreisfreie Stadt Erfurt",
        "Gemeinde Ilmenau",
        "Ilm-Kreis",
    ]


def test_past_day_is_asked_for_in_the_address(
    manager: Person, organiser: Person, read: Read
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    vacate_position(Position.objects.get(), last_day=yesterday, actor=organiser)
    assert "Gemeinde Ilmenau" not in read(ebene="eigene")
    assert "Gemeinde Ilmenau" in read(ebene="eigene", stand=yesterday.isoformat())
    assert "Gemeinde Ilmenau" not in read(ebene="eigene", stand="2023-12-31")


def test_links_of_a_past_day_keep_it(manager: Person, read: Read) -> None:
    page = read(stand="2025-12-31", ebene="eigene")
    assert f'href="{PAGE}?stand=2025-12-31&amp;ebene=ohne"' in page
    assert f'href="{FILE}?stand=2025-12-31&amp;ebene=eigene"' in page
    assert f'href="{PAGE}?stand=2025-12-31"' in page
    assert "2 Verwaltungen am 31. Dezember 2025" in page


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("gestern", "Bitte geben Sie ein Datum an"),
        ("2025-02-30", "Bitte geben Sie ein Datum an"),
        ("31.12.2025", "Bitte geben Sie ein Datum an"),
        ("2999-01-01", "Dieser Tag liegt in der Zukunft."),
        ("1999-12-31", "So weit zurück reichen die Angaben nicht."),
        ("0001-01-01", "So weit zurück reichen die Angaben nicht."),
        ('"><script>', "Bitte geben Sie ein Datum an"),
    ],
)
def test_day_that_cannot_be_answered(manager: Person, read: Read, text: str, problem: str) -> None:
    page = read(stand=text)
    assert f'id="stand_error">{problem}' in page
    assert "Gezeigt wird der Stand von heute." in page
    assert "<script>" not in page


def test_sums_by_district_and_size(
    manager: Person, erfurt: Authority, network: Network, client: Client
) -> None:
    context = client.get(PAGE).context
    assert [(row.label, row.total, row.own, row.percent) for row in context["districts"]] == [
        ("Erfurt", 1, 0, 0),
        ("Ilm-Kreis", 2, 1, 100),
    ]
    assert [(row.label, row.own, row.none) for row in context["sizes"]] == [
        ("Großstadt", 0, 1),
        ("Kleinstadt", 1, 0),
        ("Landkreis", 0, 1),
    ]


def test_last_five_years_and_today(manager: Person, network: Network, client: Client) -> None:
    this_year = timezone.localdate().year
    Position.objects.update(starts=date(this_year - 2, 1, 1))
    Position.objects.get().holdings.update(starts=date(this_year - 2, 1, 1))
    years = client.get(PAGE).context["years"]
    assert [row.own for row in years] == [0, 0, 0, 1, 1, 1]
    assert years[0].label == f"31.12.{this_year - 5}"


def test_source_and_day_stand_under_every_figure(
    manager: Person, network: Network, client: Client
) -> None:
    Register.objects.create(land="16", status_on=date(2024, 12, 31), credit="© Amt")
    Authority.objects.update(population_on=date(2023, 12, 31))
    page = client.get(PAGE, {"stand": "2025-12-31"}).content.decode()
    source = (
        "Stellen: Angaben des Netzwerks, Stand 31.12.2025; © Amt, Gebietsstand 31.12.2024; "
        "Bevölkerung: 31.12.2023"
    )
    assert page.count(source) == 4


def test_names_nobody(manager: Person, read: Read) -> None:
    page = read(ebene="eigene")
    assert "Mika" not in page
    assert manager.email not in page


def test_only_organisers_read_the_day_a_post_ends(
    manager: Person, organiser: Person, sign_in: SignIn, read: Read, client: Client
) -> None:
    Position.objects.update(ends=timezone.localdate() + timedelta(days=30))
    assert "Gemeinde Ilmenau" in read(ebene="endet")
    day = (timezone.localdate() + timedelta(days=30)).strftime("%d.%m.%Y")
    for person, seen in ((organiser, True), (manager, False)):
        reader = sign_in(person)
        assert (day in read(reader, ebene="endet")) is seen
        assert (day in str(table(reader))) is seen
    assert day not in read(ebene="endet")
    assert day not in str(table(client))


def test_file_has_one_line_for_each_administration(
    manager: Person, erfurt: Authority, network: Network, client: Client
) -> None:
    rows = table(client)
    assert rows[0][:3] == ["Regionalschlüssel", "Verwaltung", "Art"]
    assert rows[1] == [
        "160510000000", "kreisfreie Stadt Erfurt", "Kreisfreie Stadt", "Erfurt", "Großstadt",
        "215000", "ohne Klimaschutzmanagement", "nein",
    ]  # fmt: skip
    assert rows[2][6] == "eigene Stelle besetzt"
    assert rows[3][:2] == ["16070", "Ilm-Kreis"]
    assert rows[-1][0] == "Quelle"
    assert "Stand" in rows[-1][1]


def test_file_asks_like_the_page(manager: Person, network: Network, client: Client) -> None:
    assert [row[1] for row in table(client, ebene="eigene")[1:-2]] == ["Gemeinde Ilmenau"]
    assert table(client, ebene="eigene", stand="2023-06-01")[1] == []


def test_file_is_for_excel(manager: Person, network: Network, client: Client) -> None:
    response = client.get(FILE, {"stand": "2025-12-31"})
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="abdeckung-2025-12-31.csv"'
    )


def test_map_tells_districts_by_pattern_and_towns_by_sign(
    manager: Person, ilm_kreis: Authority, read: Read
) -> None:
    outline(ilm_kreis)
    Authority.objects.filter(name="Ilmenau").update(longitude=10.9, latitude=50.7)
    page = read()
    assert 'fill="url(#karte-none)"' in page
    assert 'href="#zeichen-own"' in page
    assert "<title>Ilmenau: eigene Stelle besetzt</title>" in page
    assert "Quelle X" in page


def test_layer_leaves_only_its_own_on_the_map(
    manager: Person, ilm_kreis: Authority, read: Read
) -> None:
    outline(ilm_kreis)
    Authority.objects.filter(name="Ilmenau").update(longitude=10.9, latitude=50.7)
    page = read(ebene="ohne")
    assert "<title>Ilmenau" not in page
    assert 'fill="url(#karte-plain)"' in read(ebene="eigene")


def test_towns_are_shapes_where_all_their_outlines_are_known(
    manager: Person, ilm_kreis: Authority, erfurt: Authority, read: Read
) -> None:
    for place in Authority.objects.all():
        outline(place)
    page = read()
    assert page.count('<path d="M0 0') == 2  # Ilmenau and Erfurt; the district is not drawn
    assert "<title>Gemeinde Ilmenau: eigene Stelle besetzt</title>" in page
    assert 'fill="url(#karte-own)"' in page


def test_many_signs_become_points(
    manager: Person, ilm_kreis: Authority, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline(ilm_kreis)
    Authority.objects.filter(name="Ilmenau").update(longitude=10.9, latitude=50.7)
    monkeypatch.setattr("klimanetz.faces.reports.drawing.MOST_SIGNS", 0)
    assert 'class="map__specks"' in read()


def test_long_layer_is_left_to_the_file(
    network: Network, ilmenau: Authority, erfurt: Authority, read: Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("klimanetz.faces.reports.views.MOST_LISTED", 1)
    assert "2 weitere stehen in der CSV-Datei." in read(ebene="ohne")


def test_change_is_seen_at_once(manager: Person, organiser: Person, read: Read) -> None:
    assert "Gemeinde Ilmenau" in read(ebene="eigene")
    yesterday = timezone.localdate() - timedelta(days=1)
    vacate_position(Position.objects.get(), last_day=yesterday, actor=organiser)
    assert "Gemeinde Ilmenau" not in read(ebene="eigene")


def test_eight_queries_with_one_administration_and_with_many(
    manager: Person, read: Read, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        read(ebene="eigene")
    for number in range(3):
        town = make_authority(f"16070000{number}00{number}", f"Ort {number}", Kind.MUNICIPALITY)
        make_manager("Mo", f"Manager{number}", town)
    caches["pages"].clear()
    with django_assert_max_num_queries(8):
        read(ebene="eigene")


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_only_reading(network: Network, client: Client, url: str) -> None:
    assert client.post(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_overview_leads_here(network: Network, client: Client) -> None:
    assert f'href="{PAGE}"' in client.get("/netzwerk/").content.decode()
