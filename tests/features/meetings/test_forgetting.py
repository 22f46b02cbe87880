"""Guests and deputies, whom only a meeting knows, are forgotten as people who left are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.core.custody import NOBODY
from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.jobs import forget_guests_and_deputies
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source, State
from klimanetz.people.models import Person
from tests.factories import make_person
from tests.roster.leaving.everywhere import find_in_database

GUEST = "ingrid.gast@firma.example"
DEPUTY = "vera@kommune.example"
TRACES = (GUEST, "Ingrid", DEPUTY, "Vertreterin", "Parkplatz")


@pytest.fixture
def held(network: Network, manager: Person) -> Meeting:
    """A guest came; the manager sent a deputy. It will be moved into the past."""
    starts = timezone.now() + timedelta(days=20)
    meeting = Meeting.objects.create(
        slug="treffen", title="Netzwerktreffen", starts_at=starts, uid="t@klimanetz.example",
        ends_at=starts + timedelta(hours=4), answer_by=starts - timedelta(days=7),
    )  # fmt: skip
    invitees = [
        Invitee("Ingrid Gast", GUEST, "Firma"),
        Invitee(manager.full_name, manager.email, person_id=manager.pk),
    ]
    actions.invite(meeting, invitees, actor="Olga")
    guest, member = Invitation.objects.order_by("person_id", "pk")
    if guest.person_id:
        guest, member = member, guest
    actions.answer(guest, Reply.ON_SITE, source=Source.LINK, note="Bitte einen Parkplatz")
    actions.answer(
        member, Reply.DEPUTY, source=Source.LINK, deputy_name="Vera Vertreterin",
        deputy_email=DEPUTY,
    )  # fmt: skip
    return meeting


def move_back(meeting: Meeting, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=then, ends_at=then + timedelta(hours=4), state=State.HELD
    )


def test_not_before_the_time_is_over(held: Meeting) -> None:
    move_back(held, 100)
    assert forget_guests_and_deputies() == 0
    assert find_in_database(GUEST)


def test_nothing_tells_who_they_were(held: Meeting, manager: Person) -> None:
    move_back(held, 200)
    assert forget_guests_and_deputies() == 2
    assert find_in_database(*TRACES) == {}
    assert find_in_database(manager.email)


def test_how_many_came_stays(held: Meeting, manager: Person) -> None:
    move_back(held, 200)
    forget_guests_and_deputies()
    guest = held.invitations.get(person=None)
    assert (guest.name, guest.organisation, guest.reply) == (NOBODY, "Firma", Reply.ON_SITE)
    member = held.invitations.get(person=manager)
    assert (member.name, member.reply, member.deputy_name) == (
        "Mika Managerin", Reply.DEPUTY, "Vertretung",
    )  # fmt: skip


def test_once_and_logged_with_a_number(held: Meeting) -> None:
    move_back(held, 200)
    forget_guests_and_deputies()
    assert forget_guests_and_deputies() == 0
    assert AuditEntry.objects.get(verb="erase_by_rule").detail == {"number": 2, "months": 6}


def test_the_network_sets_the_time(held: Meeting) -> None:
    Network.objects.update(keep_months=12)
    move_back(held, 200)
    assert forget_guests_and_deputies() == 0


def test_whom_the_network_knows_otherwise_keeps_their_mails(held: Meeting) -> None:
    make_person("Vera", "Vertreterin", email=DEPUTY)
    move_back(held, 200)
    forget_guests_and_deputies()
    assert set(find_in_database(DEPUTY)) == {"people_person.email", "mail_mail.address"}
