"""Phones that were without network: late, twice, out of order, several at once."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from klimanetz.features.meetings.day.actions.checking_in import check_in
from klimanetz.features.meetings.day.models import Tap
from klimanetz.features.meetings.day.taps import MOST, read_taps
from klimanetz.features.meetings.models import Attendance, Meeting
from tests.features.meetings.conftest import Invite, berlin
from tests.features.meetings.day.conftest import Expected, Send, at, present, tapped


def test_what_was_tapped_counts_from_when_it_was_tapped(expected: Expected, send: Send) -> None:
    told = send(tapped("eins", f"i{expected.mika.pk}", age=20 * 60))
    assert told["noted"] == ["eins0000"]
    assert told["here"] == {f"i{expected.mika.pk}": "09:25"}
    assert Attendance.objects.get().came_at == berlin(3, 17, 9, 25)


def test_the_same_tap_again_changes_nothing(expected: Expected, send: Send) -> None:
    one = tapped("eins", f"i{expected.mika.pk}", age=60)
    stranger = tapped("neunzehn", "nneunzehn", name="Wanda", age=30)
    first = send(one, stranger)
    assert send(one, stranger) == first, "the answer was lost, so the phone asks once more"
    assert send(one)["noted"] == ["eins0000"]
    assert present(expected.meeting) == ["Mika Managerin", "Wanda"]
    assert Tap.objects.count() == 2


def test_of_two_decisions_the_later_counts_in_whatever_order_they_arrive(
    expected: Expected, send: Send
) -> None:
    who = f"i{expected.mika.pk}"
    send(tapped("zurueck", who, present=False, age=60))
    assert present(expected.meeting) == []
    assert send(tapped("frueher", who, age=120))["here"] == {}, "overtaken while it was waiting"
    send(tapped("spaeter", who, age=30))
    assert present(expected.meeting) == ["Mika Managerin"]
    send(tapped("uralt", who, present=False, age=600))
    assert present(expected.meeting) == ["Mika Managerin"]
    assert Tap.objects.count() == 4, "each is kept as it was"


def test_two_phones_note_one_person_once(expected: Expected, send: Send) -> None:
    who = f"i{expected.mika.pk}"
    send(tapped("handyeins", who, age=60))
    send(tapped("handyzwei", who, age=10))
    mika = Attendance.objects.get()
    assert mika.came_at == berlin(3, 17, 9, 44), "there since the first"


def test_somebody_new_can_be_taken_back_before_anybody_heard_of_them(
    expected: Expected, send: Send
) -> None:
    told = send(
        tapped("wandakommt", "nwandakommt", name=" Wanda ", organisation="Gera", age=20),
        tapped("dochnicht", "nwandakommt", present=False, age=10),
    )
    assert told["noted"] == ["wandakommt", "dochnicht"]
    assert told["here"] == {}
    assert Attendance.objects.get().name == "Wanda"


def test_other_phones_learn_of_somebody_new(expected: Expected, send: Send) -> None:
    send(tapped("wandakommt", "nwandakommt", name="Wanda", organisation="Gera"))
    wanda = Attendance.objects.get()
    assert send()["strangers"] == [
        {
            "who": f"a{wanda.pk}",
            "key": "wandakommt",
            "name": "Wanda",
            "about": "Gera, ohne Anmeldung",
        }
    ]
    send(tapped("weganderswo", f"a{wanda.pk}", present=False, age=-5))
    assert present(expected.meeting) == ["Wanda"], "no clock makes it later than now"


def test_a_wrong_address_does_not_keep_anybody_out(expected: Expected, send: Send) -> None:
    send(tapped("wandakommt", "nwandakommt", name="Wanda", email="wanda@"))
    assert Attendance.objects.get().email == ""


def test_what_can_never_be_noted_is_said_and_not_sent_again(expected: Expected, send: Send) -> None:
    told = send(
        tapped("niemand", "i999999"),
        tapped("namenlos", "nnamenlos", name="  "),
        tapped("mika", f"i{expected.mika.pk}"),
    )
    assert told["refused"] == {
        "niemand0": "Diese Einladung gibt es nicht mehr.",
        "namenlos": "Bitte schreiben Sie den Namen.",
    }
    assert present(expected.meeting) == ["Mika Managerin"], "the others are noted all the same"


def test_a_phone_notes_for_its_own_meeting_only(
    expected: Expected, send: Send, clock: time_machine.Traveller
) -> None:
    send(tapped("mika", f"i{expected.mika.pk}"))
    Meeting.objects.filter(pk=expected.meeting.pk)
    other = Attendance.objects.create(
        meeting=Meeting.objects.create(
            slug="anders",
            uid="anders",
            title="Anders",
            starts_at=berlin(4, 1),
            ends_at=berlin(4, 2),
            answer_by=berlin(3, 30),
        ),
        name="Ute",
        mode="on_site",
        via="door",
        came_at=timezone.now(),
        tapped_at=timezone.now(),
    )
    told = send(tapped("utekommt", f"a{other.pk}", present=False))
    assert told["refused"] == {"utekommt": "Diesen Eintrag gibt es nicht mehr."}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"taps": 7}',
        '{"taps": [7]}',
        '{"taps": [{"key": "abcdefgh", "who": "i1", "present": "ja", "age": 0}]}',
        '{"taps": [{"key": "abcdefgh", "who": "i1", "present": true}]}',
        '{"taps": [{"key": "abcdefgh", "who": "i1", "present": true, "age": true}]}',
        '{"taps": [{"key": "../../..", "who": "i1", "present": true, "age": 0}]}',
        '{"taps": [{"key": "abcdefgh", "who": "i²", "present": true, "age": 0}]}',
        '{"taps": [' + ",".join(["0"] * (MOST + 1)) + "]}",
    ],
)
def test_what_our_page_never_sends_is_refused(
    expected: Expected, office: Client, body: str
) -> None:
    answer = office.post(at("door_sync", expected.meeting), body, content_type="application/json")
    assert answer.status_code == 400
    assert not Attendance.objects.exists()


decisions = some.lists(
    some.tuples(some.booleans(), some.integers(0, 40)),
    min_size=1,
    max_size=6,
    unique_by=lambda pair: pair[1],
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(decided=decisions, data=some.data())
def test_however_they_arrive_the_last_decision_holds(
    expected: Expected, decided: list[tuple[bool, int]], data: some.DataObject
) -> None:
    Attendance.objects.all().delete()
    who = f"i{expected.mika.pk}"
    taps = [
        tapped(f"tap{number}", who, present=there, age=ago * 60)
        for number, (there, ago) in enumerate(decided)
    ]
    for one in data.draw(some.permutations(taps)):
        for _again in range(data.draw(some.integers(1, 2))):
            check_in(expected.meeting, read_taps({"taps": [one]}, timezone.now()), by="Olga")
    last = min(decided, key=lambda pair: pair[1])
    assert (present(expected.meeting) == ["Mika Managerin"]) is last[0]


def test_three_phones_at_once_lose_and_double_nobody(
    shared_database: None, meeting: Meeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    """Each phone notes everyone, in an order of its own, in batches, each batch twice."""
    invitations = invite(meeting, *(f"Gast{number:02}" for number in range(30)))
    clock.move_to(berlin(3, 17, 9, 45))
    phones, start, problems = 3, Barrier(3), []

    def stand_at_the_door(phone: int) -> None:
        try:
            start.wait()
            mine = invitations[phone * 10 :] + invitations[: phone * 10]
            taps = [tapped(f"p{phone}n{one.pk}x", f"i{one.pk}") for one in mine]
            taps.append(tapped(f"neuling{phone}", f"nneuling{phone}", name=f"Neu {phone}"))
            for batch in (taps[at : at + 7] for at in range(0, len(taps), 7)):
                for _twice in range(2):
                    check_in(meeting, read_taps({"taps": batch}, timezone.now()), by=f"{phone}")
        except Exception as error:  # noqa: BLE001 - told below
            problems.append(error)
        finally:
            connection.close()

    threads = [Thread(target=stand_at_the_door, args=(phone,)) for phone in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    names = [one.name for one in invitations]
    assert present(meeting) == sorted([*names, "Neu 0", "Neu 1", "Neu 2"])
    assert Attendance.objects.count() == 33
    assert Tap.objects.count() == 93
