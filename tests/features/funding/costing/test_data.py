"""The dated facts: what is shipped is whole, and a file that is wrong is named."""

import re
import shutil
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from klimanetz.features.funding.costing.defaults import DEFAULTS, read_defaults
from klimanetz.features.funding.costing.origin import Origin, Standing
from klimanetz.features.funding.costing.reading import DATA, BadData
from klimanetz.features.funding.costing.tables import (
    GROUPS,
    PAY_TABLES,
    SPECIAL_PAYMENTS,
    STEP_TIMES,
    read_pay_tables,
    read_special_payments,
    read_step_times,
)


def test_the_groups_of_climate_action_managers_are_there_from_the_lowest_pay_up() -> None:
    assert GROUPS == ("E9b", "E9c", "E10", "E11", "E12", "E13")
    for table in PAY_TABLES:
        starting = [table.monthly[group][0] for group in GROUPS]
        assert starting == sorted(starting)
    assert all(set(one.percent) == set(GROUPS) for one in SPECIAL_PAYMENTS)


def test_each_pay_table_follows_from_the_one_before_by_the_agreed_rise() -> None:
    """2025: 3.0 %, at least 110 €. 2026: 2.8 %. A typing error in any cell would show."""
    before, later, latest = PAY_TABLES
    for group in GROUPS:
        for index, pay in enumerate(before.monthly[group]):
            agreed = rounded(max(pay * Decimal("1.03"), pay + 110))
            assert later.monthly[group][index] == agreed
            assert latest.monthly[group][index] == rounded(agreed * Decimal("1.028"))


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_steps_are_reached_after_one_three_six_ten_and_fifteen_years() -> None:
    reached = [STEP_TIMES.step_after(12 * years, 1) for years in (0, 1, 2, 3, 6, 9, 10, 15, 40)]

    assert reached == [1, 2, 2, 3, 4, 4, 5, 6, 6]
    assert STEP_TIMES.step_after(35, 3) == 3
    assert STEP_TIMES.step_after(36, 3) == 4
    assert STEP_TIMES.step_after(400, 6) == 6


ALL = (
    *(table.origin for table in PAY_TABLES),
    *(rule.origin for rule in SPECIAL_PAYMENTS),
    STEP_TIMES.origin,
    *(getattr(DEFAULTS, name).origin for name in DEFAULTS.__slots__),
)


@pytest.mark.parametrize("origin", ALL, ids=lambda origin: origin.source[:30])
def test_what_counts_as_checked_has_an_address_and_a_day(origin: Origin) -> None:
    assert origin.source
    if origin.standing is Standing.CHECKED:
        assert origin.source_url.startswith("https://")
        assert origin.checked_on is not None
        assert origin.checked_on >= date(2026, 11, 1)


def test_what_nobody_could_read_at_its_source_says_so() -> None:
    assert DEFAULTS.workplace.origin.standing is Standing.UNVERIFIED
    assert DEFAULTS.travel.origin.standing is Standing.ASSUMPTION
    assert DEFAULTS.rise.origin.standing is Standing.ASSUMPTION


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-05-01\n", "2026-13-01\n", "is no TOML"),
        ("valid_from = 2026-05-01", 'valid_from = "bald"', "valid_from: “bald” is no date"),
        ("valid_from = 2026-05-01", "valid_from = 2026-05-15", "begins with a month"),
        ("valid_from = 2026-05-01", "valid_from = 2025-04-01", "does not follow"),
        ("valid_from", "valid_form", "valid_form: “valid_form” is unknown"),
        ("E13 =", "E14 =", "does not follow"),
        ("[4901.11, 5279.32,", "[4901.11,", "monthly.E13: needs 6 steps"),
        ("4901.11", "4901.111", "monthly.E13: “4901.111” is below zero or has more"),
        ("4901.11", "-4901.11", "monthly.E13: “-4901.11” is below zero"),
        ("4901.11", '"viel"', "monthly.E13: “viel” is no number"),
        ("4901.11", "5901.11", "monthly.E13: a step does not pay more"),
        ("source = ", "quelle = ", "origin: “quelle” is unknown"),
        ("source = ", '#source = "', "origin.source: is empty"),
        ("https://", "ftp://", "origin.source_url: “ftp://"),
        ("checked_on = ", "# ", "origin.checked_on: “None” is no date"),
        ('"checked"', '"sicher"', "origin.status: “sicher” is none of"),
    ],
)
def test_a_wrong_pay_table_is_named_with_its_fault(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    for path in DATA.glob("tvoed-*.toml"):
        shutil.copy(path, tmp_path)
    spoil(tmp_path / "tvoed-vka-2026-05-01.toml", old, new)

    with pytest.raises(BadData, match=re.escape(said)) as caught:
        read_pay_tables(tmp_path)
    assert "2026" in str(caught.value)


def test_other_files_are_checked_too(tmp_path: Path) -> None:
    for path in DATA.glob("*.toml"):
        shutil.copy(path, tmp_path)
    spoil(tmp_path / "vorgaben.toml", "value = 21.15", "value = true")
    spoil(tmp_path / "stufen.toml", "[1, 2, 3, 4, 5]", "[1, 2, 3, 4]")
    spoil(tmp_path / "jahressonderzahlung-2026.toml", "from_year = 2026", "from_year = 0")

    with pytest.raises(BadData, match=r"vorgaben.toml, statutory.value: “True” is no number"):
        read_defaults(tmp_path / "vorgaben.toml")
    with pytest.raises(BadData, match=r"stufen.toml, years: needs 5 numbers"):
        read_step_times(tmp_path / "stufen.toml")
    with pytest.raises(BadData, match=r"2026.toml, from_year: “0” is no number of years"):
        read_special_payments(tmp_path)
    with pytest.raises(BadData, match="there is no tvoed"):
        read_pay_tables(tmp_path / "nowhere")


def test_a_table_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "stufen.toml").write_text("years = [1, 2, 3, 4, 5]\norigin = 1\n")

    with pytest.raises(BadData, match=r"stufen.toml, origin: is no table"):
        read_step_times(tmp_path / "stufen.toml")


def spoil(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
