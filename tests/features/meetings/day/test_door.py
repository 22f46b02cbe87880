"""The door without a script: the list, a tap, taking it back, somebody nobody expected."""

import json

import pytest
import time_machine
from django.test import Client

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.day.models import Tap
from klimanetz.features.meetings.models import Attendance, Meeting, Mode, Reply, Source, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin
from tests.features.meetings.day.conftest import Expected, at, present, tapped
from tests.features.meetings.reading import count_queries, words


def tap(client: Client, meeting: Meeting, **what: str) -> str:
    done = client.post(at("door_tap", meeting), what, follow=True)
    assert done.redirect_chain == [(at("door", meeting), 302)]
    return words(done)


def test_it_names_whom_it_expects_and_then_everyone_else(
    expected: Expected, office: Client
) -> None:
    said = words(office.get(at("door", expected.meeting)))
    awaited, _, others = said.partition("Alle anderen")
    assert "0 von 2 sind da." in awaited
    assert "Mika Managerin" in awaited
    assert "Vera für Jan" in awaited, "who comes is asked for, not who sent them"
    assert "Ina" not in awaited
    for person in ("Ina online", "Kim nimmt nicht teil", "Lou ohne Antwort"):
        assert person in others


def test_one_tap_notes_who_is_there_and_another_takes_it_back(
    expected: Expected, office: Client, clock: time_machine.Traveller
) -> None:
    who = f"i{expected.jan.pk}"
    assert "1 von 2 ist da." in tap(office, expected.meeting, da=who)
    vera = Attendance.objects.get()
    assert (vera.name, vera.email) == ("Vera", "vera@gast.example")
    assert (vera.mode, vera.via, vera.noted_by) == (Mode.ON_SITE, "door", "Olga Organisatorin")
    assert vera.came_at == berlin(3, 17, 9, 45)
    clock.shift(60)
    assert "0 von 2 sind da." in tap(office, expected.meeting, weg=who)
    assert present(expected.meeting) == []
    clock.shift(60)
    tap(office, expected.meeting, da=who)
    assert Attendance.objects.get().came_at == berlin(3, 17, 9, 47)
    assert [one.present for one in Tap.objects.all()] == [True, False, True], "nothing is deleted"


def test_somebody_else_who_was_invited_comes_all_the_same(
    expected: Expected, office: Client
) -> None:
    said = tap(office, expected.meeting, da=f"i{expected.kim.pk}")
    assert "0 von 2 sind da, dazu 1 weitere Person." in said


def test_somebody_unexpected_is_added_in_one_line(expected: Expected, office: Client) -> None:
    url = at("walk_in", expected.meeting)
    wrong = office.post(url, {"name": "", "organisation": "Stadt Gera"})
    assert "Bitte füllen Sie dieses Feld aus." in words(wrong)
    assert 'value="Stadt Gera"' in wrong.content.decode(), "nothing typed is lost"
    done = office.post(url, {"name": "Wanda", "organisation": "Stadt Gera"}, follow=True)
    assert "Wanda ist eingetragen." in done.content.decode()
    assert "Wanda Stadt Gera, ohne Anmeldung" in words(done)
    wanda = Attendance.objects.get()
    assert (wanda.invitation, wanda.name, wanda.organisation) == (None, "Wanda", "Stadt Gera")


def test_an_address_that_was_invited_is_that_invitation(expected: Expected, office: Client) -> None:
    office.post(at("walk_in", expected.meeting), {"name": "L. Lang", "email": "LOU@gast.example"})
    assert Attendance.objects.get().invitation == expected.lou
    office.post(at("walk_in", expected.meeting), {"name": "Jan", "email": "jan@gast.example"})
    assert present(expected.meeting) == ["Jan", "Lou"], "Jan came, and Vera may still come, too"


def test_the_search_finds_by_name_and_place(expected: Expected, office: Client) -> None:
    office.post(at("walk_in", expected.meeting), {"name": "Wanda", "organisation": "Stadt Gera"})
    said = words(office.get(at("door", expected.meeting), {"suche": "gERa"}))
    assert "Wanda" in said
    assert "Mika" not in said
    assert "0 von 2 sind da, dazu 1" in said, "the count is of all"
    nobody = words(office.get(at("door", expected.meeting), {"suche": "xyz"}))
    assert "Niemand gefunden." in nobody


def test_it_can_be_tried_before_the_day_and_says_so(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    invite(meeting, "Ina")
    said = words(office.get(at("door", meeting)))
    assert "Das Treffen ist erst am Mi., 17. März 2027, 10:00–14:00 Uhr." in said
    assert "Angemeldet hat sich noch niemand." in said


def test_afterwards_one_is_entered_as_come_when_it_began(
    expected: Expected, office: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 18, 9))
    said = words(office.get(at("door", expected.meeting)))
    assert "Wer war da? 0 von 2 waren da." in said
    tap(office, expected.meeting, da=f"i{expected.mika.pk}")
    mika = Attendance.objects.get()
    assert (mika.via, mika.came_at) == (Attendance.Via.LATER, berlin(3, 17, 10))


def test_an_online_meeting_has_a_door_too(
    make_meeting: MakeMeeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    meeting = make_meeting(mode=Mode.ONLINE)
    (ina,) = invite(meeting, "Ina")
    actions.answer(ina, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 17, 10))
    assert "1 von 1 ist da." in tap(office, meeting, da=f"i{ina.pk}")
    assert Attendance.objects.get().mode == Mode.ONLINE


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.PLANNED, "noch nicht eingeladen"),
        (State.POSTPONED, "verschoben"),
        (State.CANCELLED, "abgesagt"),
    ],
)
def test_where_nobody_can_come_the_door_is_closed(
    meeting: Meeting, office: Client, state: State, reason: str
) -> None:
    Meeting.objects.update(state=state)
    page = office.get(at("door", meeting))
    assert page.status_code == 403
    assert reason in words(page)
    assert office.post(at("door_tap", meeting), {"da": "i1"}).status_code == 403
    assert not rules.can_check_in(Meeting.objects.get())


def test_nonsense_is_refused_and_notes_nobody(expected: Expected, office: Client) -> None:
    for nonsense in ("i999999", "a999999", "x1", "i", "i-1"):
        refused = office.post(at("door_tap", expected.meeting), {"da": nonsense})
        assert refused.status_code == 409, nonsense
    office.post(at("door_tap", expected.meeting))
    assert not Attendance.objects.exists()


def test_only_organisers_stand_at_the_door(
    expected: Expected, sign_in: SignIn, manager: Person, office: Client
) -> None:
    for name in ("door", "door_tap", "walk_in", "door_sync"):
        url = at(name, expected.meeting)
        answer = sign_in(manager).get(url) if name == "door" else sign_in(manager).post(url)
        assert answer.status_code == 403, name
        if name in {"door_tap", "walk_in"}:
            assert office.get(url).status_code == 405, name
    assert office.get("/verwaltung/treffen/gibt-es-nicht/tuer/").status_code == 404


def test_whoever_signed_in_anew_gets_a_token_that_holds(
    expected: Expected, organiser: Person, manager: Person, sign_in: SignIn
) -> None:
    """Signing in voids the token of a page that is still open, and its taps would never leave."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(organiser)
    url = at("door_sync", expected.meeting)
    body = json.dumps({"taps": [tapped("mikakommt", f"i{expected.mika.pk}")]})
    stale = strict.post(url, body, content_type="application/json", headers={"x-csrftoken": "alt"})
    assert stale.status_code == 403
    token = strict.get(url).json()["token"]
    fresh = strict.post(url, body, content_type="application/json", headers={"x-csrftoken": token})
    assert list(fresh.json()["noted"]) == ["mikakommt"]
    assert Client().get(url).status_code == 302
    assert sign_in(manager).get(url).status_code == 403


def test_the_list_asks_as_often_for_many_as_for_one(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina,) = invite(meeting, "Ina")
    tap(office, meeting, da=f"i{ina.pk}")
    few = count_queries(office, at("door", meeting))
    for one in invite(meeting, "Jan", "Kim", "Lou"):
        tap(office, meeting, da=f"i{one.pk}")
    assert count_queries(office, at("door", meeting)) == few <= 10


def test_who_was_there_and_was_then_not_invited_any_more_stays(
    expected: Expected, office: Client
) -> None:
    tap(office, expected.meeting, da=f"i{expected.mika.pk}")
    actions.withdraw_invitation(expected.mika, actor="Olga")
    actions.withdraw_invitation(expected.lou, actor="Olga")
    said = words(office.get(at("door", expected.meeting)))
    assert "Mika Managerin Einladung zurückgezogen" in said
    assert "Lou" not in said
