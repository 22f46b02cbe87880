"""What is printed: the list to sign, who was there, and certificates, one or all."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from klimanetz.core import printing
from klimanetz.features.meetings.day import papers
from klimanetz.features.meetings.models import AgendaItem, Attendance, ItemKind, Meeting, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin
from tests.features.meetings.day.conftest import Expected, Send, at, tapped
from tests.features.meetings.reading import count_queries


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What stands on each paper that is drawn meanwhile; it is drawn all the same."""
    papers_drawn: list[dict[str, Any]] = []

    def draw(package: str, name: str, title: str, content: dict[str, Any]) -> bytes:
        papers_drawn.append(content)
        return printing.print_document(package, name, title, content)

    monkeypatch.setattr(papers, "print_document", draw)
    return papers_drawn


def fetch(client: Client, url: str) -> bytes:
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in response.content, "a screen reader can read it"
    content: bytes = response.content
    return content


def test_before_and_on_the_day_it_is_a_list_to_sign(
    expected: Expected, office: Client, printed: list[dict[str, Any]]
) -> None:
    fetch(office, at("attendance_pdf", expected.meeting))
    on_site, online = printed[0]["groups"]
    assert on_site["label"] == "Vor Ort (2)"
    assert on_site["heads"] == ["Name", "Kommune oder Organisation", "Unterschrift"]
    assert [row[0] for row in on_site["rows"][:2]] == ["Mika Managerin", "Vera, für Jan"]
    assert on_site["rows"][2:] == [["", "", ""]] * papers.SPARE_LINES
    assert (online["label"], online["rows"]) == ("Online (1)", [["Ina", ""]])
    assert "Unterschrift" not in online["heads"]
    assert "@" not in str(printed[0]), "nobody agreed to have their address handed round"


def test_afterwards_it_is_the_list_of_who_was_there(
    expected: Expected,
    send: Send,
    office: Client,
    printed: list[dict[str, Any]],
    clock: time_machine.Traveller,
) -> None:
    send(
        tapped("mikakommt", f"i{expected.mika.pk}"),
        tapped("jankommt", f"i{expected.jan.pk}"),
        tapped("dochnicht", f"i{expected.jan.pk}", present=False, age=-1),
        tapped("wandakommt", "nwandakommt", name="Wanda", organisation="Gera", email="w@x.example"),
    )
    Attendance.objects.filter(name="Vera").update(removed_at=berlin(3, 17, 10))
    clock.move_to(berlin(3, 18))
    fetch(office, at("attendance_pdf", expected.meeting))
    (on_site,) = printed[0]["groups"]
    assert on_site["rows"] == [["Mika Managerin", ""], ["Wanda", "Gera"]]
    assert on_site["heads"] == ["Name", "Kommune oder Organisation"]
    assert "@" not in str(printed[0])


def test_a_list_of_nobody_says_so(
    make_meeting: MakeMeeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    fetch(office, at("attendance_pdf", make_meeting()))
    assert printed[0]["groups"] == []
    assert printed[0]["nobody"] == "Noch hat niemand zugesagt."


def certificate(printed: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [one for one in printed[-1]["people"] if one["name"] == name]
    return {**found, "facts": dict(found["facts"])}


@pytest.fixture
def over(expected: Expected, send: Send, clock: time_machine.Traveller) -> Meeting:
    """Mika came, Ina joined online until half past twelve, Wanda walked in; it is over."""
    send(
        tapped("mikakommt", f"i{expected.mika.pk}"),
        tapped("inakommt", f"i{expected.ina.pk}"),
        tapped("wandakommt", "nwandakommt", name="Wanda", organisation="Gera"),
    )
    Attendance.objects.filter(name="Ina").update(mode="online", left_at=berlin(3, 17, 12, 30))
    clock.move_to(berlin(3, 17, 14))
    return expected.meeting


def test_a_certificate_says_who_was_where_how_long_and_for_what(
    over: Meeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    kinds = (ItemKind.WELCOME, ItemKind.PRACTICE, ItemKind.BREAK, ItemKind.OTHER)
    titles = ("Begrüßung", "Wärmeplanung in Ilmenau", "Kaffee", "Förderung ab 2028")
    for position, (kind, title) in enumerate(zip(kinds, titles, strict=True)):
        AgendaItem.objects.create(meeting=over, position=position, kind=kind, title=title)
    content = fetch(office, at("certificates_pdf", over))
    assert content.count(b"/Type /Page\n") == 3 or content.count(b"/Type/Page") >= 3
    assert printed[0]["topics"] == ["Wärmeplanung in Ilmenau", "Förderung ab 2028"]
    assert printed[0]["signs"] == "Energieagentur"
    assert printed[0]["issued"] == "Mi., 17. März 2027"
    assert [one["name"] for one in printed[0]["people"]] == ["Ina", "Mika Managerin", "Wanda"]
    mika = certificate(printed, "Mika Managerin")
    assert mika["sentence"] == "hat am Treffen „Netzwerktreffen“ teilgenommen."
    assert mika["facts"] == {
        "Wann": "Mi., 17. März 2027, 10:00–14:00 Uhr",
        "Teilnahme": "Rathaus, Am Markt 1, 98693 Ilmenau",
        "Dauer": "4 Stunden",
    }
    ina = certificate(printed, "Ina")["facts"]
    assert ina["Teilnahme"] == "online, bis 12:30 Uhr"
    assert ina["Dauer"] == "2 Stunden 30 Minuten"


def test_who_goes_in_the_last_minutes_was_there_to_the_end(
    over: Meeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    Attendance.objects.filter(name="Ina").update(left_at=berlin(3, 17, 13, 52))
    fetch(office, at("certificates_pdf", over))
    assert certificate(printed, "Ina")["facts"]["Dauer"] == "4 Stunden"


@pytest.mark.parametrize(
    ("facts", "part", "length"),
    [
        ({"came_at": berlin(3, 17, 12, 0)}, "online, von 12:00 bis 12:30 Uhr", "30 Minuten"),
        ({"came_at": berlin(3, 17, 12, 0), "left_at": None}, "online, ab 12:00 Uhr", "2 Stunden"),
        ({"came_at": berlin(3, 17, 10, 14), "left_at": None}, "online", "4 Stunden"),
    ],
)
def test_who_joined_late_was_there_for_the_rest(
    over: Meeting,
    office: Client,
    printed: list[dict[str, Any]],
    facts: dict[str, Any],
    part: str,
    length: str,
) -> None:
    Attendance.objects.filter(name="Ina").update(via=Attendance.Via.ONLINE, **facts)
    fetch(office, at("certificates_pdf", over))
    ina = certificate(printed, "Ina")["facts"]
    assert (ina["Teilnahme"], ina["Dauer"]) == (part, length)


def test_a_name_tapped_late_at_the_door_was_there_all_the_same_unless_it_is_put_right(
    over: Meeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    mika = Attendance.objects.filter(name="Mika Managerin")
    mika.update(came_at=berlin(3, 17, 12, 30).replace(second=7))
    fetch(office, at("certificates_pdf", over))
    assert certificate(printed, "Mika Managerin")["facts"]["Dauer"] == "4 Stunden"
    mika.update(came_at=berlin(3, 17, 12, 30))
    fetch(office, at("certificates_pdf", over))
    assert certificate(printed, "Mika Managerin")["facts"]["Dauer"] == "1 Stunde 30 Minuten"


def test_without_an_agenda_it_says_what_the_invitation_said(
    over: Meeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    fetch(office, at("certificates_pdf", over))
    assert printed[0]["topics"] == ["Wärmeplanung in kleinen Gemeinden."]


def test_one_certificate_alone(
    over: Meeting, office: Client, printed: list[dict[str, Any]]
) -> None:
    wanda = Attendance.objects.get(name="Wanda")
    fetch(office, at("certificate_pdf", over, wanda.pk))
    assert [one["name"] for one in printed[0]["people"]] == ["Wanda"]
    Attendance.objects.filter(pk=wanda.pk).update(removed_at=berlin(3, 17, 14))
    assert office.get(at("certificate_pdf", over, wanda.pk)).status_code == 404


def test_nobody_is_certified_before_the_end(expected: Expected, office: Client) -> None:
    for name in ("certificates", "certificates_pdf", "certificate_mail"):
        page = office.get(at(name, expected.meeting))
        assert page.status_code == 403, name
        assert "wenn das Treffen vorbei ist" in page.content.decode()
    Meeting.objects.update(state=State.HELD)
    assert office.get(at("certificates", expected.meeting)).status_code == 200, "ended early"


def test_papers_are_for_organisers(over: Meeting, sign_in: SignIn, manager: Person) -> None:
    for name in ("attendance_pdf", "certificates", "certificates_pdf", "certificate_mail"):
        assert sign_in(manager).get(at(name, over)).status_code == 403, name
    assert sign_in(manager).post(at("certificates_release", over)).status_code == 403


def test_certificates_of_many_ask_as_often_as_of_one(
    over: Meeting, invite: Invite, office: Client, send: Send
) -> None:
    Attendance.objects.exclude(name="Wanda").delete()
    url = at("certificates_pdf", over)
    office.get(url)  # the session is a day old and written anew
    few = count_queries(office, url)
    send(*(tapped(f"neuling{n}", f"nneuling{n}", name=f"Neu {n}") for n in range(3)))
    assert count_queries(office, url) == few <= 10
