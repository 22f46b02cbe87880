"""The code of an invitation: shown by its holder, read at the door."""

import pytest
from django.test import Client

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.keys import read_deputy_key, read_door_key, write_door_key
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.day.conftest import Expected, at, present
from tests.features.meetings.reading import words


def path(invitation: Invitation) -> str:
    return "/" + door_address(invitation).split("/", 3)[3]


def test_the_holder_sees_a_code_that_leads_back_here(expected: Expected, client: Client) -> None:
    page = client.get(path(expected.mika))
    said = words(page)
    assert "Zeigen Sie diesen Code an der Tür Mika Managerin" in said
    assert "10:00–14:00 Uhr" in said
    assert "Ist da" not in said
    assert page.headers["Cache-Control"] == "private, no-store"
    assert '<svg viewBox="0 0 ' in page.content.decode()


def test_the_holder_cannot_check_in_alone(
    expected: Expected, client: Client, sign_in: SignIn, manager: Person
) -> None:
    for visitor in (client, sign_in(manager)):
        assert visitor.post(path(expected.mika)).status_code == 403
    assert "Zeigen Sie diesen Code" in words(sign_in(manager).get(path(expected.mika)))
    assert not Attendance.objects.exists()


def test_an_organiser_reads_it_and_notes_the_person_with_one_tap(
    expected: Expected, office: Client
) -> None:
    assert "Mika Managerin Ist da eintragen und zurück zur Liste" in words(
        office.get(path(expected.mika))
    )
    assert not Attendance.objects.exists(), "reading alone notes nobody"
    done = office.post(path(expected.mika), follow=True)
    assert done.redirect_chain == [(at("door", expected.meeting), 302)]
    assert "Mika Managerin ist da." in done.content.decode()
    assert present(expected.meeting) == ["Mika Managerin"]
    again = words(office.get(path(expected.mika)))
    assert "Schon eingetragen: Mi., 17. März 2027, 09:45 Uhr." in again
    assert "Ist da eintragen" not in again


def test_a_deputy_is_let_in_by_the_code_of_the_invited_person(
    expected: Expected, office: Client
) -> None:
    assert "Vera für Jan" in words(office.get(path(expected.jan)))
    office.post(path(expected.jan))
    assert present(expected.meeting) == ["Vera"]


def test_a_code_of_a_cancelled_meeting_says_so(expected: Expected, office: Client) -> None:
    Meeting.objects.update(state="cancelled")
    assert "Das Treffen ist abgesagt." in words(office.get(path(expected.mika)))
    assert office.post(path(expected.mika)).status_code == 409


@pytest.mark.parametrize("key", ["1", "1-", "x-y", "99999999999999999999-a", "²-a"])
def test_a_code_nobody_wrote_opens_nothing(network: object, client: Client, key: str) -> None:
    page = client.get(f"/einlass/{key}/")
    assert page.status_code == 404
    assert "An der Tür genügt auch Ihr Name." in words(page)


def test_a_code_ends_with_its_invitation(expected: Expected, client: Client) -> None:
    actions.withdraw_invitation(expected.mika, actor="Olga")
    assert client.get(path(expected.mika)).status_code == 404


def test_no_key_opens_what_another_opens(expected: Expected) -> None:
    """A code is held up for all to see: it must not answer, nor join."""
    door = write_door_key(expected.jan)
    assert read_door_key(door) == expected.jan
    assert read_deputy_key(door) is None
    assert expected.jan.token not in door
    deputy = join_address(expected.jan).rstrip("/").rpartition("/")[2]
    assert read_deputy_key(deputy) == expected.jan
    assert read_door_key(deputy) is None
    assert read_door_key(door.replace(str(expected.jan.pk), str(expected.mika.pk), 1)) is None


def test_the_key_of_a_deputy_ends_with_the_deputy(expected: Expected) -> None:
    deputy = join_address(expected.jan).rstrip("/").rpartition("/")[2]
    Invitation.objects.filter(pk=expected.jan.pk).update(deputy_name="Wim")
    assert read_deputy_key(deputy) is None
    Invitation.objects.filter(pk=expected.jan.pk).update(deputy_name="")
    assert read_deputy_key(deputy) is None
