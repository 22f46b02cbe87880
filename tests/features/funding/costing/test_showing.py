"""The picture and the table say the same, and each number unfolds to where it comes from."""

import re
from decimal import Decimal
from html import unescape
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from klimanetz.core.assets import OWN_STYLES, STYLES
from klimanetz.features.funding.assessing import Answer
from klimanetz.features.funding.costing.chart import draw_chart
from klimanetz.features.funding.costing.plan import CostPlan, make_plan, split
from klimanetz.features.funding.costing.showing import write_sheet
from klimanetz.features.funding.models import Level, Status
from tests.features.funding.costing.given import grant, post, state, together

OPEN = state("60", answer=Answer.UNCLEAR, status=Status.UNVERIFIED)


@pytest.fixture
def plan() -> CostPlan:
    return make_plan(
        post("E11", 3, "2027-07-01"),
        together(grant("70"), OPEN, certain=False),
        together(grant("40", months=36)),
    )


def show(name: str, plan: CostPlan) -> str:
    return unescape(render_to_string(f"funding/costs/_{name}.html", {"plan": plan}))


def test_the_bars_show_who_pays_in_proportion(plan: CostPlan) -> None:
    chart = draw_chart(plan)

    assert [bar.title for bar in chart.bars][:3] == ["2027, 6 Monate", "2028", "2029, 6 Monate"]
    assert [kind for kind, _name in chart.kinds] == ["federal", "state", "own"]
    widest = max(sum(part.width for part in bar.parts) for bar in chart.bars)
    assert widest == pytest.approx(100, abs=0.01)
    for bar in chart.bars:
        assert sum(part.euros for part in bar.parts) == bar.year.total
        for left, right in zip(bar.parts, bar.parts[1:], strict=False):
            assert left.left + left.width == pytest.approx(right.left, abs=0.01)


def test_two_grants_of_one_level_are_one_part() -> None:
    plan = make_plan(
        post("E11", 3, "2027-01-01"), together(grant("30"), grant("20", level=Level.FEDERAL)), None
    )

    assert [part.kind for part in draw_chart(plan).bars[0].parts] == ["federal", "own"]


def test_the_picture_is_read_aloud_and_needs_no_colour(plan: CostPlan) -> None:
    html = show("chart", plan)
    picture = ElementTree.fromstring(re.search(r"<svg.*?</desc>", html, re.DOTALL)[0] + "</svg>")  # type: ignore[index]  # noqa: S314

    assert picture.get("role") == "img"
    title, desc = picture
    assert title.text == "Was die Stelle von 2027 bis 2033 kostet und wer es zahlt"
    assert "2028: 92.815,26\xa0€, Förderung des Bundes 57.480,68\xa0€" in (desc.text or "")
    for kind in ("federal", "state", "own"):
        assert f'id="kosten-{kind}"' in html
        assert f"url(#kosten-{kind})" in html
    assert "costs__part--open" in html
    assert "gestrichelt: noch nicht sicher" in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_plan_that_is_certain_has_no_dashed_parts() -> None:
    html = show("chart", make_plan(post("E11", 3, "2027-01-01"), together(grant("70")), None))

    assert "costs__part--open" not in html
    assert "gestrichelt" not in html


def test_the_table_has_every_number_of_the_plan(plan: CostPlan) -> None:
    html = show("table", plan).replace("\xa0", " ")

    for year in plan.years:
        for euros in (year.total, year.own_share, *(one.euros for one in year.grants)):
            assert written(euros) in html
        for one in (*year.costs, *year.grants):
            assert one.origin.calculation in html
            assert one.origin.source in html
    assert written(plan.total) in html
    assert written(plan.own_share) in html
    assert html.count("<details") == len(plan.years) + 1  # and the whole table, below its chart
    assert "ohne Gewähr" in html


def written(euros: Decimal) -> str:
    return f"{euros:,.2f} €".translate(str.maketrans(",.", ".,"))


def test_what_is_not_sure_is_marked_at_its_column_and_at_its_number(plan: CostPlan) -> None:
    sheet = write_sheet(plan)
    assert [(one.label, one.caution) for one in sheet.columns] == [
        ("Kommunalrichtlinie", "noch nicht sicher"),
        ("Klima Invest", "ungeprüft"),
    ]
    assert sheet.lines[-1].grants == (
        ("Kommunalrichtlinie", None, ""), ("Klima Invest", None, ""),
    )  # fmt: skip
    assert {caution for line in sheet.lines[:-1] for _, _, caution in line.grants} == {
        "noch nicht sicher",
        "ungeprüft",
        "",
    }

    html = show("table", plan)
    assert "Richtlinie, Nummer 4</a>, nachgesehen am 01.11.2026" in html
    assert html.count(">Annahme</span>") > 0
    assert html.count(">ungeprüft</span>") > len(plan.years)
    for word in ("ungeprüft", "Annahme"):
        assert word in html


def test_those_who_bear_it_together_see_what_each_pays(plan: CostPlan) -> None:
    divided = split(plan, [("Bad A", 3000), ("B-Dorf", None)], evenly=True)
    (first, second) = write_sheet(divided).bearers

    assert [name for name, _euros in first.by_phase] == [
        "erste Förderung", "Anschlussförderung", "auf Dauer",
    ]  # fmt: skip
    assert sum(euros for _name, euros in first.by_phase) == first.share.total
    assert first.share.total + second.share.total == plan.own_share
    html = show("table", divided)
    assert "So teilen Sie sich den Eigenanteil." in html
    assert "nicht bekannt" in html
    assert "So teilen" not in show("table", plan)


def test_its_styles_are_served() -> None:
    assert "costs" in STYLES
    rules = (OWN_STYLES / "costs.css").read_text("utf-8")
    assert "#" not in rules, "colours stand in tokens.css"
