"""Places online are limited, too: a waiting list of their own, and no link before a place."""

import pytest
from django.test import Client

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    entry,
    last_mail,
    purposes_to,
    told,
)


@pytest.fixture
def small(make_meeting: MakeMeeting) -> Meeting:
    """One place on site and one online."""
    return make_meeting(seats=1, online_seats=1)


def answer(invitation: Invitation, reply: Reply, **deputy: str) -> Invitation:
    return actions.answer(invitation, reply, source=Source.LINK, **deputy)


def test_who_comes_second_online_waits_and_reads_no_link(small: Meeting, invite: Invite) -> None:
    first, second = invite(small, "Ada", "Ben")
    assert answer(first, Reply.ONLINE).reply == Reply.ONLINE
    assert answer(second, Reply.ONLINE).reply == Reply.WAITING_ONLINE
    assert "Sie stehen auf der Warteliste: Online ist alles besetzt." in told("ben@gast.example")
    mail = last_mail("ben@gast.example")
    assert "/teilnehmen/" not in mail.text + mail.html + mail.calendar
    assert entry(mail.calendar).partstat == "TENTATIVE"


def test_a_place_online_that_gets_free_goes_to_the_first_in_line(
    small: Meeting, invite: Invite
) -> None:
    first, second, third = invite(small, "Ada", "Ben", "Cleo")
    for invitation in (first, second, third):
        answer(invitation, Reply.ONLINE)
    answer(first, Reply.DECLINED)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.reply, third.reply) == (Reply.ONLINE, Reply.WAITING_ONLINE)
    assert last_mail("ben@gast.example").subject.startswith("Platz online frei:")
    assert join_address(second) in told("ben@gast.example")


def test_who_changes_from_online_to_on_site_frees_the_place_online(
    small: Meeting, invite: Invite
) -> None:
    first, second = invite(small, "Ada", "Ben")
    answer(first, Reply.ONLINE)
    answer(second, Reply.ONLINE)
    assert answer(first, Reply.ON_SITE).reply == Reply.ON_SITE
    second.refresh_from_db()
    assert second.reply == Reply.ONLINE


def test_one_waits_in_one_line_alone(small: Meeting, invite: Invite) -> None:
    first, second, third = invite(small, "Ada", "Ben", "Cleo")
    answer(first, Reply.ON_SITE)
    answer(second, Reply.ONLINE)
    assert answer(third, Reply.ON_SITE).reply == Reply.WAITING
    since = Invitation.objects.get(pk=third.pk).waiting_since
    changed = answer(third, Reply.ONLINE)
    assert changed.reply == Reply.WAITING_ONLINE
    assert changed.waiting_since is not None
    assert since is not None
    assert changed.waiting_since >= since


def test_who_waits_for_a_seat_joins_online_only_where_everyone_fits_there(
    small: Meeting, make_meeting: MakeMeeting, invite: Invite
) -> None:
    first, second = invite(small, "Ada", "Ben")
    answer(first, Reply.ON_SITE)
    answer(second, Reply.ON_SITE)
    assert "/teilnehmen/" not in told("ben@gast.example")
    assert "Bis dahin" not in told("ben@gast.example")
    open_to_all = make_meeting(title="Weites Treffen", seats=1)
    first, second = invite(open_to_all, "Ada", "Ben")
    answer(first, Reply.ON_SITE)
    answer(second, Reply.ON_SITE)
    assert join_address(second) in told("ben@gast.example")


def test_a_deputy_waits_online_for_whom_they_stand_in(small: Meeting, invite: Invite) -> None:
    first, second = invite(small, "Ada", "Ben")
    answer(first, Reply.ONLINE)
    waiting = answer(
        second,
        Reply.DEPUTY,
        deputy_name="Dora",
        deputy_email="dora@gast.example",
        deputy_mode=Mode.ONLINE,
    )
    assert waiting.reply == Reply.WAITING_ONLINE
    assert "Online ist im Moment alles besetzt" in told("dora@gast.example")
    assert "/teilnehmen/" not in told("dora@gast.example")
    answer(first, Reply.DECLINED)
    second.refresh_from_db()
    assert (second.reply, second.place) == (Reply.DEPUTY, Mode.ONLINE)
    assert join_address(second) in told("dora@gast.example")


def test_the_answer_page_says_that_online_is_full(
    small: Meeting, invite: Invite, client: Client
) -> None:
    first, second = invite(small, "Ada", "Ben")
    before = client.get(second.get_absolute_url()).content.decode()
    assert "Ich nehme online teil" in before
    answer(first, Reply.ONLINE)
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Warteliste online" in page
    assert "Ich komme vor Ort" in page
    said = client.post(second.get_absolute_url(), {"reply": "online"}, follow=True)
    assert "Sie stehen auf der Warteliste, auf Platz 1." in " ".join(said.content.decode().split())


def test_the_organisers_read_how_full_both_are(
    small: Meeting, invite: Invite, organiser: Person, sign_in: SignIn
) -> None:
    first, second, third = invite(small, "Ada", "Ben", "Cleo")
    answer(first, Reply.ON_SITE)
    answer(second, Reply.ONLINE)
    answer(third, Reply.ONLINE)
    page = sign_in(organiser).get(f"/verwaltung/treffen/{small.slug}/").content.decode()
    assert "Vor Ort ist der eine Platz vergeben. Online ist der eine Platz vergeben." in page
    assert "1 wartet auf einen Platz" in page


def test_more_places_online_go_to_the_line_at_once(small: Meeting, invite: Invite) -> None:
    first, second = invite(small, "Ada", "Ben")
    answer(first, Reply.ONLINE)
    answer(second, Reply.ONLINE)
    small.online_seats = 5
    actions.change(small, actor="Olga")
    second.refresh_from_db()
    assert second.reply == Reply.ONLINE
    assert purposes_to("ben@gast.example")[-1] == "seat_freed"


def test_a_meeting_on_site_alone_has_no_line_online(small: Meeting, invite: Invite) -> None:
    first, second = invite(small, "Ada", "Ben")
    answer(first, Reply.ONLINE)
    answer(second, Reply.ONLINE)
    small.mode = Mode.ON_SITE
    actions.change(small, actor="Olga")
    assert set(Invitation.objects.values_list("reply", flat=True)) == {Reply.OPEN}
