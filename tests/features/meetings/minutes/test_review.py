"""Everyone who was there looks through the minutes and proposes what should stand there."""

from datetime import date
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.models import Correction, Decision, Entry, Reader
from klimanetz.features.meetings.models import AgendaItem, Attendance, Invitation, Meeting, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import berlin, mails_to, purposes_to, told
from tests.features.meetings.minutes.conftest import (
    GUEST,
    check_in,
    desk_of,
    path_of,
    reader_of,
)
from tests.features.meetings.reading import words

UNTIL = {"until": "2027-03-27"}


def link_of(email: str) -> str:
    return reader_of(email).get_absolute_url()


def test_who_was_there_gets_a_link(
    office: Client, held: Meeting, minutes_text: list[Entry], manager: Person
) -> None:
    page = words(office.get(f"{desk_of(held)}pruefen-lassen/"))
    assert "4 Menschen, die dabei waren, bekommen eine Mail" in page
    office.post(f"{desk_of(held)}pruefen-lassen/", UNTIL)
    assert Meeting.objects.get(pk=held.pk).state == State.IN_REVIEW
    text = told(GUEST)
    assert "bitte sehen Sie bis Sa., 27. März 2027 das Protokoll durch" in text
    assert link_of(GUEST) in text
    assert "Stimmt alles, müssen Sie nichts tun." in text
    assert Reader.objects.count() == 4
    office.post(f"{desk_of(held)}pruefen-lassen/", UNTIL)  # twice
    assert purposes_to(GUEST).count("minutes.review") == 1


def test_who_was_checked_in_counts_more_than_who_had_said_so(
    office: Client, held: Meeting, minutes_text: list[Entry], invitations: list[Invitation]
) -> None:
    check_in(held, invitations[0])
    walk_in = check_in(held, None, "Wanda Walk")
    Attendance.objects.filter(pk=walk_in.pk).update(email="wanda@stadt.example")
    check_in(held, None, "Ohne Adresse")
    page = words(office.get(f"{desk_of(held)}pruefen-lassen/"))
    assert "2 Menschen" in page
    assert "Ohne Adresse, bekommen keine Mail: Ohne Adresse" in page
    office.post(f"{desk_of(held)}pruefen-lassen/", UNTIL)
    assert set(Reader.objects.values_list("name", flat=True)) == {"Mika Managerin", "Wanda Walk"}


def test_later_only_the_date_changes(office: Client, in_review: Meeting) -> None:
    office.post(f"{desk_of(in_review)}pruefen-lassen/", {"until": "2027-04-02"})
    assert in_review.minutes.__class__.objects.get().review_until == date(2027, 4, 2)
    assert purposes_to(GUEST).count("minutes.review") == 1


@pytest.mark.parametrize("until", ["2027-03-16", "", "irgendwann"])
def test_a_date_that_is_none_is_said(
    office: Client, held: Meeting, minutes_text: list[Entry], until: str
) -> None:
    response = office.post(f"{desk_of(held)}pruefen-lassen/", {"until": until})
    assert response.status_code == HTTPStatus.OK
    assert "error-summary" in response.content.decode()
    assert Meeting.objects.get(pk=held.pk).state == State.HELD


def test_empty_minutes_are_not_reviewed(office: Client, held: Meeting) -> None:
    response = office.post(f"{desk_of(held)}pruefen-lassen/", UNTIL)
    assert "steht noch nichts" in response.content.decode()
    assert not mails_to(GUEST) or "minutes.review" not in purposes_to(GUEST)


def test_a_meeting_to_come_is_not_reviewed(office: Client, meeting: Meeting) -> None:
    response = office.get(f"{desk_of(meeting)}pruefen-lassen/")
    assert response.status_code == HTTPStatus.FORBIDDEN


# By the link


def test_a_guest_proposes_without_account(
    in_review: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    path = link_of(GUEST)
    page = words(client.get(path))
    assert "Ines, stimmt alles, müssen Sie nichts tun." in page
    assert "Wir beschaffen gemeinsam Lastenräder." in page
    assert "Mittagspause" not in page
    client.get(path)
    assert not Correction.objects.exists()  # looking changes nothing
    said = {f"top-{agenda[3].pk}": "Es waren E-Lastenräder.", "top-": "", "top-quatsch": "x"}
    response = client.post(path, said, follow=True)
    assert "Danke, Ihre Vorschläge sind angekommen." in words(response)
    proposal = Correction.objects.get()
    assert (proposal.item, proposal.text) == (agenda[3], "Es waren E-Lastenräder.")
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_proposal_can_be_changed_and_taken_back(
    in_review: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    path, name = link_of(GUEST), f"top-{agenda[3].pk}"
    for text in ("Erster Wurf", "Zweiter Wurf", "Zweiter Wurf"):
        client.post(path, {name: text})
    assert Correction.objects.get().text == "Zweiter Wurf"
    assert "Zweiter Wurf</textarea>" in client.get(path).content.decode()
    client.post(path, {name: ""})
    assert not Correction.objects.exists()


def test_after_the_date_nothing_is_proposed(
    in_review: Meeting, client: Client, clock: time_machine.Traveller
) -> None:
    path = link_of(GUEST)
    clock.move_to(berlin(3, 27, 23, 30))
    assert "Vorschläge senden" in words(client.get(path))
    clock.move_to(berlin(3, 28, 0, 30))
    page = words(client.get(path))
    assert "Die Frist für Vorschläge ist vorbei" in page
    assert "Lastenräder" not in page
    response = client.post(path, {"top-": "Zu spät"})
    assert response.status_code == HTTPStatus.CONFLICT
    assert not Correction.objects.exists()


def test_an_unknown_key_is_said_kindly(network: object, client: Client) -> None:
    for path in ("/protokoll/nie/", "/protokoll/nie/protokoll.pdf"):
        response = client.get(path)
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert "Diesen Link kennen wir nicht" in words(response)


# The organisers decide


@pytest.fixture
def proposal(in_review: Meeting, agenda: list[AgendaItem]) -> Correction:
    actions.propose(reader_of(GUEST), {agenda[3].pk: "Es waren E-Lastenräder."})
    return Correction.objects.get()


def test_a_proposal_stands_beside_its_item(
    office: Client, in_review: Meeting, proposal: Correction, sign_in: SignIn, manager: Person
) -> None:
    page = words(office.get(path_of(in_review)))
    assert "Vorschlag von Ines" in page
    assert "Ist übernommen" in page
    progress = words(office.get(f"/verwaltung/treffen/{in_review.slug}/"))
    assert "In Prüfung bis Sa., 27. März 2027. Ein Vorschlag wartet auf Sie." in progress
    actions.name_taker(in_review, manager, actor="Olga")
    minute_taker = words(sign_in(manager).get(path_of(in_review)))
    assert "Vorschlag von Ines" in minute_taker
    assert "Ist übernommen" not in minute_taker


def test_accepted(office: Client, in_review: Meeting, proposal: Correction, client: Client) -> None:
    path = f"{desk_of(in_review)}vorschlag/{proposal.pk}/uebernehmen/"
    assert office.post(path).headers["Location"].endswith(f"#top-{proposal.item_id}")
    office.post(path)
    proposal.refresh_from_db()
    assert proposal.decision == Decision.ACCEPTED
    assert "(übernommen)" in words(client.get(link_of(GUEST)))
    assert "Es wartet kein Vorschlag." in words(
        office.get(f"/verwaltung/treffen/{in_review.slug}/")
    )


def test_declined_with_a_reason_and_decided_anew(
    office: Client, in_review: Meeting, proposal: Correction, client: Client
) -> None:
    base = f"{desk_of(in_review)}vorschlag/{proposal.pk}/"
    office.post(f"{base}ablehnen/", {"reason": "Es waren einfache."})
    assert "(nicht übernommen: Es waren einfache.)" in words(client.get(link_of(GUEST)))
    office.post(f"{base}uebernehmen/")
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.reason) == (Decision.ACCEPTED, "")


def test_what_was_decided_is_not_overwritten_by_the_next_proposal(
    office: Client, in_review: Meeting, proposal: Correction, client: Client
) -> None:
    office.post(f"{desk_of(in_review)}vorschlag/{proposal.pk}/ablehnen/")
    client.post(link_of(GUEST), {f"top-{proposal.item_id}": "Doch, sicher!"})
    assert Correction.objects.count() == 2


def test_a_proposal_of_another_meeting_is_not_found(
    office: Client, in_review: Meeting, proposal: Correction
) -> None:
    path = f"{desk_of(in_review)}vorschlag/{proposal.pk + 1}/ablehnen/"
    assert office.post(path).status_code == HTTPStatus.NOT_FOUND
    assert office.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("who", ["manager", "guest"])
def test_the_desk_is_the_organisers(
    request: pytest.FixtureRequest, in_review: Meeting, sign_in: SignIn, who: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for path in ("", "pruefen-lassen/", "veroeffentlichen/"):
        assert client.get(desk_of(in_review) + path).status_code == HTTPStatus.FORBIDDEN
    for path in ("wer-schreibt/", "pruefen-lassen/", "veroeffentlichen/"):
        assert client.post(desk_of(in_review) + path).status_code == HTTPStatus.FORBIDDEN


# What waits for the organisers


def test_what_is_to_do_stands_on_the_organisers_start_page(
    office: Client, held: Meeting, minutes_text: list[Entry], clock: time_machine.Traveller
) -> None:
    missing, over = "Das Protokoll zu „Netzwerktreffen“ fehlt noch.", "Die Prüfung des Protokolls"
    assert missing not in words(office.get("/verwaltung/"))  # on the day itself
    clock.move_to(berlin(3, 18, 9))
    assert missing in words(office.get("/verwaltung/"))
    actions.open_review(held, date(2027, 3, 27), actor="Olga")
    page = words(office.get("/verwaltung/"))
    assert missing not in page
    assert over not in page
    clock.move_to(berlin(3, 28, 9))
    assert over in words(office.get("/verwaltung/"))
