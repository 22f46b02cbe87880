"""Put right afterwards, and who did: nothing is deleted."""

import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings.models import Attendance
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import berlin
from tests.features.meetings.day.conftest import Expected, Send, at, present, tapped
from tests.features.meetings.reading import count_queries, words

FIELDS = {
    "name": "Vera",
    "organisation": "",
    "email": "vera@gast.example",
    "mode": "on_site",
    "came": "09:45",
    "left": "",
}


def note_vera(expected: Expected, send: Send) -> tuple[Attendance, str]:
    send(tapped("verakommt", f"i{expected.jan.pk}"))
    vera = Attendance.objects.get()
    return vera, at("attendance_edit", expected.meeting, vera.pk)


def test_a_wrong_name_is_put_right_and_the_old_one_stays_on_record(
    expected: Expected, send: Send, office: Client
) -> None:
    _vera, url = note_vera(expected, send)
    done = office.post(url, FIELDS | {"name": "Jan", "email": "jan@gast.example"}, follow=True)
    assert "Der Eintrag von Vera ist geändert." in done.content.decode()
    assert present(expected.meeting) == ["Jan"]
    said = words(office.get(url))
    assert "als anwesend eingetragen (Olga Organisatorin)" in said
    assert "Anwesenheit berichtigt (Olga Organisatorin) Name: Vera → Jan" in said


def test_when_somebody_left_is_noted_in_minutes_of_that_day(
    expected: Expected, send: Send, office: Client, clock: time_machine.Traveller
) -> None:
    vera, url = note_vera(expected, send)
    came = vera.came_at
    clock.move_to(berlin(3, 20))
    office.post(url, FIELDS | {"left": "12:30"})
    vera.refresh_from_db()
    assert (vera.came_at, vera.left_at) == (came, berlin(3, 17, 12, 30))
    assert "Gegangen um: – → 12:30" in words(office.get(url))
    wrong = office.post(url, FIELDS | {"left": "09:00"})
    assert "Das liegt vor der Ankunft." in words(wrong)
    office.post(url, FIELDS | {"came": "10:15", "left": ""})
    vera.refresh_from_db()
    assert (vera.came_at, vera.left_at) == (berlin(3, 17, 10, 15), None)
    trail = words(office.get(url))
    assert trail.index("– → 12:30") < trail.index("12:30 → –")  # in the order of the day


def test_saving_what_stands_leaves_no_trace(expected: Expected, send: Send, office: Client) -> None:
    _vera, url = note_vera(expected, send)
    office.post(url, FIELDS)
    assert not AuditEntry.objects.filter(verb="correct_attendance").exists()


def test_who_was_not_there_is_taken_off_and_can_be_put_back(
    expected: Expected, send: Send, office: Client, clock: time_machine.Traveller
) -> None:
    vera, url = note_vera(expected, send)
    clock.move_to(berlin(3, 18))
    assert "War nicht da" in words(office.get(url))
    office.post(at("door_tap", expected.meeting), {"weg": f"a{vera.pk}"})
    assert present(expected.meeting) == []
    clock.shift(5)
    said = words(office.get(url))
    assert "zurückgenommen (Olga Organisatorin)" in said
    assert "War doch da" in said
    office.post(at("door_tap", expected.meeting), {"da": f"a{vera.pk}"})
    assert present(expected.meeting) == ["Vera"]


def test_the_trail_of_the_network_names_it(expected: Expected, send: Send, office: Client) -> None:
    _vera, url = note_vera(expected, send)
    office.post(url, FIELDS | {"organisation": "Stadt Gera"})
    said = words(office.get("/verwaltung/verlauf/"))
    assert "Anwesenheit berichtigt" in said
    assert "Vera, Netzwerktreffen" in said


def test_it_is_for_organisers_and_of_this_meeting(
    expected: Expected, send: Send, office: Client, sign_in: SignIn, manager: Person
) -> None:
    _vera, url = note_vera(expected, send)
    assert sign_in(manager).get(url).status_code == 403
    assert office.get(at("attendance_edit", expected.meeting, 999)).status_code == 404
    assert office.delete(url).status_code == 405


def test_the_page_asks_as_often_with_a_long_history(
    expected: Expected, send: Send, office: Client, clock: time_machine.Traveller
) -> None:
    _vera, url = note_vera(expected, send)
    office.post(url, FIELDS | {"name": "Wim"})
    few = count_queries(office, url)
    for name in ("Jan", "Vera"):
        clock.shift(60)
        office.post(url, FIELDS | {"name": name})
        send(tapped(f"nochmal{name}", f"i{expected.jan.pk}"))
    assert count_queries(office, url) == few <= 10
