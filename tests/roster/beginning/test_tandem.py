"""Tandems: asked by the newcomer or proposed, agreed by both before anything is exchanged."""

from datetime import date, timedelta
from http import HTTPStatus
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.beginning import actions, rules
from klimanetz.roster.beginning.jobs import end_tandems_of_leavers
from klimanetz.roster.beginning.models import Offer, Side, Tandem, TandemState
from klimanetz.roster.models import Membership
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager, make_person
from tests.features.meetings.conftest import (
    mails_to,
    shared_database,  # noqa: F401 - a fixture
    told,
)
from tests.features.meetings.reading import count_queries, words
from tests.roster.beginning.conftest import make_newcomer

MINE = "/ich/tandem/"
OFFICE = "/verwaltung/tandems/"


@pytest.fixture
def buddy(network: Network, manager: Person) -> Person:
    """Mika in Ilmenau, in post for three years and ready to go with somebody."""
    actions.offer_company(manager, actor=manager)
    return manager


@pytest.fixture
def tandem(newcomer: Person, buddy: Person) -> Tandem:
    return actions.ask_for_buddy(newcomer, buddy, actor=newcomer)


def fresh(tandem: Tandem) -> Tandem:
    return Tandem.objects.select_related("newcomer", "buddy").get(pk=tandem.pk)


def ready(first_name: str, authority: Authority) -> Person:
    person = make_manager(first_name, "Bereit", authority)
    actions.offer_company(person, actor=person)
    return person


# Suggestions


def test_the_most_alike_come_first_with_the_reason(
    mine: Client, buddy: Person, ilm_kreis: Authority, arnstadt: Authority, ilmenau: Authority
) -> None:
    Authority.objects.filter(pk=arnstadt.pk).update(latitude=50.834, longitude=10.946)
    Authority.objects.filter(pk=ilmenau.pk).update(latitude=50.687, longitude=10.914)
    city = make_authority("160530000000", "Jena", Kind.DISTRICT_FREE_CITY, population=110_000)
    ready("Zoe", city)
    page = words(mine.get(MINE))
    assert "Kleinstadt wie Ihre, 16 km" in page
    assert page.index("Mika Managerin") < page.index("Zoe Bereit")


def test_only_the_ready_the_experienced_and_the_free_are_suggested(
    mine: Client, newcomer: Person, manager: Person, neighbour: Person, ilmenau: Authority
) -> None:
    assert "Gerade hat niemand einen Platz frei." in words(mine.get(MINE))
    young = make_newcomer("Yara", "Jung", ilmenau, date(2026, 6, 1))
    with pytest.raises(Refused, match="mindestens ein Jahr"):
        actions.offer_company(young, actor=young)
    actions.offer_company(neighbour, actor=neighbour)
    assert "Nele Nachbarin" in words(mine.get(MINE))
    for name in ("Eins", "Zwei"):
        other = make_newcomer(name, "Neu", ilmenau, date(2027, 1, 5))
        actions.ask_for_buddy(other, neighbour, actor=other)
    assert "Nele Nachbarin" not in words(mine.get(MINE))


def test_who_declined_is_not_suggested_again(mine: Client, buddy: Person, tandem: Tandem) -> None:
    actions.decline(tandem, Side.BUDDY, actor=buddy)
    assert "Mika Managerin" not in words(mine.get(MINE))


def test_nobody_is_suggested_to_themselves(
    network: Network, sign_in: SignIn, buddy: Person
) -> None:
    page = words(sign_in(buddy).get(MINE))
    assert "Wen möchten Sie fragen?" not in page
    assert "Sie stehen in den Vorschlägen" in page


def test_three_suggestions_ask_no_more_than_one(
    mine: Client, buddy: Person, ilmenau: Authority
) -> None:
    one = count_queries(mine, MINE)
    ready("Zwei", ilmenau)
    ready("Drei", ilmenau)
    assert count_queries(mine, MINE) == one


# Asking and answering


def test_the_newcomer_asks_and_the_buddy_hears_name_and_place_only(
    mine: Client, newcomer: Person, buddy: Person
) -> None:
    response = mine.post(f"{MINE}fragen/{buddy.pk}/")
    assert response.headers["Location"] == MINE
    assert "ist gefragt und hat noch nicht geantwortet" in words(mine.get(MINE))
    text = told(buddy.email)
    assert "Nico Neu ist neu im Amt" in text
    assert "Arnstadt" in text
    assert newcomer.email not in text
    assert mails_to(newcomer.email) == []


def test_one_click_from_the_mail_agrees_and_both_get_the_address(
    tandem: Tandem, newcomer: Person, buddy: Person, client: Client
) -> None:
    path = f"/tandem/{tandem.buddy_key}/"
    assert f"http://127.0.0.1:8000{path}" in told(buddy.email) or path in told(buddy.email)
    response = client.get(path)
    assert "Nico Neu ist neu im Amt. Gehen Sie ein Stück mit?" in words(response)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert newcomer.email not in response.content.decode()
    assert fresh(tandem).state == TandemState.OPEN  # looking changes nothing
    assert client.post(f"{path}ja/").headers["Location"] == path
    client.post(f"{path}ja/")  # the same link twice
    assert "Beide haben zugesagt." in words(client.get(path))
    assert fresh(tandem).state == TandemState.ACTIVE
    assert newcomer.email in told(buddy.email)
    assert buddy.email in told(newcomer.email)
    assert [mail.letter.purpose for mail in mails_to(newcomer.email)] == ["beginning.tandem_agreed"]
    assert len(mails_to(buddy.email)) == 2


def test_declining_is_kind_and_gives_no_reason(
    tandem: Tandem, newcomer: Person, buddy: Person, client: Client
) -> None:
    path = f"/tandem/{tandem.buddy_key}/"
    client.post(f"{path}nein/")
    client.post(f"{path}nein/")
    assert "Danke für Ihre Antwort." in words(client.get(path))
    assert fresh(tandem).state == TandemState.DECLINED
    text = told(newcomer.email)
    assert "Das hat nichts mit Ihnen zu tun." in text
    assert buddy.email not in text
    assert len(mails_to(newcomer.email)) == 1


def test_an_answer_after_the_end_is_refused(tandem: Tandem, client: Client) -> None:
    actions.end_tandem(tandem)
    for answer in ("ja", "nein"):
        response = client.post(f"/tandem/{tandem.buddy_key}/{answer}/")
        assert response.status_code == HTTPStatus.CONFLICT
        assert "nicht mehr offen" in response.content.decode()
    assert fresh(tandem).state == TandemState.WITHDRAWN


def test_an_active_tandem_is_ended_not_declined(tandem: Tandem, buddy: Person) -> None:
    actions.agree(tandem, Side.BUDDY, actor=buddy)
    with pytest.raises(Refused):
        actions.decline(tandem, Side.BUDDY, actor=buddy)
    actions.end_tandem(tandem, actor=buddy)
    actions.end_tandem(tandem, actor=buddy)
    assert fresh(tandem).state == TandemState.ENDED
    assert AuditEntry.objects.filter(verb="end_tandem").count() == 1


def test_the_page_speaks_the_readers_language(
    tandem: Tandem, buddy: Person, client: Client
) -> None:
    Person.objects.filter(pk=buddy.pk).update(language="en")
    assert "is new in post" in words(client.get(f"/tandem/{tandem.buddy_key}/"))
    client.cookies["sprache"] = "de"
    assert "ist neu im Amt" in words(client.get(f"/tandem/{tandem.buddy_key}/"))


def test_an_unknown_key_says_what_to_do(network: Network, client: Client) -> None:
    for response in (
        client.get("/tandem/falsch/"),
        client.post("/tandem/falsch/ja/"),
        client.post("/tandem/falsch/nein/"),
    ):
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert "Diesen Link kennen wir nicht" in response.content.decode()


def test_answering_takes_a_button(tandem: Tandem, client: Client) -> None:
    path = f"/tandem/{tandem.buddy_key}/"
    assert client.post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.get(f"{path}ja/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.get(f"{path}nein/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_request_stands_on_my_page_until_answered(
    tandem: Tandem, buddy: Person, sign_in: SignIn
) -> None:
    client = sign_in(buddy)
    assert "Ein Tandem mit Nico Neu?" in words(client.get("/ich/"))
    assert "wartet auf Ihre Antwort" in words(client.get(MINE))
    actions.agree(tandem, Side.BUDDY, actor=buddy)
    assert "Ein Tandem mit Nico Neu?" not in words(client.get("/ich/"))
    assert "nico.neu@kommune.example" in words(client.get(MINE))


@pytest.mark.parametrize("active", [False, True])
def test_either_can_end_it(tandem: Tandem, mine: Client, buddy: Person, active: bool) -> None:
    if active:
        actions.agree(tandem, Side.BUDDY, actor=buddy)
    mine.post(f"{MINE}{tandem.pk}/beenden/")
    assert not Tandem.objects.standing().exists()
    assert "Mika Managerin" in words(mine.get(MINE))  # can be asked again


def test_who_may_not(
    tandem: Tandem, guest: Person, neighbour: Person, sign_in: SignIn, buddy: Person
) -> None:
    theirs, hers = sign_in(guest), sign_in(neighbour)
    assert theirs.get(MINE).status_code == HTTPStatus.FORBIDDEN
    assert hers.post(f"{MINE}{tandem.pk}/beenden/").status_code == HTTPStatus.NOT_FOUND
    for path in (f"fragen/{buddy.pk}/", "mitgehen/", "nicht-mehr-mitgehen/", "1/beenden/"):
        assert theirs.post(MINE + path).status_code == HTTPStatus.FORBIDDEN
        assert hers.get(MINE + path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert hers.post(f"{MINE}fragen/9999/").status_code == HTTPStatus.NOT_FOUND
    response = hers.post(f"{MINE}fragen/{buddy.pk}/")  # in post for years herself
    assert response.status_code == HTTPStatus.CONFLICT
    assert "kürzer als ein Jahr" in response.content.decode()


def test_only_who_offers_it_can_be_asked(
    mine: Client, newcomer: Person, manager: Person, sign_in: SignIn
) -> None:
    assert mine.post(f"{MINE}fragen/{manager.pk}/").status_code == HTTPStatus.CONFLICT
    theirs = sign_in(manager)
    assert "Ich gehe gern mit" in words(theirs.get(MINE))
    theirs.post(f"{MINE}mitgehen/")
    theirs.post(f"{MINE}mitgehen/")
    assert Offer.objects.get().person == manager
    theirs.post(f"{MINE}nicht-mehr-mitgehen/")
    theirs.post(f"{MINE}nicht-mehr-mitgehen/")
    assert not Offer.objects.exists()
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["offer_company", "take_back_offer"]


def test_one_newcomer_has_one_tandem(mine: Client, tandem: Tandem, neighbour: Person) -> None:
    actions.offer_company(neighbour, actor=neighbour)
    response = mine.post(f"{MINE}fragen/{neighbour.pk}/")
    assert "hat schon ein Tandem" in response.content.decode()


# The organisers


def test_organisers_propose_and_both_are_asked(
    office: Client, newcomer: Person, manager: Person, client: Client
) -> None:
    page = words(office.get(OFFICE))
    assert "Nico Neu , Klimaschutzmanagement, Gemeinde Arnstadt" in page
    path = f"{OFFICE}vorschlagen/{newcomer.pk}/"
    assert office.post(path, {"buddy": manager.email}).headers["Location"] == OFFICE
    tandem = Tandem.objects.get()
    assert "Mika Managerin kennt die Fragen der ersten Monate" in told(newcomer.email)
    client.post(f"/tandem/{tandem.newcomer_key}/ja/")
    assert fresh(tandem).state == TandemState.OPEN
    assert "Sobald Mika Managerin antwortet" in words(client.get(f"/tandem/{tandem.newcomer_key}/"))
    client.post(f"/tandem/{tandem.buddy_key}/ja/")
    assert fresh(tandem).state == TandemState.ACTIVE
    page = words(office.get(OFFICE))
    assert "beide haben zugesagt" in page
    assert "hat schon jemanden an der Seite" in page


def test_a_newcomer_can_decline_what_was_proposed(
    newcomer: Person, manager: Person, client: Client, network: Network
) -> None:
    tandem = actions.propose_tandem(newcomer, manager, actor="Olga")
    actions.agree(tandem, Side.BUDDY, actor=manager)
    client.post(f"/tandem/{tandem.newcomer_key}/nein/")
    assert "wird es diesmal nichts" in told(manager.email)
    assert "Vorschläge" not in told(manager.email)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Bitte füllen Sie dieses Feld aus."),
        ("Niemand Bekanntes", "kennt das Netzwerk nicht"),
        ("nico.neu@kommune.example", "mindestens ein Jahr"),
        ("gustav@ministerium.example", "mit einer Stelle bei einer Kommune"),
    ],
)
def test_what_does_not_fit_is_said(
    office: Client, newcomer: Person, guest: Person, typed: str, said: str
) -> None:
    response = office.post(f"{OFFICE}vorschlagen/{newcomer.pk}/", {"buddy": typed})
    assert said in response.content.decode()
    assert not Tandem.objects.exists()


def test_suggestions_stand_above_the_field(office: Client, newcomer: Person, buddy: Person) -> None:
    page = office.get(f"{OFFICE}vorschlagen/{newcomer.pk}/")
    assert f'name="buddy" value="{buddy.email}"' in page.content.decode()
    assert "Kleinstadt wie Ihre" in words(page)


def test_organisers_can_end_a_tandem(office: Client, tandem: Tandem) -> None:
    assert "gefragt am" in words(office.get(OFFICE))
    assert office.post(f"{OFFICE}{tandem.pk}/beenden/").headers["Location"] == OFFICE
    assert fresh(tandem).state == TandemState.WITHDRAWN
    assert office.post(f"{OFFICE}999/beenden/").status_code == HTTPStatus.NOT_FOUND
    assert office.get(f"{OFFICE}{tandem.pk}/beenden/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_office_is_for_organisers(mine: Client, tandem: Tandem, newcomer: Person) -> None:
    assert mine.get(OFFICE).status_code == HTTPStatus.FORBIDDEN
    assert mine.get(f"{OFFICE}vorschlagen/{newcomer.pk}/").status_code == HTTPStatus.FORBIDDEN
    assert mine.post(f"{OFFICE}{tandem.pk}/beenden/").status_code == HTTPStatus.FORBIDDEN


def test_three_tandems_ask_no_more_than_one(
    office: Client, tandem: Tandem, ilmenau: Authority, newcomer: Person
) -> None:
    make_newcomer("Allein", "Neu", ilmenau, date(2027, 1, 5))
    one = count_queries(office, OFFICE)
    for name in ("Zwei", "Drei"):
        other = make_newcomer(name, "Neu", ilmenau, date(2027, 1, 5))
        actions.ask_for_buddy(other, ready(f"Bei{name}", ilmenau), actor=other)
        make_newcomer(f"Allein{name}", "Neu", ilmenau, date(2027, 1, 5))
    assert count_queries(office, OFFICE) == one


def test_two_weeks_without_answer_wait_on_the_organisers_page(
    office: Client, tandem: Tandem, clock: time_machine.Traveller
) -> None:
    sentence = "Nico Neu wartet auf die Zusage für ein Tandem."
    assert sentence not in words(office.get("/verwaltung/"))
    clock.shift(timedelta(days=15))
    assert sentence in words(office.get("/verwaltung/"))


# What happens by itself, and at once


def test_a_tandem_ends_when_either_leaves(tandem: Tandem, newcomer: Person, buddy: Person) -> None:
    actions.agree(tandem, Side.BUDDY, actor=buddy)
    assert end_tandems_of_leavers() == 0
    Membership.objects.filter(person=newcomer).update(ends=timezone.localdate() - timedelta(days=1))
    assert end_tandems_of_leavers() == 1
    assert end_tandems_of_leavers() == 0
    assert fresh(tandem).state == TandemState.ENDED


def test_a_request_is_withdrawn_when_the_buddy_may_not_sign_in(
    tandem: Tandem, buddy: Person
) -> None:
    Person.objects.filter(pk=buddy.pk).update(is_active=False)
    assert end_tandems_of_leavers() == 1
    assert fresh(tandem).state == TandemState.WITHDRAWN


@pytest.mark.usefixtures("shared_database")
def test_two_newcomers_ask_for_the_last_place(
    network: Network, buddy: Person, ilmenau: Authority, erfurt: Authority
) -> None:
    first = make_newcomer("Erste", "Neu", ilmenau, date(2027, 1, 5))
    actions.ask_for_buddy(first, buddy, actor=first)
    others = [make_newcomer(name, "Neu", erfurt, date(2027, 1, 5)) for name in ("Zwei", "Drei")]
    start, refused = Barrier(2), list[str]()

    def ask(newcomer: Person) -> None:
        start.wait()
        try:
            actions.ask_for_buddy(newcomer, buddy, actor=newcomer)
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[one]) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [
        "Mika Managerin begleitet schon genug Menschen. Bitte wählen Sie jemand anderen."
    ]
    assert sorted(Tandem.objects.standing().values_list("seat", flat=True)) == [1, 2]


def test_rule_and_query_agree_for_the_whole_cast(
    tandem: Tandem, organiser: Person, newcomer: Person, buddy: Person, neighbour: Person,
    guest: Person, outsider: Person,
) -> None:  # fmt: skip
    for viewer in (organiser, newcomer, buddy, neighbour, guest, outsider):
        seen = tandem in Tandem.objects.visible_to(viewer)
        assert bool(rules.can_see_tandem(viewer, tandem)) == seen, viewer
    assert not rules.can_see_tandem(guest, tandem)


def test_tandems_are_handed_over_and_erased(
    tandem: Tandem, newcomer: Person, buddy: Person
) -> None:
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Tandems"]
    told_buddy = [str(value) for record in kept.collect(buddy) for value in record.values()]
    assert "Nico Neu" in told_buddy
    assert newcomer.email not in " ".join(told_buddy)
    assert [kept.erase(buddy), kept.erase(buddy)] == [2, 0]
    assert not Tandem.objects.exists()
    assert list(kept.collect(make_person("Sina", "Sonst", Role.MANAGER))) == []
