"""Plans computed by hand, for an accountant to follow.

A line of a plan reads: year, months, phase | costs | grants in their order | own share. Where no
other source is named, monthly pay is of the table from 1 May 2026, the special payment is 85 % of a
month's pay, the employer's share is 21.15 % + 5.49 % = 26.64 % of what is paid, and a workplace and
journeys cost 9,700.00 € + 1,000.00 € = 10,700.00 € a year. Costs are rounded half up line by line,
grants down. `×` is exact; `→` is the rounded sum.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import pytest

from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.plan import Year, make_plan, split
from klimanetz.features.funding.costing.post import Post
from tests.features.funding.costing.given import grant, post, state, together


class Case(NamedTuple):
    name: str
    post: Post
    initial: Combination | None
    follow_up: Combination | None
    permanent: int
    plan: str


CASES = (
    # Pay          12 × 5.046,03                                   = 60.552,36
    # Special      85 % × 5.046,03 = 4.289,1255                    →  4.289,13
    # Employer     26,64 % × 64.841,49 = 17.273,772936             → 17.273,77
    # Personnel    60.552,36 + 4.289,13 + 17.273,77                = 82.115,26
    # Total        82.115,26 + 10.700,00                           = 92.815,26
    Case(
        "a whole year, nobody pays anything", post("E11", 3, "2027-01-01"), None, None, 1,
        "2027 12 permanent | 92.815,26 | | 92.815,26",
    ),
    # The table of 1 April 2025 holds until the end of April 2026.
    # Pay          4 × 4.908,59 = 19.634,36; 8 × 5.046,03 = 40.368,24; together 60.002,60
    # Special      85 % × 5.046,03 (July to September)             →  4.289,13
    # Employer     26,64 % × 64.291,73 = 17.127,316872             → 17.127,32
    # Total        60.002,60 + 4.289,13 + 17.127,32 + 10.700,00    = 92.119,05
    Case(
        "two pay tables in one year", post("E11", 3, "2026-01-01"), None, None, 1,
        "2026 12 permanent | 92.119,05 | | 92.119,05",
    ),
    # From May 2027 2,5 % more: 4.850,91 × 1,025 = 4.972,18275     →  4.972,18
    # Pay          4 × 4.850,91 = 19.403,64; 8 × 4.972,18 = 39.777,44; together 59.181,08
    # Special      85 % × 4.972,18 = 4.226,353                     →  4.226,35
    # Employer     26,64 % × 63.407,43 = 16.891,739352             → 16.891,74
    # Total        59.181,08 + 4.226,35 + 16.891,74 + 10.700,00    = 90.999,17
    Case(
        "a pay rise that is only supposed", post("E12", 2, "2027-01-01", rise="2.5"), None, None, 1,
        "2027 12 permanent | 90.999,17 | | 90.999,17",
    ),
    # Half of full time; a workplace costs no less. Step 1 for one year, then step 2.
    # 2027, July to December, step 1 (4.124,53)
    # Pay          6 × 4.124,53 × 0,5                              = 12.373,59
    # Special      4.124,53 × 0,5 = 2.062,265                      →  2.062,27
    #              85 % × 2.062,27 × 6/12 = 876,46475              →    876,46
    # Employer     26,64 % × 13.250,05 = 3.529,81332               →  3.529,81
    # Total        12.373,59 + 876,46 + 3.529,81 + 10.700,00 × 6/12 = 22.129,86
    # 2028, six months each of step 1 and of step 2 (4.438,16)
    # Pay          (24.747,18 + 26.628,96) × 0,5 = 51.376,14 × 0,5 = 25.688,07
    # Special      4.438,16 × 0,5 = 2.219,08; 85 % × 2.219,08 = 1.886,218 → 1.886,22
    # Employer     26,64 % × 27.574,29 = 7.345,790856              →  7.345,79
    # Total        25.688,07 + 1.886,22 + 7.345,79 + 10.700,00     = 45.620,08
    # 2029, January to June; no November among them
    # Pay          6 × 4.438,16 × 0,5                              = 13.314,48
    # Employer     26,64 % × 13.314,48 = 3.546,977472              →  3.546,98
    # Total        13.314,48 + 3.546,98 + 5.350,00                 = 22.211,46
    Case(
        "half of full time, and the second step after a year",
        post("E10", 1, "2027-07-01", share="0.5"), None, None, 2,
        """
        2027  6 permanent | 22.129,86 | | 22.129,86
        2028 12 permanent | 45.620,08 | | 45.620,08
        2029  6 permanent | 22.211,46 | | 22.211,46
        """,
    ),
    # The special payment is reckoned from October, the first month, for three of twelve months.
    # 2026 Pay     3 × 4.290,50                                    = 12.871,50
    # Special      85 % × 4.290,50 × 3/12 = 911,73125              →    911,73
    # Employer     26,64 % × 13.783,23 = 3.671,852472              →  3.671,85
    # Total        17.455,08 + 2.425,00 + 250,00                   = 20.130,08
    # 2027 Pay     9 × 4.290,50                                    = 38.614,50
    # Employer     26,64 % × 38.614,50 = 10.286,9028               → 10.286,90
    # Total        48.901,40 + 7.275,00 + 750,00                   = 56.926,40
    Case(
        "begun in October", post("E9c", 2, "2026-10-01"), None, None, 1,
        """
        2026 3 permanent | 20.130,08 | | 20.130,08
        2027 9 permanent | 56.926,40 | | 56.926,40
        """,
    ),
    # Costs as in the first case until the end of 2029 (step 3 lasts three years).
    # 2027, 2028   70 % × 82.115,26 = 57.480,682                   → 57.480,68
    #              92.815,26 − 57.480,68                           = 35.334,58
    # 2029         40 % × 82.115,26 = 32.846,104                   → 32.846,10
    #              92.815,26 − 32.846,10                           = 59.969,16
    # 2030, 2031   step 4: pay 12 × 5.454,10                       = 65.449,20
    #              special 85 % × 5.454,10 = 4.635,985             →  4.635,99
    #              employer 26,64 % × 70.085,19 = 18.670,694616    → 18.670,69
    #              personnel 88.755,88; with 10.700,00             = 99.455,88
    #              40 % × 88.755,88 = 35.502,352                   → 35.502,35
    #              99.455,88 − 35.502,35                           = 63.953,53
    Case(
        "70 % for two years, 40 % for three more, then for good",
        post("E11", 3, "2027-01-01"), together(grant("70")), together(grant("40", months=36)), 1,
        """
        2027 12 initial   | 92.815,26 | 57.480,68 | 35.334,58
        2028 12 initial   | 92.815,26 | 57.480,68 | 35.334,58
        2029 12 follow_up | 92.815,26 | 32.846,10 | 59.969,16
        2030 12 follow_up | 99.455,88 | 35.502,35 | 63.953,53
        2031 12 follow_up | 99.455,88 | 35.502,35 | 63.953,53
        2032 12 permanent | 99.455,88 |           | 99.455,88
        """,
    ),
    # Federal      70 %                                            → 57.480,68
    # State        60 % would be 49.269,15; up to 100 % of 82.115,26 there is left 24.634,58
    # Own share    92.815,26 − 82.115,26: workplace and journeys   = 10.700,00
    Case(
        "federal and state grants reach all personnel costs, and no more",
        post("E11", 3, "2027-01-01"), together(grant("70"), state("60")), None, 0,
        """
        2027 12 initial | 92.815,26 | 57.480,68 + 24.634,58 | 10.700,00
        2028 12 initial | 92.815,26 | 57.480,68 + 24.634,58 | 10.700,00
        """,
    ),
    # 2027         70 %                                            → 57.480,68
    # 2028         70 % would be as much; 90.000,00 − 57.480,68    = 32.519,32
    #              92.815,26 − 32.519,32                           = 60.295,94
    Case(
        "at most 90.000 € altogether", post("E11", 3, "2027-01-01"),
        together(grant("70", cap="90000")), None, 0,
        """
        2027 12 initial | 92.815,26 | 57.480,68 | 35.334,58
        2028 12 initial | 92.815,26 | 32.519,32 | 60.295,94
        """,
    ),
    # Federal      90 % × 82.115,26 = 73.903,734                   → 73.903,73
    # State        a tenth has to be paid oneself: 90 % are reached, nothing is left
    # Own share    92.815,26 − 73.903,73                           = 18.911,53
    Case(
        "a tenth must be paid oneself", post("E11", 3, "2027-01-01"),
        together(grant("90", months=12), state("60", months=12, own="10")), None, 0,
        "2027 12 initial | 92.815,26 | 73.903,73 + 0,00 | 18.911,53",
    ),
    # A twentieth of full time, E 9b, step 1 (3.779,84)
    # Pay          12 × 3.779,84 × 0,05 = 2.267,904                →  2.267,90
    # Special      3.779,84 × 0,05 = 188,992 → 188,99; 85 % × 188,99 = 160,6415 → 160,64
    # Employer     26,64 % × 2.428,54 = 646,963056                 →    646,96
    # Personnel    3.075,50: less than the 7.500,00 from which the grant is paid
    # Total        3.075,50 + 10.700,00                            = 13.775,50
    Case(
        "too little for a grant", post("E9b", 1, "2027-01-01", share="0.05"),
        together(state("60", months=12, least="7500")), None, 0,
        "2027 12 initial | 13.775,50 | 0,00 | 13.775,50",
    ),
    # A tenth of full time, E 9b, step 1 (3.779,84)
    # Pay          12 × 3.779,84 × 0,1 = 4.535,808                 →  4.535,81
    # Special      3.779,84 × 0,1 = 377,984 → 377,98; 85 % × 377,98 = 321,283 → 321,28
    # Employer     26,64 % × 4.857,09 = 1.293,928776               →  1.293,93
    # Personnel    6.151,02: to the cent what is asked for at least
    # State        60 % × 6.151,02 = 3.690,612                     →  3.690,61
    # Total        6.151,02 + 10.700,00                            = 16.851,02
    Case(
        "just enough for a grant", post("E9b", 1, "2027-01-01", share="0.1"),
        together(state("60", months=12, least="6151.02")), None, 0,
        "2027 12 initial | 16.851,02 | 3.690,61 | 13.160,41",
    ),
    # 2028         the federal grant ends with June
    # January to June: pay 6 × 5.046,03 = 30.276,18; employer 8.065,574352 → 8.065,57
    #              eligible 38.341,75; federal 70 % = 26.839,225   → 26.839,22
    #              state 60 % would be 23.005,05; left 38.341,75 − 26.839,22 = 11.502,53
    # July to December: 82.115,26 − 38.341,75 = 43.773,51; state 60 % = 26.264,106 → 26.264,10
    # State        11.502,53 + 26.264,10                           = 37.766,63
    # Own share    92.815,26 − 26.839,22 − 37.766,63               = 28.209,41
    Case(
        "one grant ends within a year", post("E11", 3, "2027-01-01"),
        together(grant("70", months=18), state("60")), None, 0,
        """
        2027 12 initial | 92.815,26 | 57.480,68 + 24.634,58 | 10.700,00
        2028 12 initial | 92.815,26 | 26.839,22 + 37.766,63 | 28.209,41
        """,
    ),
    # Costs as in the case of half of full time. 30.000,00 for 24 months are 1.250,00 a month.
    Case(
        "a fixed sum, spread over its months", post("E10", 1, "2027-07-01", share="0.5"),
        together(grant(euros="30000")), None, 0,
        """
        2027  6 initial | 22.129,86 |  7.500,00 | 14.629,86
        2028 12 initial | 45.620,08 | 15.000,00 | 30.620,08
        2029  6 initial | 22.211,46 |  7.500,00 | 14.711,46
        """,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plan_is_what_was_computed_by_hand(case: Case) -> None:
    plan = make_plan(case.post, case.initial, case.follow_up, permanent_years=case.permanent)

    assert list(write(plan.years)) == [" ".join(line.split()) for line in lines_of(case.plan)]


def lines_of(table: str) -> Iterator[str]:
    return (line for line in table.splitlines() if line.strip())


def write(years: tuple[Year, ...]) -> Iterator[str]:
    for year in years:
        grants = " + ".join(euros(one.euros) for one in year.grants)
        head = f"{year.year} {year.months} {year.phase}"
        text = f"{head} | {euros(year.total)} | {grants} | {euros(year.own_share)}"
        yield " ".join(text.split())


def euros(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# 10.700,00 € a year among 2.000 + 1.500 + 1.001 = 4.501 inhabitants, in cents:
# 1.070.000 × 2.000 / 4.501 = 475.449,90; × 1.500 / 4.501 = 356.587,42; × 1.001 / 4.501 = 237.962,67
# Without what follows the comma 1.069.998; the two cents go to the largest rests, ,90 and ,67.
def test_an_own_share_is_divided_as_was_computed_by_hand() -> None:
    plan = make_plan(
        post("E11", 3, "2027-01-01"), together(grant("70"), state("60")), None, permanent_years=0
    )

    divided = split(plan, [("Bad A", 2000), ("B", 1500), ("C-Tal", 1001)], evenly=False)

    assert [euros(share.by_year[0]) for share in divided.shares] == [
        "4.754,50",
        "3.565,87",
        "2.379,63",
    ]
