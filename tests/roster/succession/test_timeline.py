"""All positions over the years: picture and table, filters, sorting, export."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Position
from klimanetz.roster.succession import finding
from tests.conftest import SignIn
from tests.factories import make_manager, make_person
from tests.roster.succession.conftest import in_months, read

pytestmark = pytest.mark.django_db
LIST = "/verwaltung/stellen/"


def picture_of(text: str) -> str:
    found = re.search(r'<svg class="chart__picture".*?</figure>', text, re.DOTALL)
    assert found
    return found[0]


def table_of(text: str) -> str:
    return text[text.index("<tbody>") :]


class TestWhatItShows:
    @pytest.fixture
    def years(self, position: Position) -> Position:
        """Held by Frida, then by nobody, then by Mika; paid for twice."""
        Position.objects.update(starts=date(2023, 1, 1), ends=date(2028, 6, 30))
        Holding.objects.update(starts=date(2025, 3, 1))
        Holding.objects.create(
            position=position,
            person=make_person("Frida", "Früher"),
            starts=date(2023, 1, 1),
            ends=date(2024, 12, 31),
        )
        for programme, starts, ends in (
            ("Kommunalrichtlinie, Erstvorhaben", date(2023, 1, 1), date(2024, 12, 31)),
            ("Klima Invest", date(2025, 1, 1), date(2028, 6, 30)),
        ):
            FundingPeriod.objects.create(
                position=position, programme=programme, starts=starts, ends=ends
            )
        return position

    @time_machine.travel(date(2026, 3, 1))
    def test_picture_and_table_say_the_same(self, office: Client, years: Position) -> None:
        text = read(office, LIST)
        for part in (picture_of(text), table_of(text)):
            for said in ("Ilmenau", "Klimaschutzmanagement", "Mika Managerin",
                         "Kommunalrichtlinie, Erstvorhaben", "Klima Invest"):  # fmt: skip
                assert said in part
        assert "30.06.2028" in table_of(text)
        assert "Frida Früher" in picture_of(text)
        assert picture_of(text).count("chart__vacant") == 1

    @time_machine.travel(date(2026, 3, 1))
    def test_picture_has_a_name_and_its_years(self, office: Client, years: Position) -> None:
        picture = picture_of(read(office, LIST))
        assert 'role="img" aria-labelledby="chart-title"' in picture
        assert "Eine Stelle in den Jahren 2023 bis 2028" in picture
        assert re.findall(r'chart__note"[^>]*>(\d{4})<', picture) == [
            "2023", "2024", "2025", "2026", "2027", "2028",
        ]  # fmt: skip

    @time_machine.travel(date(2026, 3, 1))
    def test_long_lives_do_not_squeeze_the_years_at_hand(
        self, office: Client, years: Position
    ) -> None:
        Position.objects.update(starts=date(1994, 1, 1), ends=date(2049, 1, 1))
        assert "in den Jahren 2023 bis 2030" in picture_of(read(office, LIST))

    def test_permanent(self, office: Client, position: Position) -> None:
        Position.objects.update(permanent=True)
        text = read(office, LIST)
        assert "Mika Managerin · verstetigt" in picture_of(text)
        assert "verstetigt" in table_of(text)
        assert "chart__end" not in picture_of(text)

    @time_machine.travel(date(2026, 3, 1))
    def test_vacant_since_the_day_after_the_last_holder(
        self, office: Client, position: Position
    ) -> None:
        Holding.objects.update(ends=date(2026, 1, 31))
        Position.objects.update(state="vacant")
        text = read(office, LIST)
        assert "unbesetzt seit 01.02.2026" in table_of(text)
        assert "Eine Stelle, eine davon unbesetzt." in text

    @time_machine.travel(date(2026, 3, 1))
    def test_who_comes_next(self, office: Client, position: Position) -> None:
        Holding.objects.update(ends=date(2026, 5, 31))
        Holding.objects.create(
            position=position, person=make_person("Nina", "Neu"), starts=date(2026, 6, 1)
        )
        table = table_of(read(office, LIST))
        assert "(bis 31.05.2026)" in table
        assert "ab 01.06.2026 Nina Neu" in table

    @time_machine.travel(date(2026, 3, 1))
    def test_planned_and_never_held(self, office: Client, position: Position) -> None:
        Holding.objects.all().delete()
        Position.objects.update(state="planned", starts=date(2026, 9, 1))
        assert "geplant ab 01.09.2026" in table_of(read(office, LIST))

    def test_nothing_yet(self, office: Client) -> None:
        text = read(office, LIST)
        assert "Hier stehen alle Stellen mit ihren Jahren" in text
        assert '<svg class="chart' not in text

    def test_person_with_two_positions_stands_in_both(
        self, office: Client, manager: Person, arnstadt: Authority
    ) -> None:
        second = Position.objects.create(authority=arnstadt, kind="energy_manager")
        Holding.objects.create(position=second, person=manager, starts=date(2025, 1, 1))
        assert table_of(read(office, LIST)).count("Mika Managerin") == 2

    def test_markup_stays_text(self, office: Client, position: Position) -> None:
        FundingPeriod.objects.create(position=position, programme="<script>x</script>")
        assert "<script>x" not in read(office, LIST)


class TestFilters:
    @pytest.fixture(autouse=True)
    def ends(self, manager: Person, neighbour: Person, erfurt: Authority) -> None:
        make_manager("Eva", "Erfurt", erfurt)
        for name, months in (("Ilmenau", 5), ("Arnstadt", 8), ("Erfurt", 11)):
            Position.objects.filter(authority__name=name).update(ends=in_months(months))

    @pytest.mark.parametrize(
        ("show", "names"),
        [
            ("", ["Ilmenau", "Arnstadt", "Erfurt"]),
            ("12", ["Ilmenau", "Arnstadt", "Erfurt"]),
            ("9", ["Ilmenau", "Arnstadt"]),
            ("6", ["Ilmenau"]),
            ("unsinn", ["Ilmenau", "Arnstadt", "Erfurt"]),
        ],
    )
    def test_what_ends_within(self, office: Client, show: str, names: list[str]) -> None:
        assert towns(read(office, f"{LIST}?zeige={show}")) == names

    def test_counts_stand_in_the_links(self, office: Client) -> None:
        text = read(office, LIST)
        for said in ("alle (3)", "enden in 12 Monaten (3)", "in 9 Monaten (2)", "in 6 Monaten (1)",
                     "unbesetzt (0)", "3 Stellen. 3 enden in den nächsten"):  # fmt: skip
            assert said in text

    def test_grant_that_ends_before_the_contract_counts(self, office: Client) -> None:
        position = Position.objects.get(authority__name="Erfurt")
        FundingPeriod.objects.create(position=position, programme="A", ends=in_months(4))
        assert towns(read(office, f"{LIST}?zeige=6")) == ["Erfurt", "Ilmenau"]
        FundingPeriod.objects.create(position=position, programme="B", ends=in_months(30))
        assert towns(read(office, f"{LIST}?zeige=6")) == ["Ilmenau"]
        assert towns(read(office, f"{LIST}?zeige=12"))[-1] == "Erfurt"

    def test_what_ran_out_is_the_most_pressing(self, office: Client) -> None:
        Position.objects.filter(authority__name="Erfurt").update(
            ends=timezone.localdate() - timedelta(days=3)
        )
        text = read(office, f"{LIST}?zeige=6")
        assert towns(text) == ["Erfurt", "Ilmenau"]
        assert "badge--loss" in text

    def test_permanent_never_ends(self, office: Client) -> None:
        position = Position.objects.get(authority__name="Ilmenau")
        FundingPeriod.objects.create(position=position, programme="A", ends=in_months(4))
        Position.objects.filter(pk=position.pk).update(permanent=True, ends=None)
        assert towns(read(office, f"{LIST}?zeige=6")) == []
        assert "Keine Stelle passt dazu." in read(office, f"{LIST}?zeige=6")

    def test_vacant_and_ended(self, office: Client) -> None:
        Position.objects.filter(authority__name="Erfurt").update(state="vacant")
        Position.objects.filter(authority__name="Arnstadt").update(state="ended")
        assert towns(read(office, f"{LIST}?zeige=frei")) == ["Erfurt"]
        assert towns(read(office, f"{LIST}?zeige=beendet")) == ["Arnstadt"]
        assert "Arnstadt" not in towns(read(office, LIST))

    def test_district(self, office: Client) -> None:
        text = read(office, f"{LIST}?kreis=16070&zeige=12")
        assert towns(text) == ["Ilmenau", "Arnstadt"]
        assert '<option value="16070" selected>' in text
        assert "?kreis=16070&amp;zeige=6" in text

    @pytest.mark.parametrize(
        ("sort", "names"),
        [
            ("-ende", ["Erfurt", "Arnstadt", "Ilmenau"]),
            ("kommune", ["Arnstadt", "Erfurt", "Ilmenau"]),
            ("-kommune", ["Ilmenau", "Erfurt", "Arnstadt"]),
            ("kreis", ["Erfurt", "Arnstadt", "Ilmenau"]),
            ("drop table", ["Ilmenau", "Arnstadt", "Erfurt"]),
        ],
    )
    def test_sorted(self, office: Client, sort: str, names: list[str]) -> None:
        assert towns(read(office, f"{LIST}?sort={sort}")) == names

    def test_a_page_at_a_time(self, office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(finding, "PAGE_SIZE", 2)
        assert towns(read(office, LIST)) == ["Ilmenau", "Arnstadt"]
        text = read(office, f"{LIST}?seite=2&sort=ende")
        assert towns(text) == ["Erfurt"]
        assert "Seite 2 von 2" in text

    def test_workbook_has_what_the_filter_shows(self, office: Client) -> None:
        response = office.get("/verwaltung/stellen.xlsx?zeige=9")
        assert "stellen-" in response["Content-Disposition"]
        rows = list(load_workbook(BytesIO(response.content)).active.values)  # type: ignore[union-attr]
        assert rows[0][:2] == ("Kommune", "Schlüssel")
        assert [row[0] for row in rows[1:]] == ["Ilmenau", "Arnstadt"]
        assert rows[1][5] == "Mika Managerin"
        assert rows[1][9].date() == in_months(5)


def towns(text: str) -> list[str]:
    """The places of the table, as they follow each other."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', text)


def test_eight_queries_at_any_size(office: Client, position: Position, erfurt: Authority) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(office, f"{LIST}?zeige=12")
            read(office, LIST)
        counts.append(len(queries) / 2)
        for name in "AB":
            make_manager(name, f"Weitere{number}", erfurt)
        for one in Position.objects.all():
            FundingPeriod.objects.create(position=one, programme="P", ends=in_months(3))
    assert counts[0] <= counts[1] <= 8


def test_closed_to_all_but_organisers(manager: Person, guest: Person, sign_in: SignIn) -> None:
    for person in (manager, guest):
        for url in (LIST, "/verwaltung/stellen.xlsx"):
            assert sign_in(person).get(url).status_code == 403


def test_wrong_method(office: Client) -> None:
    assert office.post(LIST).status_code == 405
