"""A member's start page: what waits, what was answered, the own post; kind when all is done."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.features.meetings.minutes.models import ActionItem, Entry
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State, Visibility
from klimanetz.people.models import Person
from klimanetz.roster.models import FundingPeriod, Position
from tests.conftest import SignIn
from tests.faces.site.conftest import make_meeting

URL = "/ich/"


def invite(meeting: Meeting, person: Person, **fields: object) -> Invitation:
    meeting.state = State.INVITED
    meeting.save()
    return Invitation.objects.create(
        meeting=meeting, person=person, name=person.full_name, email=person.email, **fields
    )


@pytest.fixture
def mine(network: Network, manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


def read(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_nothing_to_do_is_said_kindly(mine: Client) -> None:
    page = read(mine)
    assert "Guten Tag, Mika Managerin" in page
    assert "Gerade wartet nichts auf Sie." in page
    assert "Der nächste Termin steht noch nicht fest." in page


def test_an_open_invitation_has_its_deadline_and_one_button(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    invitation = invite(meeting, manager)
    page = read(mine)
    assert "Kommen Sie zu „Netzwerktreffen im Frühjahr“?" in page
    day = timezone.localtime(meeting.answer_by)
    assert f"{day:%H:%M} Uhr." in page
    assert page.count(f'href="/antwort/{invitation.token}/"') == 1
    assert "Gerade wartet nichts" not in page


def test_an_answer_can_be_looked_at_and_changed(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    invitation = invite(meeting, manager, reply=Reply.ONLINE)
    page = read(mine)
    assert "Ihre Antworten" in page
    assert "online" in page
    assert f'href="/antwort/{invitation.token}/"' in page
    assert "Gerade wartet nichts" in page


def test_on_the_day_the_ways_in_are_one_click_away(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    """The mail of the eve need not be found again."""
    invitation = invite(meeting, manager, reply=Reply.ON_SITE)
    join, door = f"/teilnehmen/{invitation.token}/", "/einlass/"
    before = read(mine)
    assert join not in before
    assert door not in before
    noon = timezone.localtime().replace(hour=12)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=noon, ends_at=noon + timedelta(hours=20), answer_by=noon - timedelta(days=3)
    )
    today = read(mine)
    assert join in today
    assert door in today
    Invitation.objects.update(reply=Reply.ONLINE)
    assert join in read(mine)
    assert door not in read(mine)
    Invitation.objects.update(reply=Reply.DECLINED)
    assert join not in read(mine)


def test_who_declined_or_waits_does_not_look_as_if_they_came(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    invite(meeting, manager, reply=Reply.DECLINED)
    assert 'badge--quiet">' in read(mine)
    Invitation.objects.update(reply=Reply.WAITING, waiting_since=timezone.now())
    assert 'badge--wait">' in read(mine)
    assert "badge--good" not in read(mine)


@pytest.mark.parametrize(
    "gone",
    [
        {"state": State.CANCELLED},
        {"state": State.POSTPONED},
        {"answer_by": timezone.now() - timedelta(hours=1)},
    ],
)
def test_what_cannot_be_answered_does_not_wait(
    mine: Client, manager: Person, meeting: Meeting, gone: dict[str, object]
) -> None:
    invite(meeting, manager)
    Meeting.objects.update(**gone)
    assert "Gerade wartet nichts" in read(mine)


def test_an_invitation_taken_back_does_not_wait(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    invite(meeting, manager, withdrawn_at=timezone.now())
    assert "Gerade wartet nichts" in read(mine)


def test_nobody_sees_the_invitations_of_others(
    mine: Client, neighbour: Person, meeting: Meeting
) -> None:
    invitation = invite(meeting, neighbour)
    page = read(mine)
    assert invitation.token not in page
    assert "Gerade wartet nichts" in page


def test_members_see_their_next_meeting_guests_only_public_ones(
    network: Network, manager: Person, guest: Person, sign_in: SignIn
) -> None:
    make_meeting(visibility=Visibility.MEMBERS)
    assert "Netzwerktreffen im Frühjahr" in read(sign_in(manager))
    assert "Netzwerktreffen im Frühjahr" not in read(sign_in(guest))


def test_the_own_post_with_its_end_and_who_pays(mine: Client, manager: Person) -> None:
    today = timezone.localdate()
    position = Position.objects.get()
    position.ends = today + timedelta(days=100)
    position.save()
    FundingPeriod.objects.create(
        position=position,
        programme="Kommunalrichtlinie",
        starts=date(2024, 1, 1),
        ends=today + timedelta(days=50),
    )
    page = read(mine)
    assert "Ihre Stelle: Klimaschutzmanagement in Ilmenau" in page
    assert "noch 100 Tage" in page
    assert "<dt>Kommunalrichtlinie</dt>" in page
    assert 'class="strip"' in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"permanent": True}, "Die Stelle ist verstetigt."),
        ({"ends": None}, "Für diese Stelle ist kein Ende eingetragen."),
        ({"ends": date(2025, 1, 1)}, "Die Stelle lief bis zum <strong>1. Januar 2025</strong>."),
    ],
)
def test_a_post_without_a_coming_end(
    mine: Client, fields: dict[str, object], sentence: str
) -> None:
    Position.objects.update(**fields)
    assert sentence in read(mine)


def test_people_without_a_post_have_no_strip(
    network: Network, outsider: Person, sign_in: SignIn
) -> None:
    assert "Ihre Stelle" not in read(sign_in(outsider))


def test_only_for_who_is_signed_in_and_only_for_reading(mine: Client, client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/anmelden/?next={URL}"
    assert mine.post(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_drawing_costs_the_same_for_few_and_many(
    mine: Client,
    manager: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def add(number: int) -> None:
        invite(make_meeting(f"offen-{number}"), manager)
        invite(make_meeting(f"beantwortet-{number}"), manager, reply=Reply.ONLINE)

    add(1)
    with django_assert_max_num_queries(22) as few:
        read(mine)
    add(2)
    add(3)
    with django_assert_max_num_queries(22) as many:
        read(mine)
    assert len(many) == len(few)


def test_what_is_due_stands_in_the_order_of_its_days(
    mine: Client, manager: Person, meeting: Meeting
) -> None:
    """Not kind by kind: what was taken on for tomorrow comes before an answer due next week."""
    invite(meeting, manager)
    deadline = timezone.localdate(meeting.answer_by)
    for key, due_on in (("Später", deadline + timedelta(days=3)), ("Ohne Tag", None),
                        ("Vorher", deadline - timedelta(days=3))):  # fmt: skip
        entry = Entry.objects.create(meeting=meeting, key=key, text=key, revision=1)
        ActionItem.objects.create(
            meeting=meeting, entry=entry, text=key, owner=manager, owner_name=manager.full_name,
            owner_email=manager.email, due_on=due_on,
        )  # fmt: skip
    page = read(mine).partition("Was jetzt ansteht")[2]
    places = [page.index(one) for one in ("Vorher", "Kommen Sie zu", "Später", "Ohne Tag")]
    assert places == sorted(places)
