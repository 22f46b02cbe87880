"""Who gets which mail, in which language, and who is meant by a name."""

from datetime import date

import pytest

from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.jobs import remind_of_actions
from klimanetz.features.meetings.minutes.models import ActionItem, Entry, Kind, Reader
from klimanetz.features.meetings.minutes.owners import list_owners
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Mode
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from tests.features.meetings.conftest import mails_to
from tests.features.meetings.minutes.conftest import Write


@pytest.fixture
def english(manager: Person, invitations: list[Invitation]) -> Person:
    Person.objects.filter(pk=manager.pk).update(language="en")
    Invitation.objects.filter(person=manager).update(language="en")
    return manager


def languages(purpose: str) -> dict[str, str]:
    """Who got that mail in which language."""
    rows = Letter.objects.filter(purpose=purpose).values_list("mails__address", "html")
    return {str(address): "en" if 'lang="en"' in html else "de" for address, html in rows}


def test_every_mail_is_in_the_language_of_its_reader(
    english: Person, held: Meeting, write: Write, organiser: Person, neighbour: Person
) -> None:
    for number, owner in enumerate((english, neighbour)):
        write(
            "Anrufen", key=f"a{number}", kind=Kind.ACTION, owner=owner.full_name,
            due_on=date(2027, 3, 10),
        )  # fmt: skip
    actions.open_review(held, date(2027, 3, 27), actor=organiser)
    actions.release(held, readers="members", extract=[], actor=organiser)
    ActionItem.objects.update(reminded=0)
    remind_of_actions()
    for purpose in ("review", "released", "assigned", "reminder"):
        told = languages(f"minutes.{purpose}")
        assert (told[english.email], told[neighbour.email]) == ("en", "de"), purpose


def test_one_mail_for_all_that_one_took_on(
    held: Meeting, write: Write, organiser: Person, neighbour: Person
) -> None:
    for number in range(3):
        write(f"Anruf {number}", key=f"a{number}", kind=Kind.ACTION, owner="Nele Nachbarin")
    actions.open_review(held, date(2027, 3, 27), actor=organiser)
    actions.release(held, readers="members", extract=[], actor=organiser)
    mails = [one for one in mails_to(neighbour.email) if one.letter.purpose == "minutes.assigned"]
    assert len(mails) == 1
    assert all(f"Anruf {number}" in mails[0].letter.text for number in range(3))


def test_namesakes_are_told_apart_by_where_they_work(
    held: Meeting, write: Write, invitations: list[Invitation]
) -> None:
    for place in ("Stadt Jena", "Stadt Gera"):
        Attendance.objects.create(
            meeting=held, name="Anna Schmidt", organisation=place, mode=Mode.ON_SITE,
            email=f"anna@{place.split()[1].lower()}.example", via=Attendance.Via.DOOR,
            came_at=held.starts_at,
        )  # fmt: skip
    labels = list(list_owners(held))
    assert "Anna Schmidt, Stadt Jena" in labels
    assert "Anna Schmidt" not in labels
    write("Anrufen", key="a", kind=Kind.ACTION, owner="Anna Schmidt, Stadt Gera")
    entry = Entry.objects.get()
    assert (entry.owner_name, entry.owner_email) == ("Anna Schmidt", "anna@gera.example")


def test_who_has_no_address_reviews_nothing(
    held: Meeting, write: Write, organiser: Person, invitations: list[Invitation]
) -> None:
    write("Text")
    Attendance.objects.create(
        meeting=held, name="Ohne Adresse", mode=Mode.ON_SITE, via=Attendance.Via.DOOR,
        came_at=held.starts_at,
    )  # fmt: skip
    assert actions.open_review(held, date(2027, 3, 27), actor=organiser) == 0
    assert not Reader.objects.exists()
