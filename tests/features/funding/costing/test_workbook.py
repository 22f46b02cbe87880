"""The cost sheet reckons by its own formulas, and to the same cents as the plan."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from klimanetz.features.funding.costing.amounts import CostPlan
from klimanetz.features.funding.costing.plan import make_plan, split
from klimanetz.features.funding.costing.workbook import write_workbook
from klimanetz.features.funding.models import Status
from tests.features.funding.costing.formulas import Calculator
from tests.features.funding.costing.given import grant, post, state, together
from tests.features.funding.costing.test_by_hand import CASES, Case
from tests.features.funding.costing.test_laws import PARTNERS, PLANS

PHASE = 3
KINDS = {"pay": 4, "special": 5, "employer": 6, "workplace": 7, "travel": 8}


def open_sheet(plan: CostPlan, title: str = "Kosten einer Stelle") -> Workbook:
    return load_workbook(BytesIO(write_workbook(plan, title)))


def cent(number: float) -> Decimal:
    return Decimal(f"{number:.2f}")


def assert_alike(book: Workbook, plan: CostPlan) -> None:
    calculator = Calculator(book)
    sheet = book["Jahre"]
    last = sheet.max_column
    for number, year in enumerate(plan.years, start=2):
        assert [sheet.cell(number, column).value for column in (1, 2)] == [year.year, year.months]
        row = [
            0.0 if column == PHASE else calculator.value("Jahre", number, column)
            for column in range(1, last + 1)
        ]
        for kind, column in KINDS.items():
            euros = sum(one.euros for one in year.costs if one.kind == kind)
            assert cent(row[column - 1]) == euros, (year.year, kind)
        assert cent(row[8]) == year.total
        for column in range(10, last):
            label = sheet.cell(1, column).value
            euros = sum(one.euros for one in year.grants if one.label == label)
            assert cent(row[column - 1]) == euros, (year.year, label)
        assert cent(row[last - 1]) == year.own_share
    assert cent(calculator.value("Jahre", len(plan.years) + 2, 9)) == plan.total
    assert cent(calculator.value("Jahre", len(plan.years) + 2, last)) == plan.own_share


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_formulas_give_what_was_computed_by_hand(case: Case) -> None:
    plan = make_plan(case.post, case.initial, case.follow_up, permanent_years=case.permanent)

    assert_alike(open_sheet(plan), plan)


@settings(max_examples=25, deadline=None)
@given(PLANS)
def test_the_formulas_give_the_cents_of_any_plan(plan: CostPlan) -> None:
    assert_alike(open_sheet(plan), plan)


@settings(max_examples=15, deadline=None)
@given(PLANS, PARTNERS)
def test_the_formulas_divide_the_own_share_alike(
    plan: CostPlan, partners: list[tuple[str, int | None]]
) -> None:
    divided = split(plan, partners, evenly=False)
    calculator = Calculator(open_sheet(divided))

    for number in range(len(plan.years)):
        for column, share in enumerate(divided.shares, start=2):
            found = calculator.value("Aufteilung", number + 3, column)
            assert cent(found) == share.by_year[number]


def yellow(book: Workbook) -> dict[str, int]:
    """The rows that may be changed, by their label."""
    sheet = book["Annahmen"]
    return {
        str(sheet.cell(row, 1).value): row
        for row in range(1, sheet.max_row + 1)
        if sheet.cell(row, 2).fill.fill_type == "solid"
    }


def test_what_is_changed_in_a_yellow_cell_is_reckoned_as_if_it_had_been_asked() -> None:
    grants = together(grant("70", cap="150000"), state("60", months=36))
    asked = make_plan(post("E11", 2, "2027-07-01", share="0.75", rise="2"), grants, None)
    other = make_plan(
        post(
            "E11", 2, "2027-07-01", share="0.5", rise="3.25", workplace="5000", travel="400.50",
            statutory="20.5", supplementary="6.1",
        ),
        together(grant("65.5", cap="80000"), state("40", months=36, least="7500"), ceiling="90"),
        None,
    )  # fmt: skip
    book = open_sheet(asked)
    assert_alike(book, asked)

    rows = yellow(book)
    for begins, value in (
        ("Anteil an einer vollen Stelle", 0.5),
        ("Steigerung", 3.25),
        ("Arbeitsplatz", 5000),
        ("Dienstreisen", 400.5),
        ("Sozialversicherung", 20.5),
        ("Zusatzversorgung", 6.1),
        ("Alle Mittel zusammen", 90),
        ("Kommunalrichtlinie: Prozent", 65.5),
        ("Kommunalrichtlinie: Höchstbetrag", 80000),
        ("Klima Invest: Prozent", 40),
        ("Klima Invest: ab so viel", 7500),
    ):
        (row,) = (row for label, row in rows.items() if label.startswith(begins))
        book["Annahmen"].cell(row, 2).value = value
    assert_alike(book, other)


def test_a_ceiling_above_everything_pays_no_more_than_everything() -> None:
    plan = make_plan(post("E11", 3, "2027-01-01"), together(grant("70"), state("60")), None)
    book = open_sheet(plan)
    (row,) = (row for label, row in yellow(book).items() if label.startswith("Alle Mittel"))
    book["Annahmen"].cell(row, 2).value = 130

    assert_alike(book, plan)


def test_every_sum_of_the_years_is_a_formula() -> None:
    plan = make_plan(post("E11", 3, "2027-01-01"), together(grant("70")), None)
    sheet = open_sheet(plan)["Jahre"]

    for row in range(2, sheet.max_row + 1):
        for column in range(4, sheet.max_column + 1):
            assert sheet.cell(row, column).data_type == "f"


def test_each_assumption_names_its_source_and_what_is_not_sure() -> None:
    plan = make_plan(post("E11", 3, "2027-01-01"), together(grant("70"), certain=False), together(
        grant("40", months=36, status=Status.UNVERIFIED), certain=False
    ))  # fmt: skip
    book = open_sheet(plan)
    sheet, rows = book["Annahmen"], yellow(book)
    sources = {label: str(sheet.cell(row, 3).value) for label, row in rows.items()}

    assert "ungeprüft" in sources["Arbeitsplatz im Jahr"]
    assert sources["Dienstreisen im Jahr"].endswith(", Annahme")
    assert "nachgesehen am 28.11.2026" in sources["Sozialversicherung, in Prozent"]
    assert "Tarifeinigung" in sources["Jahressonderzahlung ab 2026, in Prozent"]
    federal = sources["Kommunalrichtlinie: Prozent der Personalkosten, 24 Monate lang"]
    assert federal.startswith("noch nicht sicher. Richtlinie, Nummer 4, https://")
    later = sources["Kommunalrichtlinie: Prozent der Personalkosten, 36 Monate lang"]
    assert later.startswith("ungeprüft. Richtlinie, Nummer 4, https://")
    texts = [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]
    assert any("ohne Gewähr" in text for text in texts)
    assert set(plan.notes) <= set(texts)


def test_a_title_that_looks_like_a_formula_stays_a_title() -> None:
    plan = make_plan(post("E11", 3, "2027-01-01"), None, None)
    book = open_sheet(plan, '=HYPERLINK("https://evil.example")')

    assert book["Annahmen"]["A1"].data_type == "s"
    assert book.sheetnames == ["Annahmen", "Jahre", "Abschnitte", "Monate", "Entgelttabelle"]
