"""Both agree by one click before an address is exchanged; silence and refusals; what came of it."""

from datetime import timedelta
from http import HTTPStatus
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.places.models import Authority
from klimanetz.roster.introductions import actions, rules
from klimanetz.roster.introductions.jobs import forget_strangers, remind_of_introductions
from klimanetz.roster.introductions.models import Introduction, Proposal, Side, State
from klimanetz.roster.leaving.actions import erase, leave
from tests.conftest import SignIn
from tests.factories import make_manager
from tests.features.meetings.conftest import (
    mails_to,
    shared_database,  # noqa: F401 - a fixture
    told,
)
from tests.features.meetings.reading import count_queries, words
from tests.roster.introductions.conftest import PUBLIC, PURPOSE, QUESTION, STRANGER, TOPIC

OFFICE = "/verwaltung/vermittlungen/"


def state(introduction: Introduction) -> str:
    return Introduction.objects.get(pk=introduction.pk).state


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("introduction", "contact").get(pk=proposal.pk)


def page_of(proposal: Proposal, side: Side) -> str:
    return f"/kontakt/{proposal.key(side)}/"


# Proposing


def test_organisers_propose_somebody_and_both_are_asked(
    office: Client, from_stranger: Introduction, manager: Person
) -> None:
    assert "Berta Bau" in words(office.get(OFFICE))
    path = f"{OFFICE}{from_stranger.pk}/vorschlagen/"
    page = words(office.get(path))
    assert "Wer könnte helfen?" in page
    assert PURPOSE in page
    response = office.post(path, {"contact": "Mika Managerin"})
    assert response.headers["Location"] == f"{OFFICE}{from_stranger.pk}/"
    assert state(from_stranger) == State.PROPOSED
    assert PURPOSE in told(manager.email)
    assert "Berta Bau" in told(manager.email)
    assert STRANGER not in told(manager.email)
    page = words(office.get(f"{OFFICE}{from_stranger.pk}/"))
    assert "hat noch nicht geantwortet" in page


def test_strangers_read_no_name_before_both_agreed(
    proposal: Proposal, manager: Person, client: Client
) -> None:
    text = told(STRANGER)
    assert "Klimaschutzmanagement, Gemeinde Ilmenau" in text
    assert "eine Kollegin oder ein Kollege" in text
    for said in (text, client.get(page_of(proposal, Side.ASKER)).content.decode()):
        assert "Mika" not in said
        assert manager.email not in said


def test_a_public_name_is_named(
    from_stranger: Introduction, manager: Person, client: Client
) -> None:
    show_field(manager, Field.NAME, Audience.PUBLIC, actor=manager)
    proposal = actions.propose(from_stranger, manager, actor="Olga")
    assert "Mika Managerin" in told(STRANGER)
    assert "Möchten Sie mit Mika Managerin sprechen?" in words(
        client.get(page_of(proposal, Side.ASKER))
    )


def test_members_know_the_name(asked: Introduction, manager: Person, neighbour: Person) -> None:
    actions.propose(asked, manager, actor="Olga")
    assert "Mika Managerin" in told(neighbour.email)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Bitte füllen Sie dieses Feld aus."),
        ("Niemand Bekanntes", "kennt das Netzwerk nicht"),
        ("gustav@ministerium.example", "Vermitteln können wir Mitglieder"),
        ("nele.nachbarin@kommune.example", "Diese Person fragt selbst."),
    ],
)
def test_what_does_not_fit_is_said(
    office: Client, asked: Introduction, guest: Person, typed: str, said: str
) -> None:
    response = office.post(f"{OFFICE}{asked.pk}/vorschlagen/", {"contact": typed})
    assert said in response.content.decode()
    assert state(asked) == State.OPEN


# Answering


def test_when_both_agree_both_get_the_address(
    proposal: Proposal, manager: Person, client: Client
) -> None:
    Person.objects.filter(pk=manager.pk).update(phone="030 23125 201")
    theirs, hers = page_of(proposal, Side.ASKER), page_of(proposal, Side.CONTACT)
    response = client.get(hers)
    assert "Berta Bau hat eine Frage. Können Sie helfen?" in words(response)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert STRANGER not in response.content.decode()
    assert client.post(f"{hers}ja/").headers["Location"] == hers
    assert "Sie haben zugesagt." in words(client.get(hers))
    assert state(proposal.introduction) == State.PROPOSED
    client.post(f"{theirs}ja/")
    client.post(f"{theirs}ja/")  # the same link twice
    assert state(proposal.introduction) == State.AGREED
    assert manager.email in told(STRANGER)
    assert "030 23125 201" in told(STRANGER)
    assert STRANGER in told(manager.email)
    assert "Beide haben zugesagt." in words(client.get(theirs))
    assert len(mails_to(manager.email)) == 2
    assert len(mails_to(STRANGER)) == 3  # confirm, asked, exchanged


def test_whoever_agreed_hears_kindly_that_it_will_not_be(
    proposal: Proposal, manager: Person, client: Client
) -> None:
    actions.agree(proposal, Side.ASKER, actor="Berta")
    hers = page_of(proposal, Side.CONTACT)
    client.post(f"{hers}nein/")
    client.post(f"{hers}nein/")
    assert "Das hat nichts mit Ihnen zu tun." in told(STRANGER)
    assert state(proposal.introduction) == State.OPEN
    assert "abgeschlossen" in words(client.get(hers))
    assert len(mails_to(manager.email)) == 1


def test_the_asker_can_decline_too(proposal: Proposal, manager: Person, client: Client) -> None:
    actions.agree(proposal, Side.CONTACT, actor=manager)
    client.post(f"{page_of(proposal, Side.ASKER)}nein/")
    assert "vielen Dank, dass Sie" in told(manager.email)
    assert state(proposal.introduction) == State.OPEN


def test_organisers_see_who_declined_and_propose_the_next(
    office: Client, proposal: Proposal, neighbour: Person
) -> None:
    actions.decline(proposal, Side.CONTACT, actor="Mika")
    pk = proposal.introduction_id
    page = words(office.get(f"{OFFICE}{pk}/"))
    assert "Mika Managerin (hat abgelehnt)" in page
    office.post(f"{OFFICE}{pk}/vorschlagen/", {"contact": neighbour.email})
    assert state(proposal.introduction) == State.PROPOSED
    assert "Das hat nicht geklappt" in words(office.get(f"{OFFICE}{pk}/"))


def test_a_direct_question_declined_goes_to_the_organisers(
    network: Network, neighbour: Person, manager: Person, office: Client
) -> None:
    proposal = actions.ask_directly(neighbour, manager, **QUESTION, actor=neighbour)
    actions.decline(proposal, Side.CONTACT, actor=manager)
    assert "Wir suchen weiter" in told(neighbour.email)
    assert "Es wartet eine Anfrage nach einem Kontakt." in words(office.get("/verwaltung/"))


def test_an_old_link_is_refused(proposal: Proposal, client: Client) -> None:
    actions.take_back(proposal.introduction, actor="Olga")
    for answer in ("ja", "nein"):
        response = client.post(f"{page_of(proposal, Side.CONTACT)}{answer}/")
        assert response.status_code == HTTPStatus.CONFLICT
        assert "nicht mehr offen" in response.content.decode()


def test_an_unknown_key_says_what_to_do(network: Network, client: Client) -> None:
    assert client.get("/kontakt/falsch/").status_code == HTTPStatus.NOT_FOUND
    for verb in ("ja", "nein", "ergebnis"):
        response = client.post(f"/kontakt/falsch/{verb}/")
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert "Diesen Link kennen wir nicht" in words(response)


def test_answering_takes_a_button(proposal: Proposal, client: Client) -> None:
    path = page_of(proposal, Side.CONTACT)
    assert client.post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    for verb in ("ja", "nein", "ergebnis"):
        assert client.get(f"{path}{verb}/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_page_speaks_the_readers_language(
    proposal: Proposal, manager: Person, client: Client
) -> None:
    Person.objects.filter(pk=manager.pk).update(language="en")
    assert "Can you help?" in words(client.get(page_of(proposal, Side.CONTACT)))


def test_a_question_stands_on_my_page_until_answered(
    asked: Introduction, neighbour: Person, manager: Person, sign_in: SignIn
) -> None:
    proposal = actions.propose(asked, manager, actor="Olga")
    theirs, hers = sign_in(manager), sign_in(neighbour)
    assert "Nele Nachbarin hat eine Frage. Können Sie helfen?" in words(theirs.get("/ich/"))
    assert "Möchten Sie mit Mika Managerin sprechen?" in words(hers.get("/ich/"))
    assert page_of(proposal, Side.CONTACT) in theirs.get("/ich/").content.decode()
    actions.agree(proposal, Side.ASKER, actor=neighbour)
    actions.decline(proposal, Side.CONTACT, actor=manager)
    assert "Können Sie helfen?" not in words(theirs.get("/ich/"))
    assert "Möchten Sie mit" not in words(hers.get("/ich/"))


# Silence


def test_silence_is_reminded_once_and_then_shown(
    proposal: Proposal, manager: Person, office: Client, clock: time_machine.Traveller
) -> None:
    actions.agree(proposal, Side.ASKER, actor="Berta")
    assert remind_of_introductions() == 0
    clock.shift(timedelta(days=8))
    assert remind_of_introductions() == 1
    assert remind_of_introductions() == 0
    assert mails_to(manager.email)[-1].letter.subject.startswith("Zur Erinnerung:")
    assert len(mails_to(STRANGER)) == 2  # who agreed is left alone
    sentence = "seit zwei Wochen ohne Antwort"
    assert sentence not in words(office.get(OFFICE))
    clock.shift(timedelta(days=7))
    assert sentence in words(office.get(OFFICE))
    assert sentence in words(office.get(f"{OFFICE}{proposal.introduction_id}/"))
    assert "Ein vorgeschlagener Kontakt antwortet nicht." in words(office.get("/verwaltung/"))


def test_organisers_stop_waiting(office: Client, proposal: Proposal) -> None:
    path = f"{OFFICE}{proposal.introduction_id}/zuruecknehmen/"
    assert office.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    office.post(path)
    office.post(path)
    assert state(proposal.introduction) == State.OPEN
    page = words(office.get(f"{OFFICE}{proposal.introduction_id}/"))
    assert "ohne Antwort zurückgenommen" in page


def test_nobody_found_is_told_kindly(office: Client, proposal: Proposal) -> None:
    path = f"{OFFICE}{proposal.introduction_id}/abschliessen/"
    assert "bekommt eine Mail" in words(office.get(path))
    assert office.post(path).headers["Location"] == OFFICE
    office.post(path)
    assert state(proposal.introduction) == State.CLOSED
    assert "leider niemanden gefunden" in told(STRANGER)
    assert len(mails_to(STRANGER)) == 3
    assert fresh(proposal).closed_at


# What came of it


@pytest.fixture
def agreed(proposal: Proposal) -> Proposal:
    actions.agree(proposal, Side.ASKER, actor="Berta")
    actions.agree(proposal, Side.CONTACT, actor="Mika")
    return fresh(proposal)


def test_organisers_note_the_outcome(office: Client, agreed: Proposal) -> None:
    path = f"{OFFICE}{agreed.introduction_id}/ergebnis/"
    assert "Hat es geholfen?" in words(office.get(path))
    said = {"outcome": "helped", "outcome_note": "Gemeinsamer Antrag gestellt."}
    office.post(path, said)
    office.post(path, said)
    page = words(office.get(f"{OFFICE}{agreed.introduction_id}/"))
    assert "Gemeinsamer Antrag gestellt." in page
    assert "Ergebnis ändern" in page
    assert "hat geholfen" in words(office.get(OFFICE))


def test_the_asker_says_what_came_of_it_by_link(
    agreed: Proposal, client: Client, office: Client
) -> None:
    path = page_of(agreed, Side.ASKER)
    assert "Hat es geholfen?" in words(client.get(path))
    assert client.post(f"{path}ergebnis/", {"outcome": "mars"}).status_code == HTTPStatus.OK
    client.post(f"{path}ergebnis/", {"outcome": "not_helped", "outcome_note": "Zu weit weg."})
    assert "Danke für Ihre Rückmeldung" in words(client.get(path))
    assert "Zu weit weg." in words(office.get(f"{OFFICE}{agreed.introduction_id}/"))
    theirs = page_of(agreed, Side.CONTACT)
    assert "Hat es geholfen?" not in words(client.get(theirs))
    response = client.post(f"{theirs}ergebnis/", {"outcome": "helped"})
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_there_is_no_outcome_before_contact(proposal: Proposal) -> None:
    with pytest.raises(Refused, match="noch nicht in Kontakt"):
        actions.note_outcome(proposal.introduction, "helped", "", actor="Olga")


# Who sees what


@pytest.mark.parametrize(
    "verb", ["", "vorschlagen/", "abschliessen/", "ergebnis/", "zuruecknehmen/"]
)
def test_the_office_is_for_organisers(mine: Client, asked: Introduction, verb: str) -> None:
    path = f"{OFFICE}{asked.pk}/{verb}"
    answer = mine.post(path) if verb == "zuruecknehmen/" else mine.get(path)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert mine.get(OFFICE).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("verb", ["", "vorschlagen/", "abschliessen/", "ergebnis/"])
def test_what_is_not_there(office: Client, verb: str) -> None:
    assert office.get(f"{OFFICE}999/{verb}").status_code == HTTPStatus.NOT_FOUND
    assert office.post(OFFICE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_rule_and_query_agree_for_the_whole_cast(
    asked: Introduction, from_stranger: Introduction, organiser: Person, neighbour: Person,
    manager: Person, guest: Person, outsider: Person,
) -> None:  # fmt: skip
    unconfirmed = actions.ask_publicly(language="de", **PUBLIC)
    for viewer in (organiser, neighbour, manager, guest, outsider):
        for one in (asked, from_stranger, unconfirmed):
            seen = one in Introduction.objects.visible_to(viewer)
            assert bool(rules.can_see(viewer, one)) == seen, (viewer, one.state)


def test_three_introductions_ask_no_more_than_one(
    office: Client, proposal: Proposal, asked: Introduction, ilmenau: Authority
) -> None:
    one = count_queries(office, OFFICE)
    for name in ("Zwei", "Drei"):
        contact = make_manager(name, "Kontakt", ilmenau)
        more = actions.ask(contact, **QUESTION, actor=contact)
        actions.ask(contact, **QUESTION, actor=contact)
        actions.propose(more, proposal.contact, actor="Olga")
    assert count_queries(office, OFFICE) == one


def test_three_proposals_ask_no_more_than_one(
    office: Client, proposal: Proposal, ilmenau: Authority
) -> None:
    path = f"{OFFICE}{proposal.introduction_id}/"
    one = count_queries(office, path)
    for name in ("Zwei", "Drei"):
        actions.take_back(proposal.introduction, actor="Olga")
        contact = make_manager(name, "Kontakt", ilmenau)
        actions.propose(proposal.introduction, contact, actor="Olga")
    assert count_queries(office, path) == one


@pytest.mark.usefixtures("shared_database")
def test_two_organisers_propose_at_once(
    asked: Introduction, manager: Person, ilmenau: Authority
) -> None:
    contacts = [manager, make_manager("Zora", "Zweite", ilmenau)]
    start, refused = Barrier(2), list[str]()

    def propose(contact: Person) -> None:
        start.wait()
        try:
            actions.propose(asked, contact, actor="Olga")
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=propose, args=[one]) for one in contacts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Für diese Anfrage ist schon jemand gefragt."]
    assert Proposal.objects.count() == 1


# Custody


def test_what_is_kept_is_handed_over(
    proposal: Proposal, asked: Introduction, manager: Person, neighbour: Person
) -> None:
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Kontaktvermittlung"]
    assert [record["Thema"] for record in kept.collect(neighbour)] == [TOPIC]
    (record,) = kept.collect(manager)
    assert record["Was"] == "Sie wurden als Kontakt gefragt."
    assert STRANGER not in str(record)


def test_erasing_the_contact_lets_the_search_go_on(proposal: Proposal, manager: Person) -> None:
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Kontaktvermittlung"]
    assert [kept.erase(manager), kept.erase(manager)] == [1, 0]
    assert state(proposal.introduction) == State.OPEN


def test_erasing_the_asker_ends_it_and_keeps_what_counts(
    asked: Introduction, neighbour: Person, manager: Person, office: Client
) -> None:
    actions.propose(asked, manager, actor="Olga")
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Kontaktvermittlung"]
    assert [kept.erase(neighbour), kept.erase(neighbour)] == [1, 0]
    row = Introduction.objects.get()
    assert (row.state, row.email, row.name, row.topic, row.asker) == ("closed", "", "", "", None)
    assert "gelöscht" in words(office.get(OFFICE))


def test_strangers_are_forgotten_half_a_year_after_the_end(
    agreed: Proposal, clock: time_machine.Traveller, office: Client
) -> None:
    actions.note_outcome(agreed.introduction, "helped", "Frau Bau war froh.", actor="Olga")
    clock.shift(timedelta(days=179))
    assert forget_strangers() == 0
    clock.shift(timedelta(days=2))
    assert forget_strangers() == 1
    assert forget_strangers() == 0
    row = Introduction.objects.get()
    assert (row.state, row.outcome, row.email) == (State.AGREED, "helped", "")
    assert STRANGER not in office.get(f"{OFFICE}{row.pk}/").content.decode()


def test_a_member_sees_only_their_own(
    asked: Introduction, from_stranger: Introduction, sign_in: SignIn, manager: Person
) -> None:
    assert TOPIC not in words(sign_in(manager).get("/ich/kontakt-vermitteln/"))


# Leaving


def test_who_leaves_is_put_in_touch_with_nobody(
    from_stranger: Introduction, proposal: Proposal, manager: Person, organiser: Person
) -> None:
    actions.agree(proposal, Side.ASKER, actor=actions.WITHOUT_ACCOUNT)
    leave(manager, actor=manager)
    assert state(from_stranger) == State.OPEN
    assert "Wir suchen weiter" in told(STRANGER)
    with pytest.raises(Refused, match="nicht mehr offen"):
        actions.agree(fresh(proposal), Side.CONTACT, actor=manager)


def test_who_is_no_member_any_more_cannot_agree(proposal: Proposal, manager: Person) -> None:
    manager.memberships.update(ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="Mitglieder"):
        actions.agree(proposal, Side.CONTACT, actor=manager)


def test_what_somebody_asked_ends_when_they_leave(
    asked: Introduction, neighbour: Person, manager: Person, organiser: Person
) -> None:
    offered = actions.propose(asked, manager, actor=organiser)
    actions.agree(offered, Side.CONTACT, actor=manager)
    leave(neighbour, actor=neighbour)
    assert state(asked) == State.CLOSED
    assert "Sie brauchen nichts weiter zu tun" in told(manager.email)


def test_who_was_put_in_touch_may_tell_what_came_of_it_after_the_other_is_erased(
    proposal: Proposal, manager: Person, organiser: Person, client: Client
) -> None:
    for side in Side:
        actions.agree(proposal, side, actor=manager)
    leave(manager, actor=manager)
    erase(manager)
    page = client.get(f"/kontakt/{proposal.asker_key}/")
    assert page.status_code == HTTPStatus.OK
    assert "Mika" not in words(page)
    client.post(f"/kontakt/{proposal.asker_key}/ergebnis/", {"outcome": "helped"})
    assert Introduction.objects.get().outcome == "helped"
