"""Writing minutes beside the agenda: alone, to several, with and without the script."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db.models.functions import Now
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings.actions import cancel
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.content import describe_items
from klimanetz.features.meetings.minutes.models import Entry, Kind, Minutes
from klimanetz.features.meetings.models import AgendaItem, Meeting, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import MakeMeeting, told
from tests.features.meetings.minutes.conftest import Write, desk_of, path_of, send
from tests.features.meetings.reading import count_queries, words


def texts(meeting: Meeting) -> list[str]:
    return list(meeting.entries.standing().values_list("text", flat=True))


# The page


def test_the_page_has_every_item_of_the_agenda_but_the_break(office: Client, held: Meeting) -> None:
    page = words(office.get(path_of(held)))
    for title in ("1 Begrüßung", "2 Wärmeplanung in Ilmenau", "3 Gemeinsam beschaffen"):
        assert title in page
    assert "Sonstiges" in page
    assert "Mittagspause" not in page


def test_without_an_agenda_there_is_still_a_place_to_write(
    office: Client, held: Meeting, agenda: list[AgendaItem]
) -> None:
    for item in agenda:
        item.delete()
    page = office.get(path_of(held))
    assert "Sonstiges" in words(page)
    assert page.content.decode().count("<textarea") == 2  # one to write in, one to copy


def fields_of(page: str) -> dict[str, str]:
    """What a browser without script sends: the first blank entry of each item."""
    form = page.partition('<form class="minutes"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    for name in re.findall(r'<input type="hidden" name="([\w-]+)" id', form):
        found.setdefault(name, "")
    kinds = re.findall(r'name="([\w-]+-kind)" value="information"', form)
    return found | dict.fromkeys(kinds, "information")


def keys_of(page: str) -> list[str]:
    return re.findall(r'data-key="([\w-]+)"', page.partition("<template")[0])


def test_the_button_saves_where_there_is_no_script(
    office: Client, held: Meeting, agenda: list[AgendaItem], organiser: Person
) -> None:
    page = office.get(path_of(held)).content.decode()
    keys = keys_of(page)
    assert len(keys) == 4
    typed = fields_of(page) | {f"{keys[1]}-text": "Ilmenau ist fertig.\r\nSuper."}
    response = office.post(path_of(held), typed, follow=True)
    assert "Gespeichert." in response.content.decode()
    entry = Entry.objects.get()
    assert (entry.text, entry.item) == ("Ilmenau ist fertig.\nSuper.", agenda[1])
    again = response.content.decode()
    assert "Ilmenau ist fertig." in again
    assert len(keys_of(again)) == 5  # a new blank one


def test_sending_the_form_again_changes_nothing(office: Client, held: Meeting) -> None:
    page = office.get(path_of(held)).content.decode()
    keys = keys_of(page)
    typed = fields_of(page) | {f"{keys[0]}-text": "Willkommen."}
    office.post(path_of(held), typed)
    office.post(path_of(held), typed)
    assert texts(held) == ["Willkommen."]
    assert Minutes.objects.get().revision == 1


def test_a_wrong_date_is_said_and_nothing_is_lost(office: Client, held: Meeting) -> None:
    page = office.get(path_of(held)).content.decode()
    keys = keys_of(page)
    typed = fields_of(page) | {
        f"{keys[0]}-text": "Einladung schreiben",
        f"{keys[0]}-kind": "action",
        f"{keys[0]}-due_on": "bald",
        f"{keys[1]}-text": "Auch das bleibt stehen",
    }
    response = office.post(path_of(held), typed)
    page = response.content.decode()
    assert "Noch nicht gespeichert" in page
    for kept in ("Einladung schreiben", "bald", "Auch das bleibt stehen"):
        assert kept in page
    assert texts(held) == []


# Several at once


def test_what_two_write_in_one_entry_is_brought_together(
    office: Client, held: Meeting, organiser: Person
) -> None:
    start = send(office, held, key="a", text="Kosten sind offen.")
    base = {"base_text": start["text"]}
    send(office, held, key="a", text="Die Kosten sind offen.", **base)
    seen = send(office, held, key="a", text="Kosten sind offen. Folgt im Mai.", **base)
    assert seen["text"] == "Die Kosten sind offen. Folgt im Mai."
    assert texts(held) == [seen["text"]]


def test_a_real_conflict_keeps_both_for_a_person_to_decide(office: Client, held: Meeting) -> None:
    send(office, held, key="a", text="Es kostet 100 Euro.")
    send(office, held, key="a", text="Es kostet 120 Euro.", base_text="Es kostet 100 Euro.")
    seen = send(office, held, key="a", text="Es kostet 90 Euro.", base_text="Es kostet 100 Euro.")
    assert seen["text"] == "Es kostet 120 ⇄ 90 Euro."


def test_what_was_sent_twice_stands_once(office: Client, held: Meeting) -> None:
    """The answer was lost on the way; the browser sends again."""
    send(office, held, key="a", text="Beschlossen.", kind="decision")
    seen = send(office, held, key="a", text="Beschlossen. Einstimmig.", kind="decision")
    assert seen["text"] == "Beschlossen. Einstimmig."
    assert Entry.objects.count() == 1


def test_who_pauses_after_a_space_goes_on_behind_it(office: Client, held: Meeting) -> None:
    """Otherwise words grow together, and every new line is lost; readers see neither."""
    seen = send(office, held, key="a", text="Wir treffen uns ")
    assert seen["text"] == "Wir treffen uns "
    seen = send(office, held, key="a", text="Wir treffen uns im Mai.\n", base_text=seen["text"])
    assert seen["text"] == "Wir treffen uns im Mai.\n"
    assert Entry.objects.get().said == "Wir treffen uns im Mai."
    kept = [entry["text"] for item in describe_items(held) for entry in item["entries"]]
    assert kept == ["Wir treffen uns im Mai."]


def test_space_alone_is_no_entry(office: Client, held: Meeting) -> None:
    assert send(office, held, key="a", text=" \n ")["text"] == ""


def test_each_field_holds_by_itself(office: Client, held: Meeting, manager: Person) -> None:
    """One chooses who, the other until when, at the same moment."""
    send(office, held, key="a", text="Anrufen", kind="action")
    base = {"base_text": "Anrufen", "kind": "action", "base_kind": "action", "text": "Anrufen"}
    send(office, held, key="a", owner="Mika Managerin", **base)
    seen = send(office, held, key="a", due_on="2027-04-15", **base)
    assert (seen["owner"], seen["due_on"]) == ("Mika Managerin", "2027-04-15")
    entry = Entry.objects.get()
    assert (entry.owner, entry.owner_email) == (manager, manager.email)


def test_others_hear_what_was_written_since(
    office: Client, held: Meeting, agenda: list[AgendaItem]
) -> None:
    send(office, held, key="a", text="Eins", item=agenda[1].pk)
    path = f"{path_of(held)}stand/"
    heard = office.get(path).json()
    assert [one["text"] for one in heard["entries"]] == ["Eins"]
    assert heard["token"]
    send(office, held, key="b", text="Zwei")
    heard = office.get(f"{path}?seit={heard['revision']}").json()
    assert [(one["key"], one["item"]) for one in heard["entries"]] == [("b", "")]
    assert office.get(f"{path}?seit={heard['revision']}").json()["entries"] == []
    assert office.get(f"{path}?seit=quatsch").status_code == HTTPStatus.OK


def test_what_is_removed_comes_back_with_the_next_word(office: Client, held: Meeting) -> None:
    send(office, held, key="a", text="Nebensache")
    gone = send(office, held, key="a", text="Nebensache", base_text="Nebensache", removed="on")
    assert gone["removed"] == "on"
    assert texts(held) == []
    back = send(office, held, key="a", text="Nebensache, doch wichtig", base_text="Nebensache")
    assert back["removed"] == ""
    assert texts(held) == ["Nebensache, doch wichtig"]


def test_nobody_removes_what_they_have_not_read(office: Client, held: Meeting) -> None:
    send(office, held, key="a", text="Nebensache")
    send(office, held, key="a", text="Nebensache. Oder nicht?", base_text="Nebensache")
    seen = send(office, held, key="a", text="Nebensache", base_text="Nebensache", removed="on")
    assert seen["removed"] == ""
    assert texts(held) == ["Nebensache. Oder nicht?"]


def test_removing_can_be_taken_back(office: Client, held: Meeting) -> None:
    send(office, held, key="a", text="Nebensache")
    send(office, held, key="a", text="Nebensache", base_text="Nebensache", removed="on")
    send(
        office, held, key="a", text="Nebensache", base_text="Nebensache", base_removed="on"
    )  # fmt: skip
    assert texts(held) == ["Nebensache"]


# The agenda changes meanwhile


def test_what_was_written_stays_when_its_item_is_taken_away(
    office: Client, held: Meeting, agenda: list[AgendaItem]
) -> None:
    send(office, held, key="a", text="Lastenräder", item=agenda[3].pk)
    before = office.get(f"{path_of(held)}stand/").json()["agenda"]
    agenda[3].delete()
    page = words(office.get(path_of(held)))
    assert "War bei „Gemeinsam beschaffen“" in page
    assert office.get(f"{path_of(held)}stand/").json()["agenda"] != before
    seen = send(office, held, key="b", text="Noch etwas", item=agenda[3].pk or 9999)
    assert seen["item"] == ""  # under "Sonstiges"


def test_an_item_of_another_meeting_is_none_of_ours(
    office: Client, held: Meeting, make_meeting: MakeMeeting
) -> None:
    other = make_meeting(title="Anderes")
    item = AgendaItem.objects.create(meeting=other, position=0, title="Fremd")
    assert send(office, held, key="a", text="Text", item=item.pk)["item"] == ""


# Who does it


@pytest.mark.parametrize(
    ("typed", "name", "email"),
    [
        ("Mika Managerin", "Mika Managerin", "mika.managerin@kommune.example"),
        ("  Mika   Managerin ", "Mika Managerin", "mika.managerin@kommune.example"),
        ("Ines", "Ines", "ines@gast.example"),
        ("Olga Organisatorin", "Olga Organisatorin", "olga@agentur.example"),
        ("Karla Kämmerin <karla@stadt.example>", "Karla Kämmerin", "karla@stadt.example"),
        ("karla@stadt.example", "karla@stadt.example", "karla@stadt.example"),
        ("das Bauamt", "das Bauamt", ""),
    ],
)
def test_an_owner_is_found_by_name_or_address(
    office: Client, held: Meeting, typed: str, name: str, email: str
) -> None:
    send(office, held, key="a", text="Machen", kind="action", owner=typed)
    entry = Entry.objects.get()
    assert (entry.owner_name, entry.owner_email) == (name, email)
    assert bool(entry.owner_id) == email.endswith(("kommune.example", "agentur.example"))


def test_an_owner_can_be_taken_away(office: Client, held: Meeting) -> None:
    send(office, held, key="a", text="Machen", owner="Mika Managerin")
    send(
        office, held, key="a", text="Machen", base_text="Machen", base_owner="Mika Managerin"
    )  # fmt: skip
    assert Entry.objects.get().owner_name == ""


# Who may write


def test_a_named_member_writes_until_it_is_released(
    office: Client, held: Meeting, manager: Person, sign_in: SignIn
) -> None:
    mika = sign_in(manager)
    assert mika.get(path_of(held)).status_code == HTTPStatus.FORBIDDEN
    office.post(f"{desk_of(held)}wer-schreibt/", {"taker": manager.pk})
    assert mika.get(path_of(held)).status_code == HTTPStatus.OK
    assert path_of(held) in told(manager.email)
    send(mika, held, key="a", text="Von Mika")
    assert "Sie schreiben das Protokoll" in words(mika.get(held.get_absolute_url()))
    assert AuditEntry.objects.filter(verb="name_minute_taker").count() == 1
    Meeting.objects.filter(pk=held.pk).update(state=State.PUBLISHED)
    assert mika.get(path_of(held)).status_code == HTTPStatus.FORBIDDEN
    office.post(f"{desk_of(held)}wer-schreibt/", {"taker": ""})
    assert Minutes.objects.get().taker is None


def test_only_members_can_be_named(office: Client, held: Meeting, guest: Person) -> None:
    response = office.post(f"{desk_of(held)}wer-schreibt/", {"taker": guest.pk})
    assert response.status_code == HTTPStatus.OK
    assert not Minutes.objects.filter(taker=guest).exists()


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_nobody_else_writes_or_listens(
    request: pytest.FixtureRequest, held: Meeting, sign_in: SignIn, who: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    path = path_of(held)
    for answer in (
        client.get(path),
        client.post(path, {"a-text": "x"}),
        client.post(f"{path}eintrag/", "{}", content_type="application/json"),
        client.get(f"{path}stand/"),
    ):
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "Netzwerkmanagement" in answer.content.decode()
    assert not Entry.objects.exists()


def test_wrong_methods_and_unknown_meetings(office: Client, held: Meeting) -> None:
    assert office.get(f"{path_of(held)}eintrag/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.post(f"{path_of(held)}stand/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.get("/treffen/nie/protokoll/schreiben/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("body", ["", "[]", "kaputt", '{"key": "b o e s e", "text": "x"}', "{}"])
def test_what_is_no_entry_is_refused(office: Client, held: Meeting, body: str) -> None:
    answer = office.post(f"{path_of(held)}eintrag/", body, content_type="application/json")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Entry.objects.exists()


def test_a_text_that_is_too_long_is_said(office: Client, held: Meeting) -> None:
    body = {"key": "a", "text": "x" * 10_001, "kind": "information"}
    answer = office.post(f"{path_of(held)}eintrag/", body, content_type="application/json")
    assert "zu lang" in answer.json()["problem"]


def test_a_meeting_that_is_called_off_has_no_minutes(
    office: Client, make_meeting: MakeMeeting
) -> None:
    planned = make_meeting()
    assert office.get(path_of(planned)).status_code == HTTPStatus.FORBIDDEN
    cancel(planned, reason="Sturm", actor="Olga")
    response = office.get(path_of(planned))
    assert "findet nicht statt" in response.content.decode()


def test_who_writes_stands_in_the_trail_once_an_hour(office: Client, held: Meeting) -> None:
    for number in range(3):
        send(office, held, key=f"a{number}", text="Text")
    written = AuditEntry.objects.filter(verb="write_minutes")
    assert written.count() == 1
    written.update(at=Now() - timedelta(hours=2))
    send(office, held, key="b", text="Text")
    assert written.count() == 2


# What was typed survives an expired session


def test_signed_out_meanwhile_the_text_waits_behind_the_sign_in(
    office: Client, held: Meeting, organiser: Person
) -> None:
    page = office.get(path_of(held)).content.decode()
    keys = keys_of(page)
    typed = fields_of(page) | {f"{keys[2]}-text": "Beinahe verloren"}
    stranger = Client()
    answer = stranger.post(
        path_of(held), typed, headers={"referer": f"http://testserver{path_of(held)}"}
    )
    assert answer.status_code == HTTPStatus.FOUND
    kept = stranger.session["kept_form"]
    stranger.force_login(organiser)
    session = stranger.session
    session["kept_form"] = kept
    session.save()
    again = stranger.get(path_of(held)).content.decode()
    assert "Beinahe verloren" in again
    assert keys_of(again) == keys


def test_the_script_is_sent_to_the_sign_in_and_keeps_the_text_itself(held: Meeting) -> None:
    answer = Client().post(
        f"{path_of(held)}eintrag/", {"key": "a", "text": "x"}, content_type="application/json"
    )
    assert answer.status_code == HTTPStatus.FOUND
    assert not Entry.objects.exists()


# Figures


def test_many_entries_ask_no_more_than_one(office: Client, held: Meeting, write: Write) -> None:
    write("Eins")
    office.get(path_of(held))
    one = count_queries(office, path_of(held))
    write("Zwei", kind=Kind.ACTION, owner="Mika Managerin", due_on=date(2027, 4, 1))
    write("Drei")
    assert count_queries(office, path_of(held)) == one <= 14


def test_listening_asks_little(office: Client, held: Meeting, write: Write) -> None:
    write("Eins")
    write("Zwei")
    office.get(path_of(held))
    assert count_queries(office, f"{path_of(held)}stand/") <= 8


def test_a_machine_gone_wild_is_stopped(
    held: Meeting, organiser: Person, monkeypatch: pytest.MonkeyPatch, office: Client
) -> None:
    monkeypatch.setattr("klimanetz.features.meetings.minutes.actions.writing.MOST_ENTRIES", 2)
    for key in ("a", "b"):
        actions.write(held, Typed(key=key, text="x"), actor=organiser)
    body = {"key": "c", "text": "x", "kind": "information"}
    answer = office.post(f"{path_of(held)}eintrag/", body, content_type="application/json")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "zu viele" in answer.json()["problem"]
