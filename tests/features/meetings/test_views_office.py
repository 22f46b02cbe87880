"""The organisers' desk: all meetings, one meeting, and its answers as they come in."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin
from tests.features.meetings.reading import count_queries, words

LIST = "/verwaltung/treffen/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def desk(meeting: Meeting) -> str:
    return reverse("office_meeting", args=[meeting.slug])


def answer(invitation: Invitation, reply: Reply, **fields: str) -> None:
    actions.answer(invitation, reply, source=Source.LINK, **fields)


def test_the_list_tells_where_each_meeting_stands(
    make_meeting: MakeMeeting, invite: Invite, office: Client
) -> None:
    first, _second = make_meeting(), make_meeting(title="Klausur")
    ina, _jan = invite(first, "Ina", "Jan")
    answer(ina, Reply.ONLINE)
    said = words(office.get(LIST))
    assert "2 eingeladen, 1 dabei, 1 noch offen" in said
    assert "Noch ist niemand eingeladen." in said


def test_past_meetings_stand_below_with_their_counts(
    meeting: Meeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    (ina,) = invite(meeting, "Ina")
    answer(ina, Reply.ON_SITE)
    clock.move_to(berlin(3, 18))
    actions.hold(meeting, actor="Olga")
    said = words(office.get(LIST))
    assert "Frühere Treffen" in said
    assert "Mi., 17. März 2027 Netzwerktreffen 1 1 durchgeführt" in said


def test_a_postponed_meeting_asks_for_its_date(meeting: Meeting, office: Client) -> None:
    actions.postpone(meeting, actor="Olga")
    assert "verschoben, neuer Termin fehlt" in words(office.get(LIST))
    page = words(office.get(desk(meeting)))
    assert "Neuen Termin festlegen" in page


def test_an_empty_list_begins_with_the_first_meeting(office: Client) -> None:
    assert "Erstes Treffen planen" in words(office.get(LIST))


def test_the_list_asks_equally_often_for_one_and_three(
    make_meeting: MakeMeeting, office: Client
) -> None:
    make_meeting()
    few = count_queries(office, LIST)
    make_meeting(title="Klausur")
    make_meeting(title="Sondertreffen")
    assert count_queries(office, LIST) == few <= 10


def test_a_planned_meeting_says_what_is_missing_and_what_comes_next(
    make_meeting: MakeMeeting, office: Client
) -> None:
    meeting = make_meeting(venue="", video_url="", description="")
    said = words(office.get(desk(meeting)))
    assert "Noch fehlt: Ort, Link zur Videokonferenz, worum es geht." in said
    assert "Menschen einladen" in said
    assert "Einladen (jetzt)" in said
    assert "sobald Sie eingeladen haben" in said


def test_a_meeting_nobody_can_answer_any_more_says_why(
    meeting: Meeting, office: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 12))
    said = words(office.get(desk(meeting)))
    assert "Bitte verlängern Sie zuerst die Frist." in said
    assert "Menschen einladen" not in said


def test_answers_are_counted_in_sentences(
    make_meeting: MakeMeeting, invite: Invite, office: Client
) -> None:
    meeting = make_meeting(seats=2)
    ina, jan, kim, lou, _mo, noa = invite(meeting, "Ina", "Jan", "Kim", "Lou", "Mo", "Noa")
    answer(ina, Reply.ON_SITE)
    answer(jan, Reply.DEPUTY, deputy_name="Vera", deputy_mode="on_site")
    answer(kim, Reply.ON_SITE)
    answer(lou, Reply.ONLINE)
    answer(noa, Reply.DECLINED)
    said = words(office.get(desk(meeting)))
    assert "Geantwortet haben 5 von 6." in said
    assert (
        "2 kommen vor Ort, 1 nimmt online teil, 1 wartet auf einen Platz, 1 sagt ab. "
        "Vor Ort sind 2 von 2 Plätzen vergeben."
    ) in said
    assert "schickt Vertretung Vera (vor Ort)" in said


def test_who_is_missing_stands_first(meeting: Meeting, invite: Invite, office: Client) -> None:
    ina, _jan = invite(meeting, "Ina", "Jan")
    answer(ina, Reply.ONLINE)
    page = office.get(desk(meeting)).content.decode()
    assert page.index(">Jan</a>") < page.index(">Ina</a>")


def test_one_kind_of_answer_alone(meeting: Meeting, invite: Invite, office: Client) -> None:
    ina, _jan = invite(meeting, "Ina", "Jan")
    answer(ina, Reply.ONLINE)
    page = office.get(desk(meeting) + "?antwort=open").content.decode()
    assert ">Jan</a>" in page
    assert ">Ina</a>" not in page
    assert "Niemand mit dieser Antwort." in words(office.get(desk(meeting) + "?antwort=waiting"))


def test_names_are_shown_as_they_are_written(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina,) = invite(meeting, "Ina")
    meeting.invitations.update(name="<b>Ina</b> & Co", organisation="<i>Amt</i>")
    ina.refresh_from_db()
    answer(ina, Reply.DEPUTY, deputy_name="<u>Vera</u>", deputy_mode="online")
    page = office.get(desk(meeting)).content.decode()
    assert "&lt;b&gt;Ina&lt;/b&gt; &amp; Co</a>" in page
    assert "&lt;i&gt;Amt&lt;/i&gt;" in page
    assert "&lt;u&gt;Vera&lt;/u&gt; (online)" in page


def test_answers_by_district(meeting: Meeting, invite: Invite, office: Client) -> None:
    invite(meeting, "Ina", "Jan")
    meeting.invitations.filter(name="Ina").update(district="Ilm-Kreis")
    said = words(office.get(desk(meeting)))
    assert "Ilm-Kreis 1 0 1" in said
    assert "ohne Kreis 1 0 1" in said


def test_answers_come_in_live_and_only_when_there_are_new_ones(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina,) = invite(meeting, "Ina")
    page = office.get(desk(meeting)).content.decode()
    poll = page.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")
    assert office.get(poll, headers=HTMX).status_code == 204
    answer(ina, Reply.ONLINE)
    part = office.get(poll, headers=HTMX).content.decode()
    assert "1 nimmt online teil." in part
    assert "<html" not in part
    assert "stepper" not in part


def test_later_joiners_are_looked_up_on_their_own(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    page = office.get(desk(meeting)).content.decode()
    assert f'hx-get="{reverse("later_joiners", args=[meeting.slug])}"' in page


def test_the_page_asks_equally_often_for_one_and_three(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    few = count_queries(office, desk(meeting))
    invite(meeting, "Jan", "Kim")
    assert count_queries(office, desk(meeting)) == few <= 10


def test_after_the_meeting_the_next_step_is_to_say_so(
    meeting: Meeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    invite(meeting, "Ina")
    clock.move_to(berlin(3, 17, 15))
    assert "Als durchgeführt eintragen" in words(office.get(desk(meeting)))
    actions.hold(meeting, actor="Olga")
    said = words(office.get(desk(meeting)))
    assert "Durchführen (erledigt)" in said
    assert "Treffen absagen" not in said


def test_a_meeting_called_off_shows_its_reason_and_skips_the_rest(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")
    said = words(office.get(desk(meeting)))
    assert "Abgesagt. Kein Raum frei." in said
    assert "Durchführen (entfällt)" in said


@pytest.mark.parametrize("name", ["polls", "contributions", "calendar_replies", "office_meetings"])
def test_every_desk_of_meetings_stands_under_meetings(office: Client, name: str) -> None:
    page = office.get(reverse(name)).content.decode()
    current = re.search(r'href="/verwaltung/treffen/" aria-current="(page|true)"', page)
    assert current is not None


def test_a_new_network_may_begin_with_a_series_or_a_poll(office: Client) -> None:
    page = office.get(LIST).content.decode()
    assert "Erstes Treffen planen" in page
    for name in ("series_list", "polls", "contributions", "calendar_replies"):
        assert f'href="{reverse(name)}"' in page
