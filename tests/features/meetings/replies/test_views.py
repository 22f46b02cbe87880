"""The organisers' desk for what did not enter itself."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Answer as Given
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.features.meetings.replies.models import CalendarReply, Why
from klimanetz.features.meetings.replies.rules import can_read
from klimanetz.features.meetings.replies.waiting import count_waiting
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin, purposes_to
from tests.features.meetings.reading import count_queries, words
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import TENTATIVE, thunderbird

LIST = "/verwaltung/kalenderantworten/"
STRANGE = {"address": "jana@ilmenau.example", "name": "Jana Böhm"}


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def waiting(invitation: Invitation, answering: Answer) -> CalendarReply:
    """Jana answered on Mika's invitation, which was sent on."""
    read(thunderbird(answering(comment="Ich komme für Mika.").but(**STRANGE)))
    return CalendarReply.objects.get()


def url(waiting: CalendarReply) -> str:
    return f"{LIST}{waiting.pk}/"


def test_nothing_waits_is_said_kindly(office: Client) -> None:
    assert "Nichts wartet." in words(office.get(LIST))


def test_the_list_says_who_and_why(office: Client, waiting: CalendarReply) -> None:
    page = words(office.get(LIST))
    assert "Jana Böhm sagt zu" in page
    assert "nicht eingeladen" in page
    assert "Ich komme für Mika." in page
    assert count_waiting() == 1


def test_the_list_of_one_meeting(
    office: Client, waiting: CalendarReply, meeting: Meeting, make_meeting: Callable[..., Meeting]
) -> None:
    other = make_meeting(title="Anderes")
    assert "Jana Böhm" in words(office.get(f"{LIST}?treffen={meeting.slug}"))
    assert "Jana Böhm" not in words(office.get(f"{LIST}?treffen={other.slug}"))


def test_taken_as_the_answer_of_somebody(
    office: Client, waiting: CalendarReply, invitation: Invitation
) -> None:
    page = words(office.get(url(waiting)))
    assert "Ich komme für Mika." in page
    taken = {"invitation": invitation.pk, "reply": "on_site"}
    done = office.post(url(waiting), taken, follow=True)
    assert "Die Antwort von Mika Managerin ist eingetragen." in done.content.decode()
    given = Given.objects.get()
    assert (given.source, given.by, given.note) == (
        Source.CALENDAR, "Olga Organisatorin", "Ich komme für Mika.",
    )  # fmt: skip
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]
    assert "Zuletzt erledigt" in words(office.get(LIST))
    assert "Erledigt. Olga Organisatorin" in words(office.get(url(waiting)))
    assert AuditEntry.objects.filter(verb="take_calendar_reply").count() == 1


def test_taken_as_a_deputy(office: Client, waiting: CalendarReply, invitation: Invitation) -> None:
    taken = {"invitation": invitation.pk, "reply": "deputy", "deputy_name": "Jana Böhm"}
    office.post(url(waiting), taken)
    answered = fresh(invitation)
    assert (answered.reply, answered.deputy_email) == (Reply.DEPUTY, "jana@ilmenau.example")
    assert purposes_to("jana@ilmenau.example") == ["deputy_asked"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reply": "on_site"}, "Dieses Feld"),
        ({"invitation": 0, "reply": "on_site"}, "Das steht nicht zur Auswahl"),
        ({"reply": "open"}, "Das steht nicht zur Auswahl"),
        ({"reply": "deputy"}, "Bitte nennen Sie den Namen der Vertretung."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    office: Client, waiting: CalendarReply, said: dict[str, object], sentence: str
) -> None:
    page = office.post(url(waiting), said)
    assert page.status_code == HTTPStatus.OK
    assert not Given.objects.exists()
    assert CalendarReply.objects.waiting().exists()


def test_of_two_who_decide_the_second_is_told(
    office: Client, waiting: CalendarReply, invitation: Invitation
) -> None:
    office.post(f"{url(waiting)}erledigt/")
    late = office.post(url(waiting), {"invitation": invitation.pk, "reply": "on_site"})
    assert "Das hat schon jemand erledigt: Olga Organisatorin." in words(late)
    assert fresh(invitation).reply == Reply.OPEN


def test_after_the_deadline_organisers_still_can(
    organiser: Person,
    sign_in: SignIn,
    invitation: Invitation,
    answering: Answer,
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(berlin(3, 11, 9))
    office = sign_in(organiser)
    read(thunderbird(answering()))
    waiting = CalendarReply.objects.get()
    assert "nach der Frist" in words(office.get(url(waiting)))
    office.post(url(waiting), {"invitation": invitation.pk, "reply": "online"})
    assert fresh(invitation).reply == Reply.ONLINE
    assert Given.objects.get().source == Source.ORGANISER


def test_what_is_called_off_is_refused_with_the_reason(
    office: Client, waiting: CalendarReply, invitation: Invitation, meeting: Meeting
) -> None:
    actions.cancel(meeting, reason="Sturm", actor="Olga")
    page = office.post(url(waiting), {"invitation": invitation.pk, "reply": "on_site"})
    assert "Das Treffen ist abgesagt." in words(page)
    assert CalendarReply.objects.waiting().exists()


def test_done_without_an_answer(office: Client, waiting: CalendarReply) -> None:
    for _ in range(2):  # two tabs
        page = office.post(f"{url(waiting)}erledigt/", follow=True)
    assert "Erledigt: die Antwort von Jana Böhm." in page.content.decode()
    assert not Given.objects.exists()
    assert count_waiting() == 0
    assert AuditEntry.objects.filter(verb="finish_calendar_reply").count() == 1


def test_an_answer_to_nothing_can_only_be_done_with(
    office: Client, invitation: Invitation, answering: Answer, meeting: Meeting
) -> None:
    answer = answering()
    meeting.delete()
    read(thunderbird(answer))
    waiting = CalendarReply.objects.get()
    page = words(office.get(url(waiting)))
    assert "Zu welchem Treffen, sagt die Mail nicht." in page
    assert "Antwort übernehmen" not in page
    assert office.post(url(waiting), {"reply": "on_site"}).status_code == HTTPStatus.OK
    assert "unbekannt" in words(office.get(LIST))


def test_a_comment_is_read_and_done_with(
    office: Client, invitation: Invitation, answering: Answer
) -> None:
    read(thunderbird(answering(comment="Bitte <b>vegan</b>")))
    page = office.get(url(CalendarReply.objects.get())).content.decode()
    assert "Bitte &lt;b&gt;vegan&lt;/b&gt;" in page
    assert "Antwort übernehmen" not in page


def test_not_found_and_wrong_methods(office: Client, waiting: CalendarReply) -> None:
    assert office.get(f"{LIST}0/").status_code == HTTPStatus.NOT_FOUND
    assert office.post(f"{LIST}0/erledigt/").status_code == HTTPStatus.NOT_FOUND
    assert office.get(f"{url(waiting)}erledigt/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.post(LIST).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert office.put(url(waiting)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("who", ["organiser", "manager", "neighbour", "guest", "outsider"])
def test_who_may_read_them(
    who: str, request: pytest.FixtureRequest, client: Client, waiting: CalendarReply
) -> None:
    person: Person = request.getfixturevalue(who)
    allowed = bool(can_read(person, waiting))
    assert CalendarReply.objects.visible_to(person).exists() is allowed
    client.force_login(person)
    expected = HTTPStatus.OK if allowed else HTTPStatus.FORBIDDEN
    assert client.get(LIST).status_code == expected
    assert client.get(url(waiting)).status_code == expected
    client.post(f"{url(waiting)}erledigt/")
    assert CalendarReply.objects.waiting().exists() is not allowed


def test_the_page_of_the_meeting_shows_what_waits(
    office: Client, waiting: CalendarReply, meeting: Meeting, invite: Invite, answering: Answer
) -> None:
    read(thunderbird(answering(word=TENTATIVE)))
    page = words(office.get(f"/verwaltung/treffen/{meeting.slug}/"))
    assert "Antworten aus Kalendern" in page
    assert "Jana Böhm sagt zu." in page
    assert "Unter Vorbehalt, zählt nicht als Zusage: Mika Managerin" in page
    assert "Alle 2 ansehen" in page
    assert count_waiting() == 1  # whoever is in doubt is reminded


def test_a_page_without_any_shows_nothing(office: Client, meeting: Meeting, invite: Invite) -> None:
    invite(meeting, "Nele")
    page = words(office.get(f"/verwaltung/treffen/{meeting.slug}/"))
    assert page.count("Antworten aus Kalendern") == 1  # the way to the list


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_of_list_and_page(
    office: Client, invitation: Invitation, answering: Answer, meeting: Meeting, number: int
) -> None:
    for one in range(number):
        strange = {"address": f"{one}@ilmenau.example", "name": f"Nr. {one}"}
        read(thunderbird(answering(number=one).but(**strange)))
    page = url(CalendarReply.objects.filter(why=Why.STRANGER)[0])
    count_queries(office, LIST)  # the first of a visit notes it
    assert count_queries(office, LIST) == 6
    assert count_queries(office, page) == 5
    assert count_queries(office, f"/verwaltung/treffen/{meeting.slug}/") <= 10
