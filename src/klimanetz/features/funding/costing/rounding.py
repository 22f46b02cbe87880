"""Cents. A cost is rounded half up; a grant down, so that no ceiling is ever exceeded."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
NOTHING: Final = Decimal("0.00")


def to_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def down_to_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_DOWN)


def percent_of(percent: Decimal, amount: Decimal) -> Decimal:
    """Not rounded yet."""
    return percent * amount / 100
