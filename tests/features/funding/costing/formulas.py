"""A spreadsheet's arithmetic, as far as the cost sheet needs it, in binary numbers as in Excel.

There is no spreadsheet program on a machine that runs the tests; so each formula is read with
openpyxl's tokens and computed here. Only what the cost sheet uses is known; all else fails.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries

type Cell = tuple[str, int, int]


class Blank(float):
    """An empty cell: nought in a sum."""


def to_decimals(number: float, decimals: int, how: str) -> float:
    """Excel rounds the fifteen digits that it shows."""
    shown = Decimal(f"{number:.15g}")
    return float(shown.quantize(Decimal(1).scaleb(-decimals), how))


def flat(values: tuple[float | list[float], ...]) -> Iterator[float]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ROUND(": lambda number, decimals: to_decimals(number, decimals, ROUND_HALF_UP),
    "ROUNDDOWN(": lambda number, decimals: to_decimals(number, decimals, ROUND_DOWN),
    "SUM(": lambda *values: sum(flat(values)),
    "MIN(": lambda *values: min(flat(values)),
    "MAX(": lambda *values: max(flat(values)),
    "INT(": lambda number: number // 1,
    "IF(": lambda condition, yes, no: yes if condition else no,
    "ISBLANK(": lambda cell: isinstance(cell, Blank),
    "COUNTIF(": lambda cells, wanted: cells.count(wanted),
    "RANK(": lambda number, cells: 1 + sum(cell > number for cell in cells),
}
OPERATORS = frozenset({"+", "-", "*", "/", "<", "<="})


class Calculator:
    """Computes cells of a workbook, each once, and those it needs before it."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.known: dict[Cell, float] = {}

    def value(self, sheet: str, row: int, column: int) -> float:
        where = (sheet, row, column)
        if where not in self.known:
            cell = self.book[sheet].cell(row, column)
            if cell.data_type == "f":
                self.known[where] = self.compute(sheet, str(cell.value))
            else:
                self.known[where] = Blank() if cell.value is None else float(str(cell.value))
        return self.known[where]

    def compute(self, sheet: str, formula: str) -> float:
        text = "".join(self.translate(sheet, token) for token in Tokenizer(formula).items)
        names = {name[:-1]: function for name, function in FUNCTIONS.items()}
        found: float = eval(text, {"__builtins__": {}}, names | {"cells": self.cells})  # noqa: S307
        return found

    def translate(self, sheet: str, token: Token) -> str:
        """A piece of a formula as Python; a `KeyError` for what is not known here."""
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            return f"cells({sheet!r}, {token.value!r})"
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return str({name: name for name in FUNCTIONS}[token.value])
        if token.type in {Token.OP_IN, Token.OP_PRE}:
            return str({sign: sign for sign in OPERATORS}[token.value])
        return str(token.value)

    def cells(self, sheet: str, reference: str) -> float | list[float]:
        name, _mark, area = reference.rpartition("!")
        left, top, right, bottom = range_boundaries(area)
        found = [
            self.value(name.strip("'") or sheet, row, column)
            for row in range(int(top or 0), int(bottom or 0) + 1)
            for column in range(int(left or 0), int(right or 0) + 1)
        ]
        return found if ":" in area else found[0]
