"""Sums as people write them; the same whatever the language of the page."""

import contextlib
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.advising.applications.euros import EurosField

FIELD = EurosField(required=False)


@pytest.mark.parametrize(
    ("written", "sum_"),
    [
        ("84000", "84000"),
        ("84.000", "84000"),
        ("84.000,50", "84000.50"),
        ("84.000,50 €", "84000.50"),
        ("EUR 84 000", "84000"),
        ("84\N{NO-BREAK SPACE}000,5", "84000.5"),
        ("84'000", "84000"),
        ("1.084.000", "1084000"),
        ("84,000.50", "84000.50"),
        ("84000.50", "84000.50"),
        ("84000,5", "84000.5"),
        ("0,99", "0.99"),
        ("-5", "-5"),
    ],
)
def test_written_and_read(written: str, sum_: str) -> None:
    assert FIELD.clean(written) == Decimal(sum_)


@pytest.mark.parametrize("written", ["viel", "84.000,505", "8 4 k", "∞", "1.2.3,4,5x"])
def test_what_is_no_sum_is_said(written: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.clean(written)


def test_nothing_is_nothing() -> None:
    assert FIELD.clean("") is None


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_what_is_shown_reads_back(sum_: Decimal) -> None:
    assert FIELD.clean(FIELD.prepare_value(sum_)) == sum_


@given(st.text())
def test_anything_is_a_sum_or_said(written: str) -> None:
    with contextlib.suppress(ValidationError):
        FIELD.clean(written)
