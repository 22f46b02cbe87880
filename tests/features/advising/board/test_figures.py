"""What cases add up to, against rows counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from klimanetz.features.advising.board.figures import (
    ApplicationFacts,
    CaseFacts,
    MoveFacts,
    Spread,
    add_up,
    age_class,
    count_ages,
    count_reasons,
    cut_by_district,
    cut_by_year,
    days_in_stages,
    days_to,
    oldest_open,
    spread,
)
from klimanetz.features.advising.models import ApplicationState, Stage

ILM, GOTHA = "16070", "16067"
TODAY = date(2027, 3, 1)

CASES = [
    CaseFacts(1, Stage.CONTACT, ILM, date(2027, 2, 1)),
    CaseFacts(2, Stage.CONTACT, ILM, date(2026, 3, 1)),
    CaseFacts(3, Stage.APPLIED, GOTHA, date(2024, 1, 1)),
    CaseFacts(
        4, Stage.ONBOARDED, GOTHA, date(2025, 5, 1), closed_on=date(2026, 9, 1),
        filled_on=date(2026, 9, 1),
    ),
    CaseFacts(
        5, Stage.DROPPED, ILM, date(2025, 6, 1), closed_on=date(2026, 1, 9), reason="Zu teuer."
    ),
    CaseFacts(
        6, Stage.DROPPED, GOTHA, date(2026, 6, 1), closed_on=date(2027, 1, 9), reason="zu  teuer"
    ),
    CaseFacts(
        7, Stage.COUNCIL_REFUSED, ILM, date(2026, 6, 1), closed_on=date(2027, 2, 9),
        reason="Keine Mehrheit",
    ),
]  # fmt: skip

APPLICATIONS = [
    ApplicationFacts(
        GOTHA, ApplicationState.GRANTED, Decimal("150000.50"), Decimal("140000.25"),
        date(2025, 11, 1), date(2026, 4, 1),
    ),
    ApplicationFacts(
        GOTHA, ApplicationState.REFUSED, Decimal(20000), None, date(2026, 2, 1), date(2026, 3, 1)
    ),
    ApplicationFacts(ILM, ApplicationState.QUERIED, Decimal(50000), None, date(2026, 12, 1)),
    ApplicationFacts(ILM, ApplicationState.PREPARED, Decimal(99999)),
    ApplicationFacts(ILM, ApplicationState.WITHDRAWN, Decimal(1000), None, date(2026, 1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "index"), [(0, 0), (91, 0), (92, 1), (183, 1), (365, 2), (730, 3), (731, 4)]
)
def test_a_case_is_as_old_as_the_first_bound_it_has_not_passed(days: int, index: int) -> None:
    assert age_class(days) == index


def test_open_cases_are_counted_by_stage_and_age() -> None:
    assert count_ages(CASES, TODAY) == {
        Stage.CONTACT: [1, 0, 1, 0, 0],
        Stage.APPLIED: [0, 0, 0, 0, 1],
    }


def test_the_oldest_is_the_oldest_that_is_open() -> None:
    assert oldest_open(CASES) == date(2024, 1, 1)
    assert oldest_open(CASES[3:]) is None


def test_the_time_in_a_stage_runs_until_the_case_leaves_it() -> None:
    moves = [
        MoveFacts(1, "", Stage.CONTACT, date(2026, 1, 1)),
        MoveFacts(1, Stage.CONTACT, Stage.FIRST_TALK, date(2026, 1, 11)),
        MoveFacts(2, "", Stage.CONTACT, date(2026, 2, 1)),
        MoveFacts(1, Stage.FIRST_TALK, Stage.DROPPED, date(2026, 1, 31)),
        MoveFacts(2, Stage.CONTACT, Stage.FIRST_TALK, date(2026, 2, 4)),
    ]
    assert days_in_stages(moves) == {Stage.CONTACT: [10, 3], Stage.FIRST_TALK: [20]}


def test_a_stage_that_is_entered_twice_counts_twice() -> None:
    moves = [
        MoveFacts(1, "", Stage.ADVERTISED, date(2026, 1, 1)),
        MoveFacts(1, Stage.ADVERTISED, Stage.NO_APPLICANT, date(2026, 2, 1)),
        MoveFacts(1, Stage.NO_APPLICANT, Stage.ADVERTISED, date(2026, 2, 8)),
        MoveFacts(1, Stage.ADVERTISED, Stage.FILLED, date(2026, 2, 28)),
    ]
    assert days_in_stages(moves) == {Stage.ADVERTISED: [31, 20], Stage.NO_APPLICANT: [7]}
    assert days_to(Stage.FILLED, moves) == [58]


def test_moves_of_earlier_days_that_were_entered_later_are_put_in_order() -> None:
    moves = [
        MoveFacts(1, "", Stage.CONTACT, date(2026, 1, 5)),
        MoveFacts(1, Stage.FIRST_TALK, Stage.OPTION_CHOSEN, date(2026, 1, 20)),
        MoveFacts(1, Stage.CONTACT, Stage.FIRST_TALK, date(2026, 1, 8)),
    ]
    assert days_in_stages(moves) == {Stage.CONTACT: [3], Stage.FIRST_TALK: [12]}


def test_median_and_quartiles_by_hand() -> None:
    assert spread([]) is None
    assert spread([12]) == Spread(1, 12, 12, 12)
    assert spread([10, 20]) == Spread(2, 12, 15, 18)  # 12.5, 15, 17.5: to the even one
    assert spread([40, 10, 30, 20, 50]) == Spread(5, 20, 30, 40)


def test_what_was_never_sent_off_is_no_application() -> None:
    grants = add_up(APPLICATIONS)
    assert (grants.submitted, grants.won, grants.refused, grants.waiting) == (4, 1, 1, 1)
    assert grants.applied_euros == Decimal("221000.50")
    assert grants.won_euros == Decimal("140000.25")


def test_each_year_has_what_happened_in_it() -> None:
    years = cut_by_year(CASES, APPLICATIONS)
    assert list(years) == [2024, 2025, 2026, 2027]
    opened = {year: cut.opened for year, cut in years.items()}
    assert opened == {2024: 1, 2025: 2, 2026: 3, 2027: 1}
    assert {year: cut.lost for year, cut in years.items()} == {2024: 0, 2025: 0, 2026: 1, 2027: 2}
    assert [cut.positions for cut in years.values()] == [0, 0, 1, 0]
    assert years[2025].grants.won_euros == Decimal("140000.25")
    assert years[2026].grants.submitted == 3


def test_each_district_has_its_own() -> None:
    districts = cut_by_district(CASES, APPLICATIONS)
    assert list(districts) == [GOTHA, ILM]
    gotha, ilm = districts.values()
    assert (gotha.opened, gotha.lost, gotha.positions) == (3, 1, 1)
    assert (ilm.opened, ilm.lost, ilm.positions) == (4, 2, 0)
    assert (gotha.grants.won, ilm.grants.waiting) == (1, 1)


def test_reasons_are_counted_whatever_their_spelling() -> None:
    assert count_reasons(CASES) == [
        (Stage.DROPPED, "Zu teuer.", 2),
        (Stage.COUNCIL_REFUSED, "Keine Mehrheit", 1),
    ]


def test_an_empty_network_has_empty_figures() -> None:
    assert count_ages([], TODAY) == {}
    assert cut_by_year([], []) == {}
    assert cut_by_district([], []) == {}
    assert count_reasons([]) == []
    assert add_up([]).submitted == 0
