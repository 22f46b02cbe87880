"""What the pay agreement says: monthly pay by group and step, special payment, years to a step."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

from klimanetz.features.funding.costing.origin import Origin
from klimanetz.features.funding.costing.reading import DATA, BadData, Reader, read_all

STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class PayTable:
    """Euros a month for full time, by group the six steps."""

    name: str
    valid_from: date
    monthly: Mapping[str, tuple[Decimal, ...]]
    origin: Origin


@dataclass(frozen=True, slots=True)
class SpecialPayment:
    """Percents of a month's pay, by group."""

    from_year: int
    percent: Mapping[str, Decimal]
    origin: Origin


@dataclass(frozen=True, slots=True)
class StepTimes:
    """`months` at which steps 2, 3, 4, 5 and 6 are reached by one who began in step 1."""

    months: tuple[int, ...]
    origin: Origin

    def step_after(self, months: int, began: int) -> int:
        """The step after so many months, for one who began anew in a step."""
        before = self.months[began - 2] if began > 1 else 0
        return bisect_right(self.months, before + months) + 1


def read_pay_tables(folder: Path = DATA) -> tuple[PayTable, ...]:
    tables = [read_pay_table(reader) for reader in read_all("tvoed-vka-*.toml", folder)]
    for earlier, later in pairwise(tables):
        if later.valid_from <= earlier.valid_from or set(later.monthly) != set(earlier.monthly):
            raise BadData(f"{later.name} does not follow {earlier.name} with the same groups.")
    return tuple(tables)


def read_pay_table(reader: Reader) -> PayTable:
    reader.keys(reader.content, {"name", "valid_from", "origin", "monthly"}, "")
    valid_from = reader.day(reader.content["valid_from"], "valid_from")
    if valid_from.day != 1:
        raise reader.fault("valid_from", "a pay table begins with a month")
    groups = reader.table("monthly")
    return PayTable(
        name=reader.text(reader.content["name"], "name"),
        valid_from=valid_from,
        monthly={group: read_steps(reader, group, steps) for group, steps in groups.items()},
        origin=reader.origin(reader.table("origin"), "origin"),
    )


def read_steps(reader: Reader, group: str, steps: object) -> tuple[Decimal, ...]:
    place = f"monthly.{group}"
    if not isinstance(steps, list) or len(steps) != STEPS:
        raise reader.fault(place, f"needs {STEPS} steps")
    numbers = tuple(reader.number(step, place) for step in steps)
    if list(numbers) != sorted(set(numbers)):
        raise reader.fault(place, "a step does not pay more than the one before")
    return numbers


def read_special_payments(folder: Path = DATA) -> tuple[SpecialPayment, ...]:
    return tuple(read_special(one) for one in read_all("jahressonderzahlung-*.toml", folder))


def read_special(reader: Reader) -> SpecialPayment:
    reader.keys(reader.content, {"from_year", "origin", "percent"}, "")
    return SpecialPayment(
        from_year=reader.whole(reader.content["from_year"], "from_year"),
        percent={
            group: reader.number(value, f"percent.{group}")
            for group, value in reader.table("percent").items()
        },
        origin=reader.origin(reader.table("origin"), "origin"),
    )


def read_step_times(path: Path = DATA / "stufen.toml") -> StepTimes:
    reader = Reader(path)
    reader.keys(reader.content, {"years", "origin"}, "")
    years = reader.content["years"]
    if not isinstance(years, list) or len(years) != STEPS - 1:
        raise reader.fault("years", f"needs {STEPS - 1} numbers")
    months = accumulate(reader.whole(one, "years") * 12 for one in years)
    return StepTimes(tuple(months), reader.origin(reader.table("origin"), "origin"))


PAY_TABLES: Final = read_pay_tables()
SPECIAL_PAYMENTS: Final = read_special_payments()
STEP_TIMES: Final = read_step_times()
#: As the tables name them, from the lowest pay to the highest.
GROUPS: Final = tuple(PAY_TABLES[-1].monthly)
