"""What the organisers' page of a meeting shows of its day."""

import time_machine
from django.test import Client

from klimanetz.features.meetings.models import Attendance, Meeting
from tests.features.meetings.conftest import berlin
from tests.features.meetings.day.conftest import Expected, Send, at, tapped
from tests.features.meetings.reading import count_queries, main_action, words


def overview(client: Client, meeting: Meeting) -> str:
    return words(client.get(at("office_meeting", meeting)))


def test_nobody_is_asked_for_before_people_are_invited(meeting: Meeting, office: Client) -> None:
    said = overview(office, meeting)
    assert "Wer ist da?" not in said
    assert "Anwesenheitsliste als PDF" not in said


def test_before_the_day_there_is_only_the_way_to_the_door(
    expected: Expected, office: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 16, 20))
    said = overview(office, expected.meeting)
    assert "Tür: Wer ist da?" in said
    assert "Noch ist niemand eingetragen." not in said


def test_on_the_day_it_counts_and_leads_to_the_door(
    expected: Expected, send: Send, office: Client
) -> None:
    assert "Noch ist niemand eingetragen." in overview(office, expected.meeting)
    assert main_action(office, at("office_meeting", expected.meeting)) == (
        "Wer ist da?",
        at("door", expected.meeting),
    )
    send(
        tapped("mikakommt", f"i{expected.mika.pk}"),
        tapped("inakommt", f"i{expected.ina.pk}"),
        tapped("loukommt", f"i{expected.lou.pk}"),
        tapped("lougeht", f"i{expected.lou.pk}", present=False, age=-1),
    )
    Attendance.objects.filter(name="Ina").update(mode="online")
    Attendance.objects.filter(name="Lou").update(removed_at=berlin(3, 17, 10))
    said = overview(office, expected.meeting)
    assert "2 Menschen sind dabei. Vor Ort 1, online 1." in said
    assert "Teilnahme bestätigen" not in said


def test_afterwards_it_leads_to_the_certificates(
    expected: Expected, send: Send, office: Client, clock: time_machine.Traveller
) -> None:
    send(tapped("mikakommt", f"i{expected.mika.pk}"))
    clock.move_to(berlin(3, 17, 14))
    said = overview(office, expected.meeting)
    assert "1 Person war dabei. Anwesenheit berichtigen Teilnahme bestätigen" in said
    assert "Teilnahmebestätigungen" in said.rpartition("Listen und Seiten")[2]


def test_it_costs_one_query(
    expected: Expected, send: Send, office: Client, clock: time_machine.Traveller
) -> None:
    url = at("office_meeting", expected.meeting)
    office.get(url)
    on_the_day = count_queries(office, url)
    send(*(tapped(f"neuling{n}", f"nneuling{n}", name=f"Neu {n}") for n in range(3)))
    assert count_queries(office, url) == on_the_day <= 10


def test_a_cancelled_meeting_has_no_door(expected: Expected, office: Client) -> None:
    Meeting.objects.update(state="cancelled")
    assert "Wer ist da?" not in overview(office, expected.meeting)
