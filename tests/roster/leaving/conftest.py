"""A manager who has left traces everywhere: meetings, mails, consents, the audit trail."""

from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source, State
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.actions import change_own_data, show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.roster.actions import change_person, fill_position
from klimanetz.roster.models import Holding, Membership, Position

DEPUTY = "Vera Vertreterin"
DEPUTY_EMAIL = "vera@kommune.example"
FORMER_EMAIL = "m.alt@kommune.example"
PHONE = "03677 600 101"


@pytest.fixture(autouse=True)
def _nothing_kept(db: None) -> None:
    caches["pages"].clear()
    cache.clear()


def make_meeting(slug: str, days: int) -> Meeting:
    starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    return Meeting.objects.create(
        slug=slug,
        title=f"Netzwerktreffen {slug}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=4),
        venue="Rathaus Ilmenau",
        seats=1,
        answer_by=starts - timedelta(days=7),
        state=State.PLANNED,
        uid=f"{slug}@klimanetz.example",
    )


def let_mails_leave() -> None:
    """What still waits would follow to a new address."""
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())


def invitee(person: Person) -> Invitee:
    return Invitee(person.full_name, person.email, "Stadt Ilmenau", person_id=person.pk)


@pytest.fixture
def meeting(organiser: Person, manager: Person, neighbour: Person) -> Meeting:
    """To come, with one seat: the manager has it, the neighbour waits for it."""
    meeting = make_meeting("kommend", 30)
    meetings.invite(meeting, [invitee(manager), invitee(neighbour)], actor=organiser)
    for person in (manager, neighbour):
        invitation = Invitation.objects.get(meeting=meeting, person=person)
        meetings.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    return meeting


@pytest.fixture
def known(
    network: Network, organiser: Person, manager: Person, neighbour: Person, meeting: Meeting
) -> Person:
    """The manager, with everything that the network came to know."""
    change_own_data(manager, actor=manager, phone=PHONE)
    let_mails_leave()
    change_person(manager, actor=organiser, email=FORMER_EMAIL)
    old = make_meeting("vergangen", 20)
    old.seats = None
    old.save()
    manager.refresh_from_db()
    meetings.invite(old, [invitee(manager), invitee(neighbour)], actor=organiser)
    mine = Invitation.objects.get(meeting=old, person=manager)
    meetings.answer(
        mine, Reply.DEPUTY, source=Source.LINK, note="Ich bin krank, Ihre Mika Managerin",
        deputy_name=DEPUTY, deputy_email=DEPUTY_EMAIL,
    )  # fmt: skip
    theirs = Invitation.objects.get(meeting=old, person=neighbour)
    meetings.answer(
        theirs, Reply.DEPUTY, source=Source.LINK,
        deputy_name="Mika Managerin", deputy_email=FORMER_EMAIL,
    )  # fmt: skip
    long_ago = timezone.now() - timedelta(days=100)
    Meeting.objects.filter(pk=old.pk).update(
        starts_at=long_ago, ends_at=long_ago + timedelta(hours=4), state=State.HELD
    )
    let_mails_leave()
    change_person(manager, actor=organiser, email="mika.managerin@kommune.example")
    manager.refresh_from_db()
    for field in (Field.NAME, Field.EMAIL, Field.PHONE):
        show_field(manager, field, Audience.PUBLIC, actor=manager)
    second = Position.objects.create(authority=Position.objects.earliest("pk").authority)
    fill_position(second, manager, since=None, actor=organiser)
    record("somebody_wrote", second, actor=organiser, text="Gruß an Mika Managerin")
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    return manager


def end_roles(person: Person, days_ago: int) -> None:
    """As if the last role had ended so many days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    Membership.objects.filter(person=person).update(ends=day)
    Holding.objects.filter(person=person).update(ends=day)
