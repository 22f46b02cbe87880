"""Nobody is asked to learn on a holiday."""

from datetime import date, timedelta

import pytest

from klimanetz.core.models import Network
from klimanetz.demo.trainings import find_working_days
from klimanetz.features.meetings.series.obstacles import Obstacles
from klimanetz.features.training.models import Training


@pytest.mark.parametrize(
    ("wanted", "days", "step", "found"),
    [
        (date(2027, 1, 1), 2, 1, date(2027, 1, 4)),
        (date(2026, 12, 11), 1, 1, date(2026, 12, 11)),
        (date(2026, 12, 11), 2, 1, date(2026, 12, 14)),
        (date(2026, 12, 12), 1, 1, date(2026, 12, 14)),
        (date(2026, 12, 13), 1, -1, date(2026, 12, 11)),
    ],
)
def test_a_training_moves_to_working_days(
    network: Network, wanted: date, days: int, step: int, found: date
) -> None:
    assert find_working_days(wanted, days, step) == found


def test_all_of_the_demo_are_on_working_days(demo_network: Network) -> None:
    for training in Training.objects.all():
        last = training.ends or training.starts
        free = Obstacles(training.starts, last)
        for number in range((last - training.starts).days + 1):
            day = training.starts + timedelta(number)
            assert day.isoweekday() < 6, day
            assert not free.on(day), day
