"""Leaf and stepper: what they say to the eye and to a screen reader."""

from datetime import UTC, date, datetime

import time_machine
from django.template.loader import render_to_string

from klimanetz.core.components import Step
from tests.core.markup import read

IN_2027 = time_machine.travel(datetime(2027, 1, 5, 9, tzinfo=UTC), tick=False)


@IN_2027
def test_a_leaf_is_a_date_in_local_time() -> None:
    at = datetime(2027, 3, 16, 23, 30, tzinfo=UTC)
    leaf = read(render_to_string("core/leaf.html", {"at": at})).one("time")
    assert leaf["datetime"] == "2027-03-17"
    assert leaf.text == "Mi 17 Mär"


@IN_2027
def test_a_leaf_of_another_year_names_it() -> None:
    leaf = read(render_to_string("core/leaf.html", {"at": date(2028, 12, 31)})).one("time")
    assert leaf.text == "So 31 Dez 2028"


def test_a_stepper_says_what_is_done_what_is_now_and_what_comes() -> None:
    steps = [
        Step("geplant", "done", "12. Januar"),
        Step("eingeladen", "now"),
        Step("verschoben", "skipped"),
        Step("durchgeführt", "next", "17. März"),
    ]
    stepper = read(render_to_string("core/stepper.html", {"steps": steps})).one("ol")
    assert [step.text for step in stepper.all("li")] == [
        "geplant (erledigt) 12. Januar",
        "eingeladen (jetzt)",
        "verschoben (entfällt)",
        "durchgeführt (kommt noch) 17. März",
    ]
    assert stepper.one("li", **{"aria-current": "step"}).text == "eingeladen (jetzt)"
