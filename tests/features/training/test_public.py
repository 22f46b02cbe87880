"""What everyone reads of trainings: the list and its calendar."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from klimanetz.features.training import actions
from klimanetz.features.training.models import Training
from tests.features.training.conftest import MakeTraining

LIST = "/weiterbildung/"
FEED = f"{LIST}termine.ics"


def read(client: Client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def entries(client: Client) -> list[Any]:
    calendar: Any = Calendar.from_ical(read(client, FEED))
    return list(calendar.walk("VEVENT"))


def test_the_next_training_stands_first_with_all_one_needs(
    client: Client, make_training: MakeTraining
) -> None:
    make_training("Später", starts=date(2027, 5, 3))
    make_training(register_by=date(2027, 2, 20))
    page = read(client)
    assert page.index("Erste Vorlage") < page.index("Später")
    for said in ("Akademie Musterland", "Wie eine Vorlage aufgebaut ist.", "Bauämter", "Jena",
                 "90 Euro", "20. Februar 2027", "https://weiterbildung.example/1"):  # fmt: skip
        assert said in page
    assert 'datetime="2027-03-01"' in page


def test_a_course_of_three_days_names_both_ends_and_stays_until_it_is_over(
    client: Client, make_training: MakeTraining, clock: time_machine.Traveller
) -> None:
    make_training(starts=date(2027, 1, 30), ends=date(2027, 2, 2))
    assert "30. Januar 2027 bis 2. Februar 2027" in read(client)
    assert [one.title for one in Training.objects.upcoming()] == ["Erste Vorlage"]
    clock.move_to("2027-02-03T09:00Z")
    assert not Training.objects.upcoming().exists()
    assert [one.title for one in Training.objects.past()] == ["Erste Vorlage"]


def test_what_is_over_is_folded_away(client: Client, make_training: MakeTraining) -> None:
    make_training("Letztes Jahr", starts=date(2026, 3, 1))
    page = read(client)
    assert "Gerade ist kein Termin bekannt." in page
    assert "Eine frühere Weiterbildung" in page
    assert page.index("<details>") < page.index("Letztes Jahr")


def test_an_empty_list_says_what_will_stand_here(client: Client, network: object) -> None:
    page = read(client)
    assert "Gerade ist kein Termin bekannt." in page
    assert "<details>" not in page


def test_a_deadline_that_has_passed_is_said(client: Client, make_training: MakeTraining) -> None:
    make_training(register_by=date(2027, 1, 31))
    page = read(client)
    assert "Die Frist ist vorbei." in page
    assert "Mehr dazu und anmelden" not in page


def test_the_last_day_to_register_still_counts(make_training: MakeTraining) -> None:
    assert not make_training(register_by=date(2027, 2, 1)).is_closed


@pytest.mark.parametrize(
    ("place", "online", "where"),
    [("Jena", False, "Jena"), ("", True, "online"), ("Jena", True, "Jena oder online")],
)
def test_one_reads_where(make_training: MakeTraining, place: str, online: bool, where: str) -> None:
    assert make_training(place=place, online=online).where == where


def test_texts_are_shown_as_texts(client: Client, make_training: MakeTraining) -> None:
    make_training("<b>Fett</b>", learns="Müller & Söhne <script>")
    page = read(client)
    assert "&lt;b&gt;Fett" in page
    assert "Müller &amp; Söhne &lt;script&gt;" in page


def test_the_calendar_has_every_training_as_whole_days(
    client: Client, make_training: MakeTraining
) -> None:
    make_training(starts=date(2027, 3, 1), ends=date(2027, 3, 2), register_by=date(2027, 2, 20))
    make_training("Vorbei", starts=date(2026, 3, 1), online=True, place="")
    past, coming = entries(client)
    assert (past["SUMMARY"], past["LOCATION"]) == ("Vorbei", "online")
    assert (coming["DTSTART"].dt, coming["DTEND"].dt) == (date(2027, 3, 1), date(2027, 3, 3))
    assert "Anmelden bis 20. Februar 2027: https://weiterbildung.example/1" in coming["DESCRIPTION"]
    assert coming["UID"] != past["UID"]


def test_a_changed_training_is_the_same_entry(client: Client, make_training: MakeTraining) -> None:
    training = make_training()
    (before,) = entries(client)
    training.starts = date(2027, 4, 1)
    actions.save_training(training, actor="Olga")
    (after,) = entries(client)
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt == date(2027, 4, 1)


def test_a_kept_page_shows_the_change_at_once(client: Client, make_training: MakeTraining) -> None:
    training = make_training()
    assert "Erste Vorlage" in read(client)
    actions.remove_training(training, actor="Olga")
    assert "Erste Vorlage" not in read(client)
    assert entries(client) == []


@pytest.mark.parametrize("path", [LIST, FEED])
def test_both_are_only_read(client: Client, network: object, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    client: Client, make_training: MakeTraining, number: int
) -> None:
    for count in range(number):
        make_training(f"Kurs {count}")
        make_training(f"Vorbei {count}", starts=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) == 4


def test_other_pages_show_the_next_ones(make_training: MakeTraining) -> None:
    make_training(register_by=date(2027, 2, 20))
    make_training(title="Zu spät", register_by=date(2027, 1, 2))
    context = {"trainings": Training.objects.open_to_register()}
    shown = render_to_string("training/_next.html", context)
    assert "Erste Vorlage" in shown
    assert "Anmelden bis 20. Februar 2027" in shown
    assert "/weiterbildung/#weiterbildung-" in shown
    assert "Zu spät" not in shown


def test_other_pages_say_that_there_is_none(network: object) -> None:
    shown = render_to_string("training/_next.html", {"trainings": []})
    assert "Gerade ist kein Termin bekannt." in shown
