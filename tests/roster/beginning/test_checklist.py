"""The first 100 days: the newcomer's list, and the template the organisers keep."""

from datetime import date
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.models import ChecklistItem, Tick
from klimanetz.roster.models import Holding, Membership
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.reading import count_queries, words

MINE = "/ich/erste-100-tage/"
TEMPLATE = "/verwaltung/erste-100-tage/"
NEW = {"title": "Schlüssel holen", "explanation": "Beim Hausmeister.", "due_day": 5, "link": ""}


def add(title: str, due_day: int) -> ChecklistItem:
    return actions.add_item(title=title, explanation="", link="", due_day=due_day, actor="Olga")


def titles() -> list[str]:
    return [item.title for item in ChecklistItem.objects.standing()]


# What a newcomer sees


def test_a_new_network_starts_with_a_list(mine: Client) -> None:
    page = words(mine.get(MINE))
    assert "0 von 12 Punkten sind erledigt." in page
    assert "Mit der Bürgermeisterin oder dem Bürgermeister sprechen" in page
    assert "Förderbescheid lesen" in page


def test_due_days_count_from_the_first_day(mine: Client, item: ChecklistItem) -> None:
    assert item.due_on(date(2027, 1, 22)) == date(2027, 1, 31)
    response = mine.get(MINE)
    assert 'datetime="2027-01-31"' in response.content.decode()
    assert "Termin ist vorbei" in words(response)


def test_the_start_is_the_first_of_position_and_membership(
    mine: Client, newcomer: Person, item: ChecklistItem
) -> None:
    Membership.objects.filter(person=newcomer).update(starts=date(2027, 1, 25))
    Holding.objects.filter(person=newcomer).update(starts=None)
    assert 'datetime="2027-02-03"' in mine.get(MINE).content.decode()
    Holding.objects.filter(person=newcomer).update(starts=date(2027, 1, 20))
    assert 'datetime="2027-01-29"' in mine.get(MINE).content.decode()


def test_an_unknown_start_is_the_day_we_met(
    mine: Client, newcomer: Person, item: ChecklistItem
) -> None:
    Person.objects.update(created_at="2027-01-30T12:00+01:00")
    Membership.objects.filter(person=newcomer).update(starts=None)
    Holding.objects.filter(person=newcomer).update(starts=None)
    assert 'datetime="2027-02-08"' in mine.get(MINE).content.decode()


def test_an_item_is_ticked_and_opened_again(
    mine: Client, newcomer: Person, item: ChecklistItem
) -> None:
    assert mine.post(f"{MINE}{item.pk}/erledigt/").headers["Location"] == MINE
    mine.post(f"{MINE}{item.pk}/erledigt/")  # twice is once
    page = words(mine.get(MINE))
    assert "1 von einem Punkt ist erledigt." in page
    assert "erledigt am 1. Februar 2027" in page
    assert "Alles ist erledigt." in page
    mine.post(f"{MINE}{item.pk}/offen/")
    mine.post(f"{MINE}{item.pk}/offen/")
    assert "0 von einem Punkt" in words(mine.get(MINE))
    verbs = AuditEntry.objects.filter(actor=str(newcomer)).order_by("pk")
    assert [entry.verb for entry in verbs] == ["tick_checklist_item", "untick_checklist_item"]


def test_ticks_are_each_persons_own(mine: Client, neighbour: Person, item: ChecklistItem) -> None:
    actions.tick(item, neighbour, actor=neighbour)
    assert "0 von einem Punkt" in words(mine.get(MINE))


def test_changes_of_the_template_reach_running_lists(
    mine: Client, newcomer: Person, item: ChecklistItem
) -> None:
    done = add("Schon getan", 2)
    actions.tick(done, newcomer, actor=newcomer)
    actions.remove_item(item, actor="Olga")
    actions.remove_item(done, actor="Olga")
    add("Ganz neu", 20)
    page = words(mine.get(MINE))
    assert "Erstes Gespräch" not in page
    assert "Schon getan" in page
    assert "Ganz neu" in page


def test_what_was_removed_meanwhile_cannot_be_ticked(mine: Client, item: ChecklistItem) -> None:
    actions.remove_item(item, actor="Olga")
    response = mine.post(
        f"{MINE}{item.pk}/erledigt/", headers={"Referer": f"http://testserver{MINE}"}
    )
    assert response.status_code == HTTPStatus.FOUND
    assert "Dieser Punkt steht nicht mehr in der Liste." in words_of_page(mine)
    assert not Tick.objects.exists()


def words_of_page(client: Client) -> str:
    return client.get(MINE).content.decode()


def test_an_empty_list_says_so(mine: Client, item: ChecklistItem) -> None:
    actions.remove_item(item, actor="Olga")
    assert "noch keine Liste zusammengestellt" in words(mine.get(MINE))


@pytest.mark.parametrize("path", ["", "1/erledigt/", "1/offen/"])
def test_guests_have_no_list(guest: Person, sign_in: SignIn, network: object, path: str) -> None:
    client = sign_in(guest)
    response = client.post(MINE + path) if path else client.get(MINE)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "für Mitglieder des Netzwerks" in response.content.decode()


def test_wrong_methods_and_missing_items(mine: Client, item: ChecklistItem) -> None:
    assert mine.post(MINE).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert mine.get(f"{MINE}{item.pk}/erledigt/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert mine.get(f"{MINE}{item.pk}/offen/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert mine.post(f"{MINE}999/erledigt/").status_code == HTTPStatus.NOT_FOUND
    assert mine.post(f"{MINE}999/offen/").status_code == HTTPStatus.NOT_FOUND


def test_three_items_ask_no_more_than_one(mine: Client, item: ChecklistItem) -> None:
    one = count_queries(mine, MINE)
    add("Zwei", 2)
    add("Drei", 3)
    assert count_queries(mine, MINE) == one


# The line on a member's own page


def test_my_page_says_how_far_i_am(mine: Client, newcomer: Person, item: ChecklistItem) -> None:
    add("Zwei", 20)
    actions.tick(item, newcomer, actor=newcomer)
    page = words(mine.get("/ich/"))
    assert "Heute ist Tag 11. 1 von 2 Punkten sind erledigt." in page
    assert "Was als Nächstes hilft" in page


def test_the_line_goes_after_100_days_unless_something_was_left(
    mine: Client, newcomer: Person, item: ChecklistItem, clock: time_machine.Traveller
) -> None:
    clock.move_to(date(2027, 5, 1))
    assert "Heute ist Tag 100." in words(mine.get("/ich/"))
    clock.move_to(date(2027, 5, 2))
    assert "ersten 100 Tage" not in words(mine.get("/ich/"))
    add("Zwei", 20)
    actions.tick(item, newcomer, actor=newcomer)
    page = words(mine.get("/ich/"))
    assert "1 von 2 Punkten sind erledigt." in page
    assert "Heute ist Tag" not in page


def test_who_has_been_here_for_years_is_left_alone(
    network: object, manager: Person, sign_in: SignIn
) -> None:
    assert "ersten 100 Tage" not in words(sign_in(manager).get("/ich/"))


def test_guests_get_no_line(network: object, guest: Person, sign_in: SignIn) -> None:
    Membership.objects.filter(person=guest).update(starts=date(2027, 1, 31))
    assert "ersten 100 Tage" not in words(sign_in(guest).get("/ich/"))


# The template


def test_an_item_is_added_where_it_is_due(office: Client, item: ChecklistItem) -> None:
    add("Später", 30)
    response = office.post(f"{TEMPLATE}neu/", NEW | {"due_day": 20})
    assert response.headers["Location"] == TEMPLATE
    assert titles() == ["Erstes Gespräch", "Schlüssel holen", "Später"]
    page = office.get(TEMPLATE)
    assert "Der Punkt steht jetzt in allen Listen." in page.content.decode()
    assert "fällig am 20. Tag" in words(page)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Bitte füllen Sie dieses Feld aus."),
        ("due_day", "0", "Bitte nennen Sie mindestens 1."),
        ("due_day", "366", "Bitte nennen Sie höchstens 365."),
        ("link", "javascript:alert(1)", "Bitte beginnen Sie mit https://"),
        ("link", "//anderswo.example", "Bitte beginnen Sie mit https://"),
        ("link", "www.kommune.example", "Bitte beginnen Sie mit https://"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    office: Client, item: ChecklistItem, field: str, value: str, said: str
) -> None:
    response = office.post(f"{TEMPLATE}neu/", NEW | {field: value})
    page = response.content.decode()
    assert response.status_code == HTTPStatus.OK
    assert said in page
    assert "Beim Hausmeister." in page
    assert titles() == ["Erstes Gespräch"]


@pytest.mark.parametrize("link", ["/treffen/", "https://kommune.example/weg?zu=1"])
def test_links_lead_to_us_or_elsewhere(office: Client, item: ChecklistItem, link: str) -> None:
    office.post(f"{TEMPLATE}{item.pk}/aendern/", NEW | {"link": link})
    item.refresh_from_db()
    assert item.link == link


def test_an_item_is_changed(office: Client, item: ChecklistItem, organiser: Person) -> None:
    path = f"{TEMPLATE}{item.pk}/aendern/"
    assert "Erstes Gespräch" in office.get(path).content.decode()
    assert office.post(path, NEW).headers["Location"] == TEMPLATE
    assert titles() == ["Schlüssel holen"]
    entry = AuditEntry.objects.get(verb="change_checklist_item")
    assert entry.detail["fields"] == ["title", "explanation", "due_day"]
    office.post(path, NEW)  # nothing differs, nothing is written
    assert AuditEntry.objects.filter(verb="change_checklist_item").count() == 1
    assert office.post(path, NEW | {"title": ""}).status_code == HTTPStatus.OK


def test_items_move_up_and_down(office: Client, item: ChecklistItem) -> None:
    second, third = add("Zwei", 20), add("Drei", 30)
    office.post(f"{TEMPLATE}{third.pk}/nach-oben/")
    assert titles() == ["Erstes Gespräch", "Drei", "Zwei"]
    office.post(f"{TEMPLATE}{item.pk}/nach-unten/")
    assert titles() == ["Drei", "Erstes Gespräch", "Zwei"]
    office.post(f"{TEMPLATE}{third.pk}/nach-oben/")  # the first stays first
    office.post(f"{TEMPLATE}{second.pk}/nach-unten/")
    assert titles() == ["Drei", "Erstes Gespräch", "Zwei"]


def test_an_item_is_removed_after_a_question(office: Client, item: ChecklistItem) -> None:
    path = f"{TEMPLATE}{item.pk}/entfernen/"
    assert "verschwindet aus allen laufenden Listen" in words(office.get(path))
    assert office.post(path).headers["Location"] == TEMPLATE
    assert titles() == []
    assert "Die Liste ist leer." in words(office.get(TEMPLATE))
    assert office.post(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["", "neu/", "1/aendern/", "1/entfernen/"])
def test_the_template_is_the_organisers(mine: Client, path: str) -> None:
    assert mine.get(TEMPLATE + path).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("verb", ["nach-oben", "nach-unten"])
def test_moving_takes_a_button(
    office: Client, mine: Client, item: ChecklistItem, verb: str
) -> None:
    path = f"{TEMPLATE}{item.pk}/{verb}/"
    assert office.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert mine.post(path).status_code == HTTPStatus.FORBIDDEN
    assert office.post(f"{TEMPLATE}999/{verb}/").status_code == HTTPStatus.NOT_FOUND


def test_the_template_asks_as_often_for_three_as_for_one(
    office: Client, item: ChecklistItem
) -> None:
    one = count_queries(office, TEMPLATE)
    add("Zwei", 2)
    add("Drei", 3)
    assert count_queries(office, TEMPLATE) == one


def test_the_office_leads_to_the_template(office: Client, item: ChecklistItem) -> None:
    assert f'href="{TEMPLATE}"' in office.get("/verwaltung/").content.decode()


# Custody


def test_ticks_are_handed_over_and_erased(newcomer: Person, item: ChecklistItem) -> None:
    stranger = make_person("Sina", "Sonst", Role.MANAGER)
    actions.tick(item, newcomer, actor=newcomer)
    actions.tick(item, stranger, actor=stranger)
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Ihre ersten 100 Tage"]
    assert [record["Was"] for record in kept.collect(newcomer)] == ["Erstes Gespräch"]
    assert [kept.erase(newcomer), kept.erase(newcomer)] == [1, 0]
    assert Tick.objects.get().person == stranger
