"""The agenda on paper: a page to print, and a PDF that a screen reader can read."""

from typing import Any

import pytest
from django.test import Client

from klimanetz.core.printing import print_document
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import printing
from klimanetz.features.meetings.models import AgendaItem, Meeting, Visibility
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import AddItem
from tests.features.meetings.conftest import MakeMeeting
from tests.features.meetings.reading import count_queries, words


def sheet(meeting: Meeting) -> str:
    return f"/treffen/{meeting.slug}/tagesordnung/"


def pdf(meeting: Meeting) -> str:
    return f"/treffen/{meeting.slug}/tagesordnung.pdf"


def test_the_page_to_print(meeting: Meeting, agenda: list[AgendaItem], client: Client) -> None:
    said = words(client.get(sheet(meeting)))
    assert "Mi., 17. März 2027, 10:00–14:00 Uhr Rathaus, Am Markt 1" in said
    assert "10:15–11:00 Nahwärme aus dem Bach Was das erste Jahr gelehrt hat." in said


def test_without_agenda_it_says_so(meeting: Meeting, client: Client) -> None:
    assert "Die Tagesordnung folgt." in words(client.get(sheet(meeting)))
    assert client.get(pdf(meeting)).status_code == 404


def test_the_pdf_is_tagged_and_named(
    meeting: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    response = client.get(pdf(meeting))
    assert response["Content-Type"] == "application/pdf"
    assert "tagesordnung-2027-03-netzwerktreffen.pdf" in response["Content-Disposition"]
    assert b"pdfuaid" in response.content
    assert b"Tagesordnung: Netzwerktreffen" in response.content


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the document was given to print last."""
    given: dict[str, Any] = {}

    def keep(package: str, name: str, title: str, content: dict[str, Any]) -> bytes:
        given.update(content, title=title)
        return print_document(package, name, title, content)

    monkeypatch.setattr(printing, "print_document", keep)
    return given


def test_what_the_pdf_says(
    meeting: Meeting, agenda: list[AgendaItem], printed: dict[str, Any]
) -> None:
    printing.print_agenda(meeting)
    assert printed["title"] == "Tagesordnung: Netzwerktreffen"
    assert printed["when"] == "Mi., 17. März 2027, 10:00–14:00 Uhr"
    assert printed["place"] == "Rathaus, Am Markt 1, 98693 Ilmenau oder online"
    assert printed["contact"] == "Fragen: netzwerk@agentur.example"
    report = printed["lines"][1]
    assert (report["time"], report["title"]) == ("10:15–11:00", "Nahwärme aus dem Bach")
    assert (report["presenter"], report["pause"]) == ("Mika Managerin", False)
    assert printed["lines"][2]["pause"] is True


def test_marks_of_the_typesetter_are_only_text(meeting: Meeting, add: AddItem) -> None:
    add(meeting, '#panic("x") $a$ *fett* @ref <b>', summary="#import \\ `x`")
    assert printing.print_agenda(meeting).startswith(b"%PDF-")


def test_a_kept_pdf_is_never_old(
    meeting: Meeting,
    agenda: list[AgendaItem],
    client: Client,
    add: AddItem,
    printed: dict[str, Any],
) -> None:
    client.get(pdf(meeting))
    add(meeting, "Ganz neu")
    client.get(pdf(meeting))
    assert printed["lines"][-1]["title"] == "Ganz neu"


def test_for_members_alone(
    make_meeting: MakeMeeting, add: AddItem, client: Client, sign_in: SignIn, manager: Person
) -> None:
    meeting = make_meeting(visibility=Visibility.MEMBERS)
    add(meeting, "Vertraulich")
    for page in (sheet(meeting), pdf(meeting)):
        assert client.get(page).status_code == 404
        assert sign_in(manager).get(page).status_code == 200
        assert sign_in(manager).post(page).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three(
    meeting: Meeting, add: AddItem, sign_in: SignIn, manager: Person, rows: int
) -> None:
    for number in range(rows):
        add(meeting, f"Punkt {number}")
    client = sign_in(manager)
    client.get("/ich/beitraege/")
    assert count_queries(client, sheet(meeting)) == 5


def test_a_meeting_called_off_has_no_times(
    meeting: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    meetings.cancel(meeting, reason="Sturm", actor="Olga")
    assert "10:15" not in words(client.get(sheet(meeting)))
    assert client.get(pdf(meeting)).status_code == 404
