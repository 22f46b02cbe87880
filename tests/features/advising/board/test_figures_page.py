"""The figures as their readers see them: sentences, tables, files."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from klimanetz.features.advising.board.figures import cut_by_year
from klimanetz.features.advising.board.reading import Scope, read_known
from klimanetz.features.advising.board.tables import say_months
from klimanetz.features.advising.models import Application, ApplicationState, Case, Move, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position
from tests.conftest import SignIn
from tests.features.advising.board.conftest import MakeCase

PAGE = "/verwaltung/beratung/zahlen/"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def story(make_case: MakeCase, ilmenau: Authority, erfurt: Authority, ilm_kreis: Authority) -> Case:
    """Ilmenau came from the first call to a post in a year; Erfurt's council said no."""
    case = make_case(
        Stage.ONBOARDED,
        opened_at=at(date(2025, 1, 10)),
        closed_at=at(date(2026, 1, 20)),
        stage_since=date(2026, 1, 20),
        position=Position.objects.create(authority=ilmenau),
    )
    Move.objects.create(
        case=case, left=Stage.CONTACT, reached=Stage.FIRST_TALK, on=date(2025, 1, 30)
    )
    Move.objects.create(case=case, left=Stage.GRANTED, reached=Stage.FILLED, on=date(2026, 1, 10))
    Move.objects.filter(case=case, left="").update(reached=Stage.CONTACT)
    Application.objects.create(
        case=case, name="Kommunalrichtlinie", state=ApplicationState.GRANTED,
        applied=Decimal(150000), granted=Decimal("140000.50"), submitted_on=date(2025, 6, 1),
        decided_on=date(2025, 12, 1),
    )  # fmt: skip
    make_case(
        Stage.COUNCIL_REFUSED, erfurt, opened_at=at(date(2026, 3, 1)),
        closed_at=at(date(2026, 5, 1)), stage_since=date(2026, 5, 1), reason="Haushalt zu knapp",
    )  # fmt: skip
    return case


def open_page(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_what_matters_is_said_in_sentences(organiser: Person, story: Case, sign_in: SignIn) -> None:
    page = open_page(sign_in(organiser))
    assert "Zurzeit läuft kein Fall." in page
    assert "Ein Antrag auf Förderung ist gestellt: 1 bewilligt (140.000 €)" in page
    assert "Eine Stelle ist aus der Beratung entstanden." in page
    assert "Vom ersten Kontakt bis zur Besetzung dauerte es 12 Monate." in page


def test_a_running_case_is_said_with_its_age(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(opened_at=at(date(2025, 2, 3)))
    assert "Ein Fall läuft, der älteste seit Februar 2025." in open_page(sign_in(organiser))


def test_the_tables_show_steps_years_districts_and_reasons(
    organiser: Person, story: Case, sign_in: SignIn
) -> None:
    page = open_page(sign_in(organiser))
    assert '<th scope="row">Kontakt</th> <td data-label="Fälle" class="number">1</td> <td ' in page
    assert '<th scope="row">2025</th>' in page
    assert '<th scope="row">Ilm-Kreis</th>' in page
    assert '<th scope="row">Erfurt</th>' in page
    assert '<td data-label="Grund">Haushalt zu knapp</td>' in page


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("?kreis=16051", "Erfurt</th>", "Ilm-Kreis</th>"),
        ("?jahr=2025", "Ilm-Kreis</th>", "Erfurt</th>"),
        ("?jahr=2026&kreis=16070", "Noch gibt es keinen Fall.", "Ilm-Kreis</th>"),
        ("?jahr=quatsch&kreis=quatsch", "Erfurt</th>", "Noch gibt es keinen Fall."),
        ("?jahr=²²²²&kreis=²²²²²", "Erfurt</th>", "Noch gibt es keinen Fall."),
    ],
)
def test_figures_of_a_district_or_of_a_year(
    organiser: Person, story: Case, sign_in: SignIn, query: str, there: str, not_there: str
) -> None:
    page = open_page(sign_in(organiser), query)
    assert there in page
    assert not_there not in page


def test_the_workbook_has_every_table_with_its_cents(
    organiser: Person, story: Case, sign_in: SignIn
) -> None:
    office = sign_in(organiser)
    book = load_workbook(BytesIO(office.get("/verwaltung/beratung/zahlen.xlsx").content))
    assert len(book.sheetnames) == 5
    page = open_page(office)
    assert all(f">{name}<" in page for name in book.sheetnames)  # none is cut off
    heads, *rows = book["Nach Kreisen"].values
    ilm = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}["Ilm-Kreis"]
    assert ilm["bewilligt, Euro"] == 140000.5
    assert ilm["nicht weiter"] == 0


def test_the_csv_has_every_table_below_the_other(
    organiser: Person, story: Case, sign_in: SignIn
) -> None:
    text = sign_in(organiser).get("/verwaltung/beratung/zahlen.csv").content.decode()
    assert text.startswith("\ufeffStand und Alter der Fälle")
    assert "\r\n\r\nNach Kreisen\r\nKreis;begonnen;" in text
    assert "Ilm-Kreis;1;1;1;150000,00;140000,50;1;0" in text


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "einen Tag"), (45, "45 Tage"), (61, "2 Monate"), (365, "12 Monate")],
)
def test_days_are_said_as_people_say_them(days: int, said: str) -> None:
    assert say_months(days) == said


def test_without_a_case_there_is_nothing_to_count(organiser: Person, sign_in: SignIn) -> None:
    page = open_page(sign_in(organiser))
    assert "Dafür braucht es einen ersten Fall." in page


@pytest.mark.parametrize("end", ["/", ".xlsx", ".csv"])
def test_figures_are_for_organisers_and_only_read(
    organiser: Person, manager: Person, sign_in: SignIn, end: str
) -> None:
    path = "/verwaltung/beratung/zahlen" + end
    assert sign_in(manager).get(path).status_code == 403
    assert sign_in(organiser).post(path).status_code == 405


def test_figures_ask_as_often_for_three_cases_as_for_one(
    organiser: Person, make_case: MakeCase, arnstadt: Authority, erfurt: Authority, sign_in: SignIn
) -> None:
    client = sign_in(organiser)
    make_case()
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    make_case(lead=arnstadt)
    make_case(Stage.DROPPED, erfurt)
    with CaptureQueriesContext(connection) as three:
        client.get(PAGE)
    assert len(three) == len(one) <= 8


def test_a_loss_counts_in_the_year_in_which_it_happened(make_case: MakeCase) -> None:
    """Not in that in which somebody entered it."""
    make_case(
        Stage.DROPPED, opened_at=at(date(2025, 2, 1)), stage_since=date(2025, 12, 20),
        closed_at=at(date(2026, 1, 5)),
    )  # fmt: skip
    known = read_known(Case.objects.all(), Scope())
    assert [cut.lost for cut in cut_by_year(known.cases, ()).values()] == [1]
