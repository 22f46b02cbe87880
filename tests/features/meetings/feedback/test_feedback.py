"""The day after: three questions, no names, results from five answers on."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.meetings.actions import answer, hold
from klimanetz.features.meetings.feedback.jobs import ask_for_feedback
from klimanetz.features.meetings.feedback.keys import make_key, read_key
from klimanetz.features.meetings.feedback.models import Opinion, Round, SpentKey
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Mode, Reply, Source
from klimanetz.mail.models import Mail, MailState, MailWish, Pace
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin, last_mail, mails_to, purposes_to
from tests.features.meetings.reading import count_queries, words

GUEST = "ines@gast.example"
GRADES = {"useful": "4", "time_well_spent": "3", "had_a_say": "2"}


@pytest.fixture
def invitations(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> list[Invitation]:
    """Mika comes, Ines joins online, Nele declines."""
    rows = invite(meeting, manager, "Ines", neighbour)
    for one, reply in zip(rows, (Reply.ON_SITE, Reply.ONLINE, Reply.DECLINED), strict=True):
        answer(one, reply, source=Source.LINK)
    return rows


@pytest.fixture
def held(meeting: Meeting, invitations: list[Invitation], clock: time_machine.Traveller) -> Meeting:
    clock.move_to(berlin(3, 17, 15))
    return hold(meeting, actor="Olga")


@pytest.fixture
def asked(held: Meeting, clock: time_machine.Traveller) -> Round:
    clock.move_to(berlin(3, 18, 9))
    assert ask_for_feedback() == 1
    return Round.objects.select_related("meeting").get()


def link_of(address: str) -> str:
    (mail,) = [one for one in mails_to(address) if one.letter.purpose == "feedback.question"]
    return re.sub(r"^https?://[^/]+", "", str(mail.values["url"]))


def give(asked: Round, number: int, **said: str) -> None:
    for _time in range(number):
        key = make_key(asked.pk)
        response = Client().post(f"/rueckmeldung/{key}/", GRADES | said)
        assert response.headers["Location"] == "/rueckmeldung/danke/"


# Asking


def test_who_was_there_is_asked_the_day_after(
    held: Meeting, clock: time_machine.Traveller, manager: Person, neighbour: Person
) -> None:
    for hour in (17, 23):
        clock.move_to(berlin(3, 17, hour))
        assert ask_for_feedback() == 0
    clock.move_to(berlin(3, 18, 7, 30))
    assert ask_for_feedback() == 0  # too early in the morning
    clock.move_to(berlin(3, 18, 8))
    assert ask_for_feedback() == 1
    assert ask_for_feedback() == 0
    assert purposes_to(manager.email).count("feedback.question") == 1
    assert purposes_to(GUEST).count("feedback.question") == 1
    assert "feedback.question" not in purposes_to(neighbour.email)


def test_who_wants_only_what_they_are_asked_for_is_left_alone(
    held: Meeting, clock: time_machine.Traveller, manager: Person
) -> None:
    MailWish.objects.create(address=GUEST, pace=Pace.ASKED_ONLY)
    MailWish.objects.create(address=manager.email, pace=Pace.DAILY)
    clock.move_to(berlin(3, 18, 9))
    assert ask_for_feedback() == 1
    assert "feedback.question" not in purposes_to(GUEST)
    (mail,) = Mail.objects.filter(letter__purpose="feedback.question")
    # Not in the mail of the day: its key would be kept there.
    assert (mail.state, mail.due_at) == (MailState.WAITING, berlin(3, 19, 7))


def test_who_was_checked_in_is_asked(
    held: Meeting, clock: time_machine.Traveller, invitations: list[Invitation], manager: Person
) -> None:
    Attendance.objects.create(
        meeting=held, invitation=invitations[1], name="Ines", mode=Mode.ONLINE,
        via=Attendance.Via.ONLINE, came_at=held.starts_at,
    )  # fmt: skip
    clock.move_to(berlin(3, 18, 9))
    ask_for_feedback()
    assert "feedback.question" in purposes_to(GUEST)
    assert "feedback.question" not in purposes_to(manager.email)


def test_nobody_is_asked_about_what_did_not_take_place(
    meeting: Meeting, invitations: list[Invitation], clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 18, 9))
    assert ask_for_feedback() == 0


def test_nobody_is_asked_two_weeks_later(held: Meeting, clock: time_machine.Traveller) -> None:
    clock.move_to(berlin(4, 5, 9))
    assert ask_for_feedback() == 0


def test_the_mail(asked: Round) -> None:
    seen = last_mail(GUEST)
    text = " ".join(seen.text.split())
    assert "Drei Fragen zum Treffen „Netzwerktreffen“" in seen.subject
    assert "Hat Ihnen das Treffen für Ihre Arbeit etwas gebracht?" in text
    assert "gezeigt werden sie erst ab fünf" in text
    for grade in "1234":
        assert f"?antwort={grade}" in text


# Answering


def test_one_click_then_one_button(asked: Round, client: Client) -> None:
    path = link_of(GUEST)
    page = client.get(f"{path}?antwort=3").content.decode()
    assert re.search(r'name="useful" value="3"[^>]*checked', page)
    assert not Opinion.objects.exists()  # opening answers nothing: scanners open links
    assert client.get(path).headers["X-Robots-Tag"] == "noindex"
    response = client.post(path, GRADES | {"comment": "Mehr Zeit zum Reden."}, follow=True)
    assert "Danke für Ihre Antworten!" in words(response)
    opinion = Opinion.objects.get()
    assert (opinion.useful, opinion.time_well_spent, opinion.had_a_say) == (4, 3, 2)
    assert opinion.comment == "Mehr Zeit zum Reden."


def test_once_only(asked: Round, client: Client) -> None:
    path = link_of(GUEST)
    client.post(path, GRADES)
    response = client.post(path, GRADES | {"useful": "1", "comment": "Noch etwas"})
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Mit diesem Link ist schon geantwortet." in response.content.decode()
    assert "Noch etwas" in response.content.decode()
    assert Opinion.objects.get().useful == 4
    assert client.get(path).headers["Location"] == "/rueckmeldung/danke/"


@pytest.mark.parametrize("wish", ["9", "0", "", "ja", "²"])
def test_a_strange_wish_preselects_nothing(asked: Round, client: Client, wish: str) -> None:
    page = client.get(f"{link_of(GUEST)}?antwort={wish}").content.decode()
    assert "checked" not in page


@pytest.mark.parametrize("missing", ["useful", "time_well_spent", "had_a_say"])
def test_what_is_missing_is_said(asked: Round, client: Client, missing: str) -> None:
    said = GRADES | {"comment": "Bleibt stehen"}
    said.pop(missing)
    response = client.post(link_of(GUEST), said)
    assert "Bitte wählen Sie etwas aus." in response.content.decode()
    assert "Bleibt stehen" in response.content.decode()
    assert not Opinion.objects.exists()


def test_after_thirty_days_the_link_is_over(
    asked: Round, client: Client, clock: time_machine.Traveller
) -> None:
    path = link_of(GUEST)
    clock.shift(timedelta(days=29))
    assert client.get(path).status_code == HTTPStatus.OK
    clock.shift(timedelta(days=2))
    response = client.post(path, GRADES)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Dieser Link gilt nicht mehr" in words(response)


def test_a_key_of_our_own_making_alone(asked: Round, client: Client) -> None:
    path = link_of(GUEST)
    for wrong in ("/rueckmeldung/nie/", path[:-3] + "xx/", f"/rueckmeldung/{make_key(999)}/"):
        assert client.get(wrong).status_code == HTTPStatus.NOT_FOUND
        assert client.post(wrong, GRADES).status_code == HTTPStatus.NOT_FOUND
    assert client.put(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


# Nobody knows whose


def test_nothing_is_kept_that_leads_to_a_person(
    asked: Round, client: Client, clock: time_machine.Traveller
) -> None:
    key = link_of(GUEST).split("/")[2]
    client.post(f"/rueckmeldung/{key}/", GRADES)
    before = {one.pk for one in AuditEntry.objects.all()}
    number = read_key(key)
    assert number
    rows = [
        (model._meta.label, str(row))
        for model in apps.get_models()
        for row in model._default_manager.values()
        if model is not Mail
    ]
    assert [label for label, row in rows if number.digest in row] == ["feedback.SpentKey"]
    assert not [label for label, row in rows if key in row]
    assert {one.pk for one in AuditEntry.objects.all()} == before
    for model in (Opinion, SpentKey):
        kinds = {field.get_internal_type() for field in model._meta.get_fields()}
        assert not kinds & {"DateTimeField", "DateField", "AutoField", "BigAutoField"}


def test_the_outbox_will_forget_the_key(asked: Round) -> None:
    """What the outbox does with a confidential letter is tested there."""
    (mail,) = [one for one in mails_to(GUEST) if one.letter.purpose == "feedback.question"]
    assert mail.letter.confidential


def test_keys_differ(asked: Round, manager: Person) -> None:
    assert link_of(GUEST) != link_of(manager.email)


# Results


@pytest.fixture
def office(clock: time_machine.Traveller, organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def desk(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/"


def test_below_five_there_is_nothing_to_see(
    office: Client, asked: Round, sign_in: SignIn, manager: Person
) -> None:
    give(asked, 4, comment="Ganz leise")
    page = words(office.get(desk(asked.meeting)))
    assert "sobald noch eine Antwort da ist" in page
    assert "Ganz leise" not in page
    assert "Wie es war" not in words(sign_in(manager).get(asked.meeting.get_absolute_url()))


def test_from_five_on_members_see_numbers_and_organisers_the_comments(
    office: Client, asked: Round, sign_in: SignIn, manager: Person, guest: Person, client: Client
) -> None:
    give(asked, 4)
    give(asked, 1, useful="1", comment="Der Raum war kalt.")
    page = words(office.get(desk(asked.meeting)))
    assert "5 Antworten, ohne Namen" in page
    assert "Hat Ihnen das Treffen für Ihre Arbeit etwas gebracht? 4 0 0 1" in page
    assert "Der Raum war kalt." in page
    path = asked.meeting.get_absolute_url()
    member = words(sign_in(manager).get(path))
    assert "etwas gebracht? 4 0 0 1" in member
    for reader in (sign_in(manager), sign_in(guest), client):
        assert "Der Raum war kalt." not in words(reader.get(path))
    for reader in (sign_in(guest), client):
        assert "Wie es war" not in words(reader.get(path))


def test_more_answers_ask_no_more(office: Client, asked: Round) -> None:
    give(asked, 5)
    office.get(desk(asked.meeting))
    five = count_queries(office, desk(asked.meeting))
    give(asked, 3)
    assert count_queries(office, desk(asked.meeting)) == five <= 10


def test_thanks_says_nothing_about_whom(network: Network, client: Client) -> None:
    assert client.get("/rueckmeldung/danke/").status_code == HTTPStatus.OK
    assert client.post("/rueckmeldung/danke/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
