"""Meetings as everyone sees them, and as invited members see them."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import Meeting, Mode, Reply, Source, Visibility
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import VIDEO, Invite, MakeMeeting, berlin, entry
from tests.features.meetings.reading import count_queries, words

LIST = "/treffen/"


def test_upcoming_meetings_first_then_past_ones(
    make_meeting: MakeMeeting, clock: time_machine.Traveller, client: Client
) -> None:
    make_meeting(title="Frühjahrstreffen")
    make_meeting(
        title="Sommertreffen",
        starts_at=berlin(6, 16, 10),
        ends_at=berlin(6, 16, 14),
        answer_by=berlin(6, 6),
    )
    clock.move_to(berlin(4, 1))
    page = client.get(LIST)
    said = words(page)
    assert said.index("Sommertreffen") < said.index("Frühere Treffen")
    assert said.index("Frühere Treffen") < said.index("Frühjahrstreffen")
    assert "Mi., 16. Juni 2027, 10:00–14:00 Uhr" in said
    assert "Rathaus, Am Markt 1, 98693 Ilmenau oder online" in said
    assert '<time class="leaf" datetime="2027-06-16">' in page.content.decode()


def test_the_list_says_how_to_subscribe(meeting: Meeting, client: Client) -> None:
    page = client.get(LIST).content.decode()
    assert "Neue und verschobene Treffen erscheinen dann von selbst." in page
    assert 'href="/treffen/kalender/"' in page


def test_an_empty_list_says_what_will_stand_there(network: object, client: Client) -> None:
    assert "Hier steht das nächste Treffen" in words(client.get(LIST))


def test_organisers_get_to_their_desk(
    meeting: Meeting, sign_in: SignIn, organiser: Person, manager: Person
) -> None:
    assert "Treffen verwalten" in words(sign_in(organiser).get(LIST))
    assert "Treffen verwalten" not in words(sign_in(manager).get(LIST))


def test_meetings_for_members_stand_in_their_list_only(
    make_meeting: MakeMeeting, client: Client, sign_in: SignIn, manager: Person
) -> None:
    make_meeting(title="Klausur", visibility=Visibility.MEMBERS)
    assert "Klausur" not in words(client.get(LIST))
    assert "Klausur" in words(sign_in(manager).get(LIST))


def test_called_off_meetings_are_marked_until_their_day_and_then_leave(
    meeting: Meeting, client: Client, clock: time_machine.Traveller
) -> None:
    actions.cancel(meeting, reason="Die Referentin ist krank.", actor="Olga")
    assert "abgesagt" in words(client.get(LIST))
    detail = words(client.get(meeting.get_absolute_url()))
    assert "Dieses Treffen ist abgesagt. Die Referentin ist krank." in detail
    assert "In den Kalender" not in detail
    clock.move_to(berlin(3, 18))
    assert meeting.title not in words(client.get(LIST))


def test_a_meeting_without_a_new_date_stays_in_the_list(
    meeting: Meeting, client: Client, clock: time_machine.Traveller
) -> None:
    actions.postpone(meeting, reason="Bahnstreik.", actor="Olga")
    clock.move_to(berlin(5, 1))
    assert "verschoben, neuer Termin folgt" in words(client.get(LIST))
    assert "Bahnstreik." in words(client.get(meeting.get_absolute_url()))


def test_a_meeting_says_when_where_and_how(
    meeting: Meeting, invite: Invite, manager: Person, client: Client
) -> None:
    invite(meeting, manager)
    said = words(client.get(meeting.get_absolute_url()))
    assert "Netzwerktreffen Mi., 17. März 2027, 10:00–14:00 Uhr Rathaus" in said
    assert "Eingeladene antworten über den Link in ihrer Mail." in said
    assert "Wärmeplanung in kleinen Gemeinden." in said
    assert "Anreise Vom Bahnhof zehn Minuten zu Fuß." in said


def test_strangers_never_see_the_video_link_nor_who_is_invited(
    meeting: Meeting, invite: Invite, manager: Person, client: Client
) -> None:
    invite(meeting, manager)
    for url in (meeting.get_absolute_url(), LIST, "/treffen/kalender.ics"):
        page = client.get(url).content.decode()
        assert VIDEO not in page
        assert manager.last_name not in page


def test_an_online_meeting_has_no_directions(make_meeting: MakeMeeting, client: Client) -> None:
    meeting = make_meeting(mode=Mode.ONLINE)
    said = words(client.get(meeting.get_absolute_url()))
    assert "Uhr online" in said
    assert "Anreise" not in said


def test_nobody_travels_to_a_meeting_that_is_over(
    meeting: Meeting, client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 18))
    assert "Anreise" not in words(client.get(meeting.get_absolute_url()))


def test_an_unknown_meeting_is_not_found(network: object, client: Client) -> None:
    for name in ("meeting_detail", "meeting_ics"):
        assert client.get(reverse(name, args=["2027-01-nirgends"])).status_code == 404


@pytest.mark.parametrize("name", ["meeting_list", "meeting_feed", "meeting_detail", "meeting_ics"])
def test_public_pages_are_for_reading(name: str, meeting: Meeting, client: Client) -> None:
    args = [meeting.slug] if name in {"meeting_detail", "meeting_ics"} else []
    assert client.post(reverse(name, args=args)).status_code == 405


def test_one_entry_and_the_subscription_carry_the_same_uid(
    meeting: Meeting, make_meeting: MakeMeeting, client: Client
) -> None:
    make_meeting(title="Klausur", visibility=Visibility.MEMBERS)
    single = client.get(reverse("meeting_ics", args=[meeting.slug]))
    assert single.headers["Content-Type"] == "text/calendar; charset=utf-8"
    feed = client.get(reverse("meeting_feed"))
    assert feed.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(feed.content.decode()).walk("VEVENT")
    assert event["uid"] == entry(single.content.decode()).uid == meeting.uid


def test_the_subscription_shows_members_nothing_else(
    make_meeting: MakeMeeting, sign_in: SignIn, manager: Person
) -> None:
    make_meeting(title="Klausur", visibility=Visibility.MEMBERS)
    assert b"Klausur" not in sign_in(manager).get(reverse("meeting_feed")).content


def test_public_pages_carry_validators_and_cost_little(meeting: Meeting, client: Client) -> None:
    for url in (LIST, meeting.get_absolute_url(), reverse("meeting_feed")):
        page = client.get(url)
        again = client.get(url, headers={"If-None-Match": page.headers["ETag"]})
        assert again.status_code == 304
        assert count_queries(client, url) == 1


def test_a_change_is_seen_at_once(meeting: Meeting, client: Client) -> None:
    client.get(meeting.get_absolute_url())
    meeting.title = "Sondertreffen"
    actions.change(meeting, actor="Olga")
    assert "Sondertreffen" in words(client.get(meeting.get_absolute_url()))


def test_the_list_asks_equally_often_for_one_and_three(
    make_meeting: MakeMeeting, sign_in: SignIn, manager: Person
) -> None:
    make_meeting()
    few = count_queries(sign_in(manager), LIST)
    for month in (5, 6):
        make_meeting(
            starts_at=berlin(month, 5, 10),
            ends_at=berlin(month, 5, 12),
            answer_by=berlin(month, 1),
        )
    assert count_queries(sign_in(manager), LIST) == few <= 8


def test_an_invited_member_answers_by_a_big_button(
    meeting: Meeting, invite: Invite, sign_in: SignIn, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    client = sign_in(manager)
    said = words(client.get(meeting.get_absolute_url()))
    assert "Ihre Antwort Ich komme vor Ort Ich nehme online teil Ich nehme nicht teil" in said
    assert "Den Link zur Videokonferenz bekommen Sie mit Ihrer Zusage." in said
    page = client.post(reverse("meeting_answer", args=[meeting.slug]), {"reply": "online"})
    assert page.headers["Location"] == meeting.get_absolute_url()
    invitation.refresh_from_db()
    assert invitation.reply == Reply.ONLINE
    assert invitation.answers.get().source == Source.ACCOUNT
    page = client.get(meeting.get_absolute_url())
    assert "Sie nehmen online teil. Gespeichert am Mo., 1. Februar 2027, 09:00 Uhr." in words(page)
    assert f'href="{join_address(invitation)}"' in page.content.decode()
    assert VIDEO not in page.content.decode()
    assert page.content.decode().count('aria-pressed="true"') == 1


def test_a_member_who_waits_sees_the_place_in_line(
    make_meeting: MakeMeeting, invite: Invite, sign_in: SignIn, manager: Person, neighbour: Person
) -> None:
    meeting = make_meeting(seats=1)
    first, second = invite(meeting, manager, neighbour)
    actions.answer(first, Reply.ON_SITE, source=Source.LINK)
    actions.answer(second, Reply.ON_SITE, source=Source.LINK)
    said = words(sign_in(neighbour).get(meeting.get_absolute_url()))
    assert "Sie stehen auf der Warteliste, auf Platz 1." in said
    assert "Bis dahin können Sie über den Link online dabei sein" in said


def test_after_the_deadline_the_answer_stands_and_the_reason_beside_it(
    meeting: Meeting,
    invite: Invite,
    sign_in: SignIn,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    clock.move_to(berlin(3, 11))
    said = words(sign_in(manager).get(meeting.get_absolute_url()))
    assert "Sie kommen vor Ort." in said
    assert "Die Frist für Antworten ist vorbei." in said
    assert "Ich nehme online teil" not in said


def test_who_is_not_invited_cannot_answer(
    meeting: Meeting, invite: Invite, sign_in: SignIn, manager: Person, neighbour: Person
) -> None:
    invite(meeting, manager)
    url = reverse("meeting_answer", args=[meeting.slug])
    assert "Ihre Antwort" not in words(sign_in(neighbour).get(meeting.get_absolute_url()))
    assert (
        sign_in(neighbour).post(url, {"reply": "online"}).headers["Location"]
        == meeting.get_absolute_url()
    )
    assert not meeting.invitations.exclude(reply=Reply.OPEN).exists()


def test_answering_here_needs_an_account_a_meeting_and_a_button(
    meeting: Meeting, invite: Invite, sign_in: SignIn, manager: Person, client: Client
) -> None:
    (invitation,) = invite(meeting, manager)
    url = reverse("meeting_answer", args=[meeting.slug])
    assert client.post(url).headers["Location"].startswith("/anmelden/")
    assert sign_in(manager).get(url).status_code == 405
    missing = reverse("meeting_answer", args=["2027-01-nirgends"])
    assert sign_in(manager).post(missing).status_code == 404
    sign_in(manager).post(url, {"reply": "vielleicht"})
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN
