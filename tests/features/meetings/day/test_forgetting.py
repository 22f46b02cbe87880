"""Who was there is handed over on request, erased on request, and forgotten in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.core.custody import NOBODY
from klimanetz.core.models import Network
from klimanetz.features.meetings.day.custody import collect_attendances
from klimanetz.features.meetings.day.forgetting import erase_attendances
from klimanetz.features.meetings.day.jobs import forget_who_was_there
from klimanetz.features.meetings.day.models import Certificate, Tap
from klimanetz.features.meetings.models import Attendance, Meeting
from klimanetz.people.models import Person
from tests.factories import make_person
from tests.features.meetings.day.conftest import Expected, Send, tapped
from tests.roster.leaving.everywhere import find_in_database


@pytest.fixture
def noted(expected: Expected, send: Send) -> Expected:
    """Mika came, Vera for Jan, Wanda walked in: with an address, and Wim without one."""
    send(
        tapped("mikakommt", f"i{expected.mika.pk}"),
        tapped("verakommt", f"i{expected.jan.pk}"),
        tapped("wandakommt", "nwandakommt", name="Wanda Weit", email="wanda@firma.example"),
        tapped("wimkommt", "nwimkommt", name="Wim Weit", organisation="Gera"),
    )
    for one in Attendance.objects.all():
        Certificate.objects.create(attendance=one, released_by="Olga Organisatorin")
    return expected


def names() -> set[str]:
    return set(Attendance.objects.values_list("name", flat=True))


def test_a_person_reads_when_they_were_there(noted: Expected, manager: Person) -> None:
    (record,) = collect_attendances(manager)
    assert record["Treffen"] == "Netzwerktreffen"
    assert record["Teilnahme"] == "vor Ort"
    assert record["Bestätigt am"] is not None


def test_a_guest_is_found_by_address_and_by_name(noted: Expected) -> None:
    wanda = make_person("Wanda", "Weit", email="wanda@firma.example")
    wim = make_person("Wim", "Weit")
    assert len(list(collect_attendances(wanda))) == 1
    assert len(list(collect_attendances(wim))) == 1


def test_erasing_takes_the_name_and_the_certificate_and_leaves_the_count(
    noted: Expected, manager: Person
) -> None:
    assert erase_attendances(manager) == 1
    assert erase_attendances(manager) == 0
    assert names() == {NOBODY, "Vera", "Wanda Weit", "Wim Weit"}
    assert Attendance.objects.present().count() == 4
    assert Certificate.objects.count() == 3
    gone = Attendance.objects.get(name=NOBODY)
    assert (gone.email, hasattr(gone, "certificate")) == ("", False)


def test_who_stood_at_the_door_is_erased_there_too(noted: Expected, organiser: Person) -> None:
    erase_attendances(organiser)
    assert set(Tap.objects.values_list("by", flat=True)) == {NOBODY}
    assert set(Attendance.objects.values_list("noted_by", flat=True)) == {NOBODY}
    assert set(Certificate.objects.values_list("released_by", flat=True)) == {NOBODY}


def move_back(meeting: Meeting, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=then, ends_at=then + timedelta(hours=4), state="held"
    )


def test_strangers_are_forgotten_as_those_who_left(noted: Expected) -> None:
    move_back(noted.meeting, 100)
    assert forget_who_was_there() == 0
    Network.objects.update(keep_months=3)
    assert forget_who_was_there() == 3
    assert forget_who_was_there() == 0
    assert names() == {NOBODY, "Mika Managerin"}
    for trace in ("wanda@firma.example", "Wim Weit"):
        assert not find_in_database(trace)
    assert Attendance.objects.get(organisation="Gera").name == NOBODY, "from where, stays"
