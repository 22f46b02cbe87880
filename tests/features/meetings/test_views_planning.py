"""Plan, change, postpone, call off, hold: through the pages of the organisers."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Meeting, Reply, Source, State
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin, last_mail, purposes_to, run_jobs
from tests.features.meetings.reading import count_queries, words
from tests.features.meetings.test_forms import TYPED, as_typed

PLAN = "/verwaltung/treffen/neu/"


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def at(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.slug])


def test_a_meeting_is_planned_in_one_form(
    office: Client, ilmenau: Authority, clock: time_machine.Traveller
) -> None:
    assert "Titel und Termin genügen" in words(office.get(PLAN))
    page = office.post(PLAN, {**TYPED, "host": "Ilmenau", "seats": "30"})
    meeting = Meeting.objects.get()
    assert page.headers["Location"] == at("office_meeting", meeting)
    assert meeting.slug == "2027-06-netzwerktreffen"
    assert meeting.host == ilmenau
    assert meeting.starts_at == berlin(6, 16, 10)
    assert "Das Treffen steht. Laden Sie jetzt ein." in words_of_messages(
        office, page.headers["Location"]
    )


def test_a_holiday_is_named_before_anybody_is_invited(
    office: Client, clock: time_machine.Traveller
) -> None:
    page = office.post(PLAN, {**TYPED, "day": "2027-05-17"})
    said = "Mo., 17. Mai 2027: Pfingstmontag. Passt der Tag trotzdem?"
    assert said in words_of_messages(office, page.headers["Location"])
    assert Meeting.objects.get().starts_at == berlin(5, 17, 10)


def test_of_any_other_day_nothing_is_said(office: Client, clock: time_machine.Traveller) -> None:
    page = office.post(PLAN, TYPED)
    assert "trotzdem" not in words_of_messages(office, page.headers["Location"])


def test_so_is_one_to_which_a_meeting_is_moved(meeting: Meeting, office: Client) -> None:
    moved = as_typed(meeting, day="2027-05-17", answer_until="2027-05-07")
    page = office.post(at("meeting_edit", meeting), moved)
    said = words_of_messages(office, page.headers["Location"])
    assert "Mo., 17. Mai 2027: Pfingstmontag. Passt der Tag trotzdem?" in said
    meeting.refresh_from_db()
    assert meeting.starts_at == berlin(5, 17, 10)
    moved = as_typed(meeting, title="Frühjahrstreffen")
    again = office.post(at("meeting_edit", meeting), moved)
    assert "trotzdem" not in words_of_messages(office, again.headers["Location"])


def test_before_all_hear_of_a_new_day_its_holiday_is_named(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    """Postponing mails at once; so it is asked first, and whoever says yes is not asked again."""
    (ina,) = invite(meeting, "Ina")
    Mail.objects.all().delete()
    SchoolBreak.objects.create(
        land="16", name="Pfingstferien", first_day=date(2027, 5, 18), last_day=date(2027, 5, 21)
    )
    url = at("meeting_postpone", meeting)
    moved = {"day": "2027-05-18", "begins": "10:00", "ends": "14:00", "reason": "Bahnstreik."}
    page = office.post(url, moved)
    assert "Di., 18. Mai 2027: Pfingstferien. Passt der Tag trotzdem?" in words(page)
    html = page.content.decode()
    assert "Bahnstreik." in html
    assert 'value="2027-05-18"' in html
    meeting.refresh_from_db()
    assert meeting.starts_at == berlin(3, 17, 10)
    assert not Mail.objects.exists()
    accepted = html.partition('name="accepted" value="')[2].partition('"')[0]
    other_day = office.post(url, moved | {"day": "2027-05-17", "accepted": accepted})
    assert "Pfingstmontag" in words(other_day)
    assert office.post(url, moved | {"accepted": accepted}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.starts_at == berlin(5, 18, 10)
    assert "Di., 18. Mai 2027" in last_mail(ina.email).subject


def words_of_messages(client: Client, url: str) -> str:
    page = client.get(url).content.decode()
    return page.partition('<div class="toasts"')[2].partition("<main")[0]


def test_the_form_proposes_what_held_last_time(meeting: Meeting, office: Client) -> None:
    page = office.get(PLAN).content.decode()
    assert 'value="2027-06-16"' in page
    assert 'value="10:00"' in page
    assert f'value="{meeting.video_url}"' in page


def test_nothing_typed_is_lost_on_a_mistake(office: Client, clock: object) -> None:
    page = office.post(PLAN, {**TYPED, "day": "2027-03-28", "begins": "02:30", "ends": "05:00"})
    assert page.status_code == 200
    assert "02:30 Uhr gibt es nicht" in words(page)
    assert 'value="05:00"' in page.content.decode()
    assert not Meeting.objects.exists()


def test_places_are_offered_while_one_types(
    office: Client, ilmenau: Authority, arnstadt: Authority
) -> None:
    places = reverse("place_suggestions")
    offered = office.get(places, {"host": "Il"}).content.decode()
    assert '<option value="Ilmenau (Gemeinde, Ilm-Kreis)">' in offered
    assert "Arnstadt" not in offered
    assert office.get(places).content == b""
    assert count_queries(office, places + "?host=Arn") == count_queries(office, places + "?host=I")


def test_an_edit_reaches_the_invited_as_one_mail(
    meeting: Meeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    (ina, _jan) = invite(meeting, "Ina", "Jan")
    url = at("meeting_edit", meeting)
    assert "eine Mail mit allen Änderungen an die 2 Eingeladenen" in words(office.get(url))
    page = office.post(url, as_typed(meeting, venue="Kloster"))
    assert page.headers["Location"] == at("office_meeting", meeting)
    meeting.refresh_from_db()
    assert meeting.venue == "Kloster"
    clock.shift(61)
    run_jobs()
    assert "Kloster" in last_mail(ina.email).text


def test_an_edit_before_the_invitation_mails_nobody(meeting: Meeting, office: Client) -> None:
    said = words(office.get(at("meeting_edit", meeting)))
    assert "es geht keine Mail hinaus" in said


def test_a_stale_edit_shows_both_values_and_overwrites_nothing(
    meeting: Meeting, office: Client
) -> None:
    url = at("meeting_edit", meeting)
    mine = as_typed(meeting, venue="Bürgerhaus")
    assert office.post(url, as_typed(meeting, venue="Kloster")).status_code == 302
    page = office.post(url, mine)
    assert page.status_code == 200
    assert "Inzwischen hat jemand hier gespeichert: „Kloster“." in words(page)
    assert 'value="Bürgerhaus"' in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.venue == "Kloster"


def test_a_new_day_for_invited_people_is_refused_with_what_to_do(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    page = office.post(at("meeting_edit", meeting), as_typed(meeting, day="2027-03-24"))
    assert page.status_code == 200
    assert "Verschieben" in words(page).partition("Bitte prüfen Sie")[2]
    meeting.refresh_from_db()
    assert meeting.starts_at == berlin(3, 17, 10)


@pytest.mark.parametrize("name", ["meeting_edit", "meeting_postpone", "meeting_cancel"])
def test_a_meeting_called_off_stays_so(name: str, meeting: Meeting, office: Client) -> None:
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    page = office.get(at(name, meeting))
    assert page.status_code == 403
    assert "Das Treffen ist abgesagt." in words(page)


def test_of_two_who_postpone_the_second_is_asked_what_holds(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    """Two tabs, opened before anybody moved it."""
    (ina,) = invite(meeting, "Ina")
    url = at("meeting_postpone", meeting)
    typed = {"begins": "10:00", "ends": "14:00", "moment": meeting.moment}
    assert office.post(url, typed | {"day": "2027-03-10"}).status_code == 302
    assert office.post(url, typed | {"day": "2027-03-10"}).status_code == 302  # a second click
    page = office.post(url, typed | {"day": "2027-03-11"})
    assert "Inzwischen hat jemand das Treffen verschoben: Mi., 10. März 2027" in words(page)
    assert purposes_to(ina.email) == ["invitation", "moved"]
    meeting.refresh_from_db()
    shown = re.search(r'name="moment" value="(\d+)"', page.content.decode())
    assert shown is not None
    assert shown[1] == meeting.moment
    again = office.post(url, typed | {"day": "2027-03-11", "moment": shown[1]})
    assert again.status_code == 302


def test_postponing_says_how_many_mails_and_asks_anew(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina, _jan) = invite(meeting, "Ina", "Jan")
    actions.answer(ina, Reply.ONLINE, source=Source.LINK)
    url = at("meeting_postpone", meeting)
    said = words(office.get(url))
    assert "Bisher: Mi., 17. März 2027, 10:00–14:00 Uhr." in said
    assert "2 Eingeladene bekommen sofort eine Mail" in said
    moved = {"day": "2027-04-07", "begins": "10:00", "ends": "14:00", "reason": "Bahnstreik."}
    assert office.post(url, moved).headers["Location"] == at("office_meeting", meeting)
    meeting.refresh_from_db()
    ina.refresh_from_db()
    assert meeting.starts_at == berlin(4, 7, 10)
    assert meeting.answer_by == berlin(3, 31, 23, 59)
    assert ina.reply == Reply.OPEN
    assert "Bahnstreik." in last_mail(ina.email).text


def test_the_hours_stand_in_the_form_already(meeting: Meeting, office: Client) -> None:
    page = office.get(at("meeting_postpone", meeting)).content.decode()
    assert 'value="10:00"' in page
    assert 'value="14:00"' in page
    assert 'value="2027' not in page


def test_postponing_without_a_date_and_finding_one_later(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    url = at("meeting_postpone", meeting)
    office.post(url, {"reason": "Bahnstreik."})
    meeting.refresh_from_db()
    assert meeting.state == State.POSTPONED
    assert "Neuen Termin festlegen" in words(office.get(url))
    office.post(url, {"day": "2027-04-14", "begins": "10:00", "ends": "12:00"})
    meeting.refresh_from_db()
    assert meeting.state == State.INVITED
    assert meeting.ends_at == berlin(4, 14, 12)


def test_a_mistake_while_postponing_moves_nothing(meeting: Meeting, office: Client) -> None:
    page = office.post(
        at("meeting_postpone", meeting), {"day": "2027-03-24", "begins": "10:00", "ends": "09:00"}
    )
    assert "Das Ende liegt vor dem Beginn." in words(page)
    meeting.refresh_from_db()
    assert meeting.starts_at == berlin(3, 17, 10)


def test_calling_off_needs_a_reason_and_says_what_happens(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina,) = invite(meeting, "Ina")
    url = at("meeting_cancel", meeting)
    assert "Die eingeladene Person bekommt sofort eine Absage" in words(office.get(url))
    assert office.post(url, {"reason": ""}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.state == State.INVITED
    office.post(url, {"reason": "Kein Raum frei."})
    meeting.refresh_from_db()
    assert meeting.state == State.CANCELLED
    assert purposes_to(ina.email)[-1].startswith("cancel")


def test_holding_a_meeting(
    meeting: Meeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    invite(meeting, "Ina")
    url = at("meeting_hold", meeting)
    early = office.get(url)
    assert early.status_code == 403
    assert "Das Treffen hat noch nicht begonnen." in words(early)
    clock.move_to(berlin(3, 17, 15))
    assert "Es geht keine Mail hinaus." in words(office.get(url))
    assert office.post(url).headers["Location"] == at("office_meeting", meeting)
    meeting.refresh_from_db()
    assert meeting.state == State.HELD
