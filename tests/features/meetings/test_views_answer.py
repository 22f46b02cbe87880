"""Answering without signing in: the page behind the links of a mail."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source, Visibility
from klimanetz.features.meetings.views import giving
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import (
    VIDEO,
    Invite,
    MakeMeeting,
    berlin,
    entry,
    last_mail,
    purposes_to,
)
from tests.features.meetings.reading import count_queries, words


@pytest.fixture
def invitation(meeting: Meeting, invite: Invite) -> Invitation:
    return invite(meeting, "Ina")[0]


def address(invitation: Invitation, word: str = "") -> str:
    return invitation.get_absolute_url() + (f"?antwort={word}" if word else "")


def send(client: Client, invitation: Invitation, reply: str, **fields: str) -> Invitation:
    page = client.post(address(invitation), {"reply": reply, **fields})
    assert page.status_code == 302
    assert page.headers["Location"] == address(invitation)
    invitation.refresh_from_db()
    return invitation


@pytest.mark.parametrize(
    ("word", "reply"), [("vor-ort", "on_site"), ("online", "online"), ("absage", "declined")]
)
def test_a_link_preselects_its_answer_and_changes_nothing(
    word: str, reply: str, invitation: Invitation, client: Client
) -> None:
    page = client.get(address(invitation, word)).content.decode()
    assert page.count("checked") == 1
    assert f'value="{reply}" required checked' in page
    assert page.count('type="submit"') == 1 + page.count('name="language"')
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN
    assert not invitation.answers.exists()


def test_without_a_word_nothing_is_preselected(invitation: Invitation, client: Client) -> None:
    for word in ("", "vielleicht"):
        page = client.get(address(invitation, word))
        assert "checked" not in page.content.decode()
        assert "Ina, sind Sie dabei?" in words(page)


def test_the_page_names_the_person_and_the_meeting(invitation: Invitation, client: Client) -> None:
    said = words(client.get(address(invitation)))
    assert "Netzwerktreffen Mi., 17. März 2027, 10:00–14:00 Uhr" in said
    assert "Sie können Ihre Antwort bis Mi., 10. März 2027 ändern." in said


def test_one_button_saves_the_answer_where_it_was_given(
    invitation: Invitation, client: Client
) -> None:
    send(client, invitation, "online")
    assert invitation.reply == Reply.ONLINE
    assert invitation.answers.get().source == Source.LINK
    page = client.get(address(invitation))
    assert "Sie nehmen online teil. Gespeichert am Mo., 1. Februar 2027, 09:00 Uhr." in words(page)
    assert 'value="online" required checked' in page.content.decode()
    assert purposes_to(invitation.email)[-1] == "confirmation"


def test_the_answer_can_be_changed_and_every_one_is_kept(
    invitation: Invitation, client: Client
) -> None:
    send(client, invitation, "on_site")
    send(client, invitation, "declined")
    assert invitation.reply == Reply.DECLINED
    assert [one.reply for one in invitation.answers.all()] == [Reply.DECLINED, Reply.ON_SITE]
    assert "Sie nehmen nicht teil." in words(client.get(address(invitation)))


def test_the_video_link_is_for_those_who_accepted(invitation: Invitation, client: Client) -> None:
    assert "/teilnehmen/" not in client.get(address(invitation)).content.decode()
    send(client, invitation, "online")
    page = client.get(address(invitation)).content.decode()
    assert f'href="{join_address(invitation)}"' in page
    assert VIDEO not in page
    send(client, invitation, "declined")
    assert "/teilnehmen/" not in client.get(address(invitation)).content.decode()


def test_a_code_for_the_door_is_for_those_who_come(invitation: Invitation, client: Client) -> None:
    send(client, invitation, "online")
    assert "/einlass/" not in client.get(address(invitation)).content.decode()
    send(client, invitation, "on_site")
    assert f'href="{door_address(invitation)}"' in client.get(address(invitation)).content.decode()


def test_a_kept_page_has_the_keys_of_its_reader_alone(
    meeting: Meeting, invite: Invite, client: Client
) -> None:
    """Hundreds read the same page: what is personal in it must be each reader's own."""
    first, second = invite(meeting, "Jan", "Kim")
    for one in (first, second):
        send(client, one, "on_site")
    for one, other in ((first, second), (second, first)):
        page = client.get(address(one)).content.decode()
        assert join_address(one) in page
        assert door_address(one) in page
        assert other.token not in page
        assert door_address(other) not in page


def test_when_the_venue_is_full_one_waits_and_may_join_online(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    first, second, third = invite(make_meeting(seats=1), "Ina", "Jan", "Kim")
    send(client, first, "on_site")
    said = words(client.get(address(second, "vor-ort")))
    assert "Warteliste vor Ort Alle Plätze sind vergeben." in said
    assert "Ich komme vor Ort" not in said
    assert send(client, second, "on_site").reply == Reply.WAITING
    assert send(client, third, "on_site").reply == Reply.WAITING
    said = words(client.get(address(third)))
    assert "Sie stehen auf der Warteliste, auf Platz 2." in said
    assert "Bis dahin können Sie über den Link online dabei sein" in said
    assert "Damit geben Sie Ihren Platz auf der Warteliste auf." in said
    assert "Zur Videokonferenz (öffnet 15 Minuten vor Beginn)" in said


def test_who_has_a_seat_keeps_it_in_a_full_venue(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    (only,) = invite(make_meeting(seats=1), "Ina")
    send(client, only, "on_site")
    assert "Ich komme vor Ort" in words(client.get(address(only)))


def test_sending_a_deputy(invitation: Invitation, client: Client) -> None:
    page = client.get(address(invitation, "vertretung"))
    assert "Wer kommt für Sie?" in words(page)
    assert 'name="deputy_name"' in page.content.decode()
    send(
        client,
        invitation,
        "deputy",
        deputy_name="Vera Vertretung",
        deputy_email="vera@kommune.example",
        deputy_mode="online",
    )
    assert invitation.reply == Reply.DEPUTY
    assert invitation.deputy_mode == Mode.ONLINE
    assert "Vera Vertretung vertritt Sie." in words(client.get(address(invitation)))
    assert "Vera" in last_mail("vera@kommune.example").text


def test_nobody_is_their_own_deputy(invitation: Invitation, client: Client) -> None:
    typed = {"reply": "deputy", "deputy_name": "Ich", "deputy_mode": "online"}
    page = client.post(address(invitation), typed | {"deputy_email": invitation.email.upper()})
    assert "Das ist die Adresse der eingeladenen Person." in words(page)
    assert 'value="Ich"' in page.content.decode()
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN


def test_after_the_day_nothing_leads_to_the_door_or_into_the_conference(
    invitation: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    send(client, invitation, "on_site")
    clock.move_to(invitation.meeting.ends_at)
    assert "Code für die Tür zeigen" in words(client.get(address(invitation)))
    clock.shift(timedelta(days=1))
    page = words(client.get(address(invitation)))
    assert "Sie kommen vor Ort." in page
    assert "Code für die Tür zeigen" not in page
    assert "Zur Videokonferenz" not in page


def test_a_deputy_needs_a_name_and_nothing_typed_is_lost(
    invitation: Invitation, client: Client
) -> None:
    page = client.post(
        address(invitation), {"reply": "deputy", "deputy_email": "vera@kommune.example"}
    )
    assert "Bitte füllen Sie dieses Feld aus." in words(page)
    assert 'value="vera@kommune.example"' in page.content.decode()
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN


def test_only_hybrid_meetings_ask_how_the_deputy_takes_part(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    (invitation,) = invite(make_meeting(mode=Mode.ON_SITE), "Ina")
    page = client.get(address(invitation, "vertretung")).content.decode()
    assert "deputy_mode" not in page
    assert send(client, invitation, "deputy", deputy_name="Vera").deputy_mode == Mode.ON_SITE


def test_what_the_meeting_does_not_offer_is_not_saved(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    (invitation,) = invite(make_meeting(mode=Mode.ONLINE), "Ina")
    for reply in ("waiting", "open", "vielleicht", ""):
        assert client.post(address(invitation), {"reply": reply}).status_code == 400
    page = client.post(address(invitation), {"reply": "on_site"})
    assert page.status_code == 409
    assert "Dieses Treffen findet nur online statt." in words(page)
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN


def test_after_the_deadline_the_page_says_whom_to_call(
    invitation: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    send(client, invitation, "online")
    clock.move_to(berlin(3, 11))
    page = client.get(address(invitation, "absage"))
    said = words(page)
    assert "Sie nehmen online teil." in said
    assert "Die Frist für Antworten ist vorbei." in said
    assert "netzwerk@agentur.example" in said
    assert 'name="reply"' not in page.content.decode()
    late = client.post(address(invitation), {"reply": "declined"})
    assert late.status_code == 409
    assert "Die Frist für Antworten ist vorbei." in words(late)
    invitation.refresh_from_db()
    assert invitation.reply == Reply.ONLINE


def test_a_deputy_named_too_late_is_refused_kindly(
    invitation: Invitation, client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 11))
    page = client.post(
        address(invitation), {"reply": "deputy", "deputy_name": "Vera", "deputy_mode": "online"}
    )
    assert page.status_code == 409
    assert "Die Frist für Antworten ist vorbei." in words(page)


def test_a_meeting_called_off_or_moved_says_so_with_its_reason(
    meeting: Meeting, invitation: Invitation, client: Client
) -> None:
    actions.postpone(meeting, reason="Bahnstreik.", actor="Olga")
    said = words(client.get(address(invitation)))
    assert "Das Treffen ist verschoben." in said
    assert "Bahnstreik." in said
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    said = words(client.get(address(invitation)))
    assert "Das Treffen ist abgesagt." in said
    assert "Kein Raum frei." in said


def test_an_invitation_taken_back_says_so(invitation: Invitation, client: Client) -> None:
    actions.withdraw_invitation(invitation, actor="Olga")
    said = words(client.get(address(invitation)))
    assert "Diese Einladung wurde zurückgezogen." in said
    assert VIDEO not in said


def test_an_unknown_key_gets_help(network: object, client: Client) -> None:
    for url in ("/antwort/abgeschnitten/", "/antwort/abgeschnitten/termin.ics"):
        page = client.get(url)
        assert page.status_code == 404
        assert "Vielleicht hat Ihr Mailprogramm ihn abgeschnitten." in words(page)
        assert "netzwerk@agentur.example" in words(page)
    assert client.post("/antwort/abgeschnitten/", {"reply": "online"}).status_code == 404


def test_the_key_stays_between_the_two_of_us(invitation: Invitation, client: Client) -> None:
    for page in (
        client.get(address(invitation)),
        client.get("/antwort/abgeschnitten/"),
        client.post(address(invitation), {"reply": "online"}),
        client.get(reverse("answer_ics", args=[invitation.token])),
    ):
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_language_switch_comes_back_to_the_answer(
    invitation: Invitation, client: Client
) -> None:
    here = f"http://testserver{address(invitation)}"
    back = client.post(reverse("set_language"), {"language": "en"}, headers={"Referer": here})
    assert back.headers["Location"] == here
    assert client.get(here).headers["Content-Language"] == "en"


def test_answering_needs_no_cookie(invitation: Invitation) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(
        address(invitation), {"reply": "online"}, headers={"Origin": "null"}, secure=True
    )
    assert page.status_code == 302
    assert not page.cookies


def test_other_methods_are_refused(invitation: Invitation, client: Client) -> None:
    assert client.put(address(invitation)).status_code == 405
    ics = reverse("answer_ics", args=[invitation.token])
    assert client.post(ics).status_code == 405


def test_a_machine_that_never_stops_is_stopped(
    invitation: Invitation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "ANSWERS_PER_CLIENT", 2)
    send(client, invitation, "online")
    send(client, invitation, "declined")
    page = client.post(address(invitation), {"reply": "online"})
    assert page.status_code == 409
    assert "Bitte warten Sie einige Minuten." in words(page)
    other = client.post(address(invitation), {"reply": "online"}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_the_calendar_entry_of_a_meeting_for_members(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    meeting = make_meeting(visibility=Visibility.MEMBERS)
    (invitation,) = invite(meeting, "Ina")
    page = client.get(reverse("answer_ics", args=[invitation.token]))
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert entry(page.content.decode()).uid == meeting.uid


def test_the_page_speaks_the_language_of_the_invitation(
    meeting: Meeting, invite: Invite, manager: Person, client: Client
) -> None:
    manager.language = "en"
    manager.save()
    (invitation,) = invite(meeting, manager)
    page = client.get(address(invitation))
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.content.decode()
    client.cookies["sprache"] = "de"
    assert client.get(address(invitation)).headers["Content-Language"] == "de"


def test_signed_in_people_may_use_the_link_as_well(
    meeting: Meeting, invite: Invite, manager: Person, sign_in: SignIn
) -> None:
    (invitation,) = invite(meeting, manager)
    assert send(sign_in(manager), invitation, "online").answers.get().source == Source.LINK


def test_the_page_costs_few_queries(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    first, second = invite(make_meeting(seats=1), "Ina", "Jan")
    send(client, first, "on_site")
    client.get(address(second))
    assert count_queries(client, address(second)) <= 3
    send(client, second, "on_site")
    assert count_queries(client, address(first)) <= 4
    assert count_queries(client, address(second)) <= 4


def test_many_open_the_same_page_and_each_sees_their_own_name_and_no_other_key(
    meeting: Meeting, invite: Invite, client: Client
) -> None:
    people = invite(meeting, "Ina", "Jan", "<b>Kim</b>")
    for word in ("", "online", "vertretung", "vielleicht"):
        for one in people:
            page = client.get(address(one, word)).content.decode()
            for other in people:
                assert (f"{escape(other.name)}," in page) is (other == one and word != "vertretung")
                assert other.token not in page
    assert count_queries(client, address(people[1])) == 1


def test_the_shared_page_follows_what_changes(
    make_meeting: MakeMeeting, invite: Invite, client: Client
) -> None:
    meeting = make_meeting(seats=1)
    ina, jan = invite(meeting, "Ina", "Jan")
    assert "Ich komme vor Ort" in words(client.get(address(jan)))
    send(client, ina, "on_site")
    assert "Warteliste vor Ort" in words(client.get(address(jan)))
    send(client, ina, "online")
    assert "Ich komme vor Ort" in words(client.get(address(jan)))
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    assert "Das Treffen ist abgesagt." in words(client.get(address(jan)))


def test_a_meeting_for_members_is_never_older_than_its_row(
    make_meeting: MakeMeeting, invite: Invite, client: Client, clock: time_machine.Traveller
) -> None:
    meeting = make_meeting(visibility=Visibility.MEMBERS)
    (ina,) = invite(meeting, "Ina")
    client.get(address(ina))
    clock.shift(1)
    meeting.refresh_from_db()
    meeting.title = "Klausur"
    actions.change(meeting, actor="Olga")
    assert "Klausur" in words(client.get(address(ina)))
    clock.shift(1)
    actions.postpone(meeting, reason="Bahnstreik.", actor="Olga")
    assert "Das Treffen ist verschoben." in words(client.get(address(ina)))
    clock.shift(1)
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    assert "Das Treffen ist abgesagt." in words(client.get(address(ina)))


def test_a_page_left_open_does_not_answer_for_a_new_day(
    invitation: Invitation, meeting: Meeting, client: Client
) -> None:
    """They saw the 17th and pressed the button after the meeting had been moved to the 24th."""
    page = client.get(address(invitation, "vor-ort")).content.decode()
    moment = page.partition('name="moment" value="')[2].partition('"')[0]
    starts, ends = berlin(3, 24, 10), berlin(3, 24, 14)
    actions.postpone(meeting, starts_at=starts, ends_at=ends, reason="", actor="Olga")
    refused = client.post(address(invitation), {"reply": "on_site", "moment": moment})
    assert refused.status_code == 409
    said = words(refused)
    assert "inzwischen verschoben: Mi., 24. März 2027, 10:00–14:00 Uhr" in said
    assert 'value="on_site" required checked' in refused.content.decode()  # one click is enough
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN
    moment = refused.content.decode().partition('name="moment" value="')[2].partition('"')[0]
    assert send(client, invitation, "on_site", moment=moment).reply == Reply.ON_SITE


def test_a_members_page_left_open_does_not_either(
    meeting: Meeting, invite: Invite, manager: Person, sign_in: SignIn
) -> None:
    (invitation,) = invite(meeting, manager)
    client = sign_in(manager)
    answered = {"reply": "on_site", "moment": meeting.moment}
    starts, ends = berlin(3, 24, 10), berlin(3, 24, 14)
    actions.postpone(meeting, starts_at=starts, ends_at=ends, reason="", actor="Olga")
    assert "inzwischen verschoben" in words(
        client.post(f"{meeting.get_absolute_url()}antwort/", answered)
    )
    invitation.refresh_from_db()
    assert invitation.reply == Reply.OPEN


def test_a_page_left_open_says_once_that_the_meeting_is_off(
    invitation: Invitation, meeting: Meeting, client: Client
) -> None:
    actions.cancel(meeting, reason="", actor="Olga")
    answered = {"reply": "deputy", "deputy_name": "Dana", "deputy_mode": "on_site"}
    refused = client.post(address(invitation), answered)
    assert refused.status_code == 409
    assert words(refused).count("Das Treffen ist abgesagt.") == 1


def test_whoever_said_yes_reads_of_a_meeting_called_off_nothing_but_that(
    client: Client, invitation: Invitation, meeting: Meeting
) -> None:
    send(client, invitation, Reply.ON_SITE)
    actions.cancel(meeting, reason="Sturm", actor="Olga")
    said = words(client.get(address(invitation)))
    assert "Das Treffen ist abgesagt." in said
    assert "Sie kommen vor Ort." not in said
