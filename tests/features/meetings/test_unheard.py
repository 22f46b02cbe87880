"""Invitations that an organiser holds back until a colleague has read them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.mail.actions import release
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from klimanetz.roster.actions import change_person
from tests.conftest import SignIn
from tests.features.meetings.conftest import (
    as_invitee,
    berlin,
    entry,
    last_mail,
    purposes_to,
    run_jobs,
    told,
)
from tests.features.meetings.reading import words

TO = ("mika.managerin@kommune.example", "ina@gast.example")


@pytest.fixture
def held(meeting: Meeting, manager: Person) -> Meeting:
    """Mika and a guest are invited; the mails wait."""
    actions.invite(meeting, [as_invitee(manager), as_invitee("Ina")], actor="Olga", held=True)
    return meeting


def let_go() -> None:
    for letter in Letter.objects.filter(held=True):
        release(letter, actor="Olga")


def test_what_changes_meanwhile_stands_in_the_invitation_and_in_no_mail_of_its_own(
    held: Meeting, clock: time_machine.Traveller
) -> None:
    held.refresh_from_db()
    held.venue = "Kloster"
    actions.change(held, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    for address in TO:
        assert purposes_to(address) == ["invitation"]
        assert "Kloster" in told(address)
        assert entry(last_mail(address).calendar).sequence == 1
    assert Letter.objects.get().held


def test_moved_meanwhile_it_asks_for_the_new_date_and_waits_as_before(held: Meeting) -> None:
    actions.postpone(held, starts_at=berlin(3, 24, 10), actor="Olga")
    for address in TO:
        assert purposes_to(address) == ["invitation"]
        assert "Mi., 24. März 2027" in told(address)
        assert "17. März 2027, 10:00" not in told(address)
    assert Letter.objects.get().held


@pytest.mark.parametrize("off", ["cancel", "postpone"])
def test_called_off_meanwhile_nobody_hears_of_it(held: Meeting, off: str) -> None:
    getattr(actions, off)(held, reason="Sturm", actor="Olga")
    assert not Letter.objects.exists()


def test_taken_back_meanwhile_it_is_never_sent(held: Meeting) -> None:
    ina = Invitation.objects.get(email="ina@gast.example")
    actions.withdraw_invitation(ina, actor="Olga")
    let_go()
    assert purposes_to("ina@gast.example") == []
    assert purposes_to(TO[0]) == ["invitation"]


def test_nobody_is_reminded_of_what_they_do_not_know(
    held: Meeting, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 4, 9))
    run_jobs()
    with pytest.raises(Refused, match="warten noch unter „Post“"):
        actions.remind(held, actor="Olga")
    assert purposes_to(TO[0]) == ["invitation"]
    let_go()
    run_jobs()
    assert purposes_to(TO[0]) == ["invitation", "reminder"]


def test_who_knows_hears_what_changes(
    held: Meeting, neighbour: Person, clock: time_machine.Traveller
) -> None:
    """One letter is let go, another is not."""
    let_go()
    actions.invite(held, [as_invitee(neighbour)], actor="Olga", held=True)
    actions.cancel(held, reason="Sturm", actor="Olga")
    assert purposes_to(TO[0]) == ["invitation", "cancellation"]
    assert purposes_to(neighbour.email) == []


def test_the_pages_count_who_hears_of_it(held: Meeting, organiser: Person, sign_in: SignIn) -> None:
    office: Client = sign_in(organiser)
    page = words(office.get(reverse("meeting_cancel", args=[held.slug])))
    assert "Eingeladene" not in page
    let_go()
    assert "2 Eingeladene" in words(office.get(reverse("meeting_cancel", args=[held.slug])))


def test_what_waits_goes_to_the_address_that_somebody_reads_today(
    held: Meeting, manager: Person
) -> None:
    change_person(manager, actor="Olga", email="mika@jena.example")
    assert purposes_to("mika@jena.example") == ["invitation"]
    assert purposes_to(TO[0]) == []
    actions.cancel(held, reason="Sturm", actor="Olga")
    assert not Letter.objects.exists()


def test_a_colleague_sees_that_nobody_knows_yet(
    held: Meeting, organiser: Person, sign_in: SignIn
) -> None:
    desk = reverse("office_meeting", args=[held.slug])
    office: Client = sign_in(organiser)
    said = words(office.get(desk))
    assert "2 Einladungen warten noch darauf, dass Sie sie freigeben. Zur Post" in said
    assert "wurden eben erst gefragt" not in said
    let_go()
    assert "warten noch darauf" not in words(office.get(desk))


def test_who_promised_to_come_is_not_asked_anew_by_a_change(
    meeting: Meeting,
    manager: Person,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their answer stands, and the invitation that waits says so before and after."""
    promise = {manager.email: Reply.ON_SITE}
    monkeypatch.setattr("klimanetz.features.meetings.promises._witnesses", [lambda _: promise])
    people = [as_invitee(manager), as_invitee("Ina")]
    actions.invite(meeting, people, actor="Olga", held=True)
    meeting.refresh_from_db()
    meeting.venue = "Kloster"
    actions.change(meeting, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    assert purposes_to(TO[0]) == ["expected"]
    assert "Kloster" in told(TO[0])
    assert "Sie müssen nichts tun" in told(TO[0])
    assert purposes_to(TO[1]) == ["invitation"]
