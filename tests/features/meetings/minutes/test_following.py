"""What somebody promised: on their page, in reminders, done by one click; then offered again."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.core.custody import NOBODY
from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.jobs import forget_readers, remind_of_actions
from klimanetz.features.meetings.minutes.models import ActionItem, Entry, Kind, Reader
from klimanetz.features.meetings.minutes.offering import open_actions
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting, Series
from klimanetz.features.meetings.subscription.actions import open_calendar
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.models import Person
from klimanetz.roster.actions import change_person
from klimanetz.roster.leaving.record import gather
from tests.conftest import SignIn
from tests.features.meetings.conftest import MakeMeeting, berlin, mails_to, purposes_to, told
from tests.features.meetings.minutes.conftest import (
    GUEST,
    Release,
    Write,
    desk_of,
)
from tests.features.meetings.reading import count_queries, words
from tests.roster.leaving.everywhere import find_in_database


@pytest.fixture
def mine(release: Release, manager: Person) -> ActionItem:
    """Mika gets offers until 15 April."""
    release()
    return ActionItem.objects.select_related("meeting", "owner").get(owner=manager)


@pytest.fixture
def theirs(release: Release) -> ActionItem:
    """Ines, a guest, sends a template until 1 April."""
    release()
    return ActionItem.objects.get(owner_email=GUEST)


# Whose it is


def test_open_ones_of_a_person(mine: ActionItem, manager: Person, neighbour: Person) -> None:
    (found,) = ActionItem.objects.open_of(manager)
    assert (found.due_on, found.title) == (date(2027, 4, 15), "Angebote einholen.")
    assert found.uid == f"aufgabe-{mine.pk}@{found.meeting.uid.partition('@')[2]}"
    assert not ActionItem.objects.open_of(neighbour).exists()


def test_what_came_by_address_is_found_when_somebody_joins(theirs: ActionItem) -> None:
    ines: Person = Person.objects.create_user(GUEST, last_name="Gast")
    assert list(ActionItem.objects.open_of(ines)) == [theirs]


def test_it_stands_on_my_page(mine: ActionItem, manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    page = client.get("/ich/")
    assert "Angebote einholen." in words(page)
    assert f'href="{mine.get_absolute_url()}"' in page.content.decode()
    actions.finish(mine, "", actor=manager)
    assert "Angebote einholen." not in words(client.get("/ich/"))


def test_three_ask_no_more_than_one(
    mine: ActionItem, write: Write, release: Release, manager: Person, sign_in: SignIn
) -> None:
    client = sign_in(manager)
    client.get("/ich/")
    one = count_queries(client, "/ich/")
    for number in range(2):
        write(f"Noch {number}", key=f"n{number}", kind=Kind.ACTION, owner="Mika Managerin")
    release()
    client.get("/ich/")
    assert count_queries(client, "/ich/") == one


# Done


def test_done_by_one_click_without_account(theirs: ActionItem, client: Client) -> None:
    path = theirs.get_absolute_url()
    page = words(client.get(path))
    assert "Ist das erledigt?" in page
    assert "Muster für den Beschluss schicken." in page
    assert ActionItem.objects.open().filter(pk=theirs.pk)  # looking changes nothing
    response = client.post(path, {"note": "Ging gestern an alle."}, follow=True)
    assert "Erledigt, danke!" in words(response)
    theirs.refresh_from_db()
    assert theirs.done_at
    client.post(path, {"note": "Ging gestern an alle."})
    assert AuditEntry.objects.filter(verb="finish_action").count() == 1


def test_what_came_of_it_stands_with_the_minutes(
    mine: ActionItem, client: Client, sign_in: SignIn, neighbour: Person
) -> None:
    client.post(mine.get_absolute_url(), {"note": "Drei Angebote, alle unter 5.000 Euro."})
    page = words(sign_in(neighbour).get(mine.meeting.get_absolute_url()))
    assert "erledigt Drei Angebote, alle unter 5.000 Euro." in page


def test_not_done_after_all(mine: ActionItem, client: Client) -> None:
    path = mine.get_absolute_url()
    client.post(path, {"note": "Fertig"})
    client.post(f"{path}wieder-offen/")
    client.post(f"{path}wieder-offen/")
    mine.refresh_from_db()
    assert (mine.done_at, mine.done_note) == (None, "Fertig")
    assert AuditEntry.objects.filter(verb="reopen_action").count() == 1
    assert client.get(f"{path}wieder-offen/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_organisers_enter_it_and_take_it_back(office: Client, mine: ActionItem) -> None:
    path = f"{desk_of(mine.meeting)}aufgabe/{mine.pk}/"
    done = ActionItem.objects.filter(pk=mine.pk, done_at__isnull=False)
    office.post(path)
    assert done.exists()
    office.post(path)
    assert not done.exists()
    assert office.post(f"{desk_of(mine.meeting)}aufgabe/9999/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/aufgabe/nie/", "/aufgabe/nie/wieder-offen/"])
def test_an_unknown_key(network: Network, client: Client, path: str) -> None:
    response = client.post(path)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Diesen Link kennen wir nicht" in words(response)


def test_a_note_that_is_too_long_is_said(mine: ActionItem, client: Client) -> None:
    response = client.post(mine.get_absolute_url(), {"note": "x" * 2001})
    assert "error-summary" in response.content.decode()
    assert "x" * 2001 in response.content.decode()


# A new version


def test_a_new_date_counts_and_the_reminders_begin_anew(
    mine: ActionItem, write: Write, release: Release, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(4, 13, 9))
    remind_of_actions()
    entry = Entry.objects.get(action=mine)
    write(entry.text, key=entry.key, base_text=entry.text, due_on=date(2027, 6, 1),
          base_due_on="2027-04-15", kind=Kind.ACTION, base_kind=Kind.ACTION)  # fmt: skip
    release()
    mine.refresh_from_db()
    assert (mine.due_on, mine.reminded) == (date(2027, 6, 1), 0)


def test_what_stands_there_no_more_is_dropped(
    mine: ActionItem, write: Write, release: Release, client: Client
) -> None:
    entry = Entry.objects.get(action=mine)
    write(entry.text, key=entry.key, base_text=entry.text, removed=True)
    release()
    mine.refresh_from_db()
    assert not mine.is_open
    assert "steht nicht mehr im Protokoll" in words(client.get(mine.get_absolute_url()))
    response = client.post(mine.get_absolute_url(), {"note": ""})
    assert response.status_code == HTTPStatus.CONFLICT


def test_what_is_done_stays_done(
    mine: ActionItem, write: Write, release: Release, manager: Person
) -> None:
    actions.finish(mine, "Fertig", actor=manager)
    write("Nachtrag", key="nachtrag")
    release()
    mine.refresh_from_db()
    assert mine.done_note == "Fertig"
    assert mine.done_at


# Reminders


def test_reminded_before_and_twice_after(
    mine: ActionItem, manager: Person, clock: time_machine.Traveller
) -> None:
    heard = []
    for day in range(60):
        clock.move_to(berlin(3, 18, 8) + timedelta(days=day))
        before = len(mails_to(manager.email))
        remind_of_actions()
        remind_of_actions()
        heard += [(berlin(3, 18) + timedelta(days=day)).strftime("%d.%m.")] * (
            len(mails_to(manager.email)) - before
        )
    assert heard == ["12.04.", "16.04.", "22.04."]


def test_the_words_of_a_reminder(
    mine: ActionItem, manager: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(4, 12, 8))
    remind_of_actions()
    assert "Bis Do., 15. April 2027 wollten Sie das hier erledigen." in told(manager.email)
    clock.move_to(berlin(4, 16, 8))
    remind_of_actions()
    text = told(manager.email)
    assert "eine Aufgabe sollte bis Do., 15. April 2027 erledigt sein" in text
    assert mine.get_absolute_url() in text


def test_a_guest_is_reminded_as_well_and_nobody_at_night(
    theirs: ActionItem, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 29, 6, 30))
    assert remind_of_actions() == 0
    clock.move_to(berlin(3, 29, 7))
    assert remind_of_actions() == 1
    assert purposes_to(GUEST)[-1] == "minutes.reminder"


def test_after_a_long_sleep_only_the_latest(
    mine: ActionItem, manager: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(5, 20, 8))
    before = len(mails_to(manager.email))
    remind_of_actions()
    remind_of_actions()
    assert len(mails_to(manager.email)) == before + 1


def test_who_is_done_is_left_alone(
    mine: ActionItem, manager: Person, clock: time_machine.Traveller
) -> None:
    actions.finish(mine, "", actor=manager)
    clock.move_to(berlin(5, 20, 8))
    assert "minutes.reminder" not in purposes_to(manager.email)
    remind_of_actions()
    assert "minutes.reminder" not in purposes_to(manager.email)


# The next meeting


def test_what_is_open_is_offered_to_the_next_meeting(
    mine: ActionItem, make_meeting: MakeMeeting, manager: Person
) -> None:
    following = make_meeting(
        title="Sommertreffen", starts_at=berlin(6, 17, 10), ends_at=berlin(6, 17, 14),
        answer_by=berlin(6, 10),
    )  # fmt: skip
    assert open_actions(following) == [
        "Muster für den Beschluss schicken. (Ines)", "Angebote einholen. (Mika Managerin)",
    ]  # fmt: skip
    actions.finish(mine, "", actor=manager)
    assert open_actions(following) == ["Muster für den Beschluss schicken. (Ines)"]
    assert open_actions(mine.meeting) == []
    Meeting.objects.filter(pk=following.pk).update(
        series=Series.objects.create(slug="anderes", title="Anderes")
    )
    assert open_actions(Meeting.objects.get(pk=following.pk)) == []


# What is kept about people


def test_what_is_known_is_handed_over(mine: ActionItem, manager: Person) -> None:
    (section,) = [one for one in gather(manager) if one.label == "Protokolle und Aufgaben"]
    (record,) = section.records
    assert record["Text"] == "Angebote einholen."
    assert record["Treffen"] == "Netzwerktreffen"


def test_who_leaves_is_reminded_of_nothing(
    mine: ActionItem, manager: Person, clock: time_machine.Traveller
) -> None:
    from klimanetz.features.meetings.minutes.farewell import hand_back  # noqa: PLC0415

    actions.name_taker(mine.meeting, manager, actor="Olga")
    hand_back(manager, "Olga")
    clock.move_to(berlin(4, 12, 8))
    before = purposes_to(manager.email)
    remind_of_actions()
    assert purposes_to(manager.email) == before
    mine.refresh_from_db()
    assert (mine.owner, mine.owner_name, mine.is_open) == (None, "Mika Managerin", True)


def test_who_left_gets_it_back_by_no_later_version(
    mine: ActionItem, write: Write, release: Release, manager: Person
) -> None:
    from klimanetz.features.meetings.minutes.farewell import hand_back  # noqa: PLC0415

    hand_back(manager, "Olga")
    before = purposes_to(manager.email)
    write("Nachgetragen.", key="mehr")
    release()
    mine.refresh_from_db()
    assert (mine.owner, mine.owner_email, mine.owner_name) == (None, "", "Mika Managerin")
    assert purposes_to(manager.email) == before


def test_what_was_promised_by_address_ends_with_the_membership_too(
    theirs: ActionItem, clock: time_machine.Traveller
) -> None:
    from klimanetz.features.meetings.minutes.farewell import hand_back  # noqa: PLC0415

    ines: Person = Person.objects.create_user(GUEST, last_name="Gast")
    hand_back(ines, "Olga")
    clock.move_to(berlin(4, 2, 8))
    before = purposes_to(GUEST)
    remind_of_actions()
    assert purposes_to(GUEST) == before


def test_reminders_follow_somebody_to_another_address(
    mine: ActionItem,
    write: Write,
    release: Release,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    """Nobody hears of the same thing twice because of it."""
    old, new = manager.email, "mika@jena.example"
    Mail.objects.update(state=MailState.SENT)
    change_person(manager, actor="Olga", email=new)
    before = purposes_to(old)
    write("Nachgetragen.", key="mehr")
    release()
    assert purposes_to(new) == []
    clock.move_to(berlin(4, 12, 8))
    remind_of_actions()
    assert purposes_to(new) == ["minutes.reminder"]
    assert purposes_to(old) == before


def test_erasing_a_person_leaves_no_name(
    mine: ActionItem, write: Write, release: Release, manager: Person
) -> None:
    from klimanetz.features.meetings.minutes.forgetting import erase_person  # noqa: PLC0415

    write("Danke an Mika Managerin für die Führung.", key="dank")
    release()
    assert erase_person(manager) > 0
    found = find_in_database("Mika Managerin", manager.email)
    assert not [table for table in found if table.startswith("minutes_")]
    entry = Entry.objects.get(key="dank")
    assert entry.text == f"Danke an {NOBODY} für die Führung."
    assert Entry.objects.filter(text="Angebote einholen.").exists()  # what is to be done stays


def test_guests_are_forgotten_by_rule(
    theirs: ActionItem, network: Network, clock: time_machine.Traveller, manager: Person
) -> None:
    assert forget_readers() == 0
    clock.move_to(berlin(12, 20, 8))
    assert forget_readers() == 1
    found = find_in_database(GUEST)
    assert not [table for table in found if table.startswith("minutes_")]
    assert Reader.objects.filter(email=manager.email).exists()
    assert forget_readers() == 0


def test_it_is_taken_over_right_behind_the_welcome(
    mine: ActionItem, make_meeting: MakeMeeting, organiser: Person, sign_in: SignIn
) -> None:
    following = make_meeting(
        title="Sommertreffen", starts_at=berlin(6, 17, 10), ends_at=berlin(6, 17, 14),
        answer_by=berlin(6, 10),
    )  # fmt: skip
    for position, kind in enumerate((ItemKind.WELCOME, ItemKind.PRACTICE)):
        title = str(kind.label)
        AgendaItem.objects.create(meeting=following, position=position, kind=kind, title=title)
    office = sign_in(organiser)
    desk = f"/verwaltung/treffen/{following.slug}/tagesordnung/"
    page = office.get(f"{desk}angebote/").content.decode()
    assert "<br>Angebote einholen. (Mika Managerin)" in page  # a line each
    key = re.search(r'name="angebot" value="(\w+)"', page)
    assert key is not None
    office.post(f"{desk}uebernehmen/", {"angebot": key[1]})
    titles = list(following.agenda.order_by("position").values_list("title", flat=True))
    assert titles == ["Begrüßung", "Was noch offen ist", "Praxisbericht"]


def test_it_stands_in_the_own_calendar(mine: ActionItem, manager: Person, client: Client) -> None:
    address = open_calendar(manager, actor=manager).get_absolute_url()
    assert "Aufgabe: Angebote einholen." in client.get(address).content.decode()
