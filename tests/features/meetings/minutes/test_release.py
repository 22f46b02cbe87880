"""Releasing: versions that stay, who reads them, on the page and on paper."""

import json
import re
from datetime import date
from http import HTTPStatus

import pytest
import typst
from django.core.cache import caches
from django.test import Client

from klimanetz.core import printing
from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings.minutes import actions, rules
from klimanetz.features.meetings.minutes.models import (
    ActionItem,
    Entry,
    Kind,
    Minutes,
    MinutesVersion,
)
from klimanetz.features.meetings.models import AgendaItem, Invitation, Meeting, State, Visibility
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import mails_to, purposes_to, told
from tests.features.meetings.minutes.conftest import (
    GUEST,
    Release,
    Write,
    check_in,
    desk_of,
    reader_of,
)
from tests.features.meetings.reading import count_queries, words

SECRET = "Mika zeigt den Weg"
DECIDED = "Wir beschaffen gemeinsam Lastenräder."


def page_of(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}protokoll/"


def test_released_by_one_button(
    office: Client, in_review: Meeting, organiser: Person, client: Client
) -> None:
    path = f"{desk_of(in_review)}veroeffentlichen/"
    page = words(office.get(path))
    assert "Diese Fassung bleibt, wie sie ist." in page
    decision = Entry.objects.get(kind=Kind.DECISION)
    office.post(path, {"readers": "public", "extract": [decision.key]})
    meeting = Meeting.objects.get(pk=in_review.pk)
    assert meeting.state == State.PUBLISHED
    version = MinutesVersion.objects.get()
    assert (version.number, version.released_by) == (1, "Olga Organisatorin")
    office_page = words(office.get(f"/verwaltung/treffen/{meeting.slug}/"))
    assert "Veröffentlicht, Fassung 1." in office_page
    office.post(path, {"readers": "public", "extract": [decision.key]})  # a second click
    assert MinutesVersion.objects.count() == 1
    assert AuditEntry.objects.filter(verb="release_minutes").count() == 1


def read_stand(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', client.get(path).content.decode())
    assert found
    return found[1]


def test_nobody_releases_what_they_have_not_read(
    office: Client, in_review: Meeting, write: Write
) -> None:
    path = f"{desk_of(in_review)}veroeffentlichen/"
    form = {"readers": "public", "extract": [], "seen": read_stand(office, path)}
    write("Das bleibt unter uns.", key="vertraulich")
    page = office.post(path, form)
    assert "Jemand hat inzwischen weitergeschrieben oder veröffentlicht." in words(page)
    assert "Das bleibt unter uns." in words(page)
    assert not MinutesVersion.objects.exists()
    office.post(path, form | {"seen": read_stand(office, path)})
    assert MinutesVersion.objects.get().number == 1


def test_of_two_who_release_the_second_opens_nothing_that_the_first_closed(
    office: Client, in_review: Meeting
) -> None:
    path = f"{desk_of(in_review)}veroeffentlichen/"
    form = {"readers": "members", "extract": [], "seen": read_stand(office, path)}
    office.post(path, form)
    late = office.post(path, form | {"readers": "public"})
    assert "Jemand hat inzwischen" in words(late)
    assert Minutes.objects.get(meeting=in_review).readers == "members"
    assert office.post(path, form).status_code == HTTPStatus.FOUND  # the same, pressed twice


def test_nothing_is_released_before_the_review(office: Client, held: Meeting) -> None:
    path = f"{desk_of(held)}veroeffentlichen/"
    assert office.get(path).status_code == HTTPStatus.FORBIDDEN
    assert office.post(path, {"readers": "members"}).status_code == HTTPStatus.FORBIDDEN


def test_what_is_released_is_reviewed_no_more(release: Release, office: Client) -> None:
    release()
    page = office.get(f"{desk_of(Meeting.objects.get())}pruefen-lassen/")
    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "Das Protokoll ist schon veröffentlicht." in words(page)


def test_a_wrong_choice_is_said(office: Client, in_review: Meeting) -> None:
    response = office.post(f"{desk_of(in_review)}veroeffentlichen/", {"readers": "alle"})
    assert response.status_code == HTTPStatus.OK
    assert not MinutesVersion.objects.exists()


def test_who_waits_for_a_decision_is_named_before(office: Client, in_review: Meeting) -> None:
    actions.propose(reader_of(GUEST), {None: "Und das Datum?"})
    page = words(office.get(f"{desk_of(in_review)}veroeffentlichen/"))
    assert "Über einen Vorschlag ist noch nicht entschieden." in page


# Versions


def test_a_version_stays_and_the_next_one_is_new(
    release: Release, write: Write, office: Client, in_review: Meeting
) -> None:
    release()
    write("Nachtrag: Es waren E-Lastenräder.", key="nachtrag")
    assert "E-Lastenräder" not in words(office.get(page_of(in_review)))
    progress = words(office.get(f"/verwaltung/treffen/{in_review.slug}/"))
    assert "Seitdem wurde weitergeschrieben." in progress
    assert release().number == 2
    page = words(office.get(page_of(in_review)))
    assert "E-Lastenräder" in page
    assert "Fassung 2" in page
    first = words(office.get(f"{page_of(in_review)}fassung/1/"))
    assert "Das ist eine frühere Fassung." in first
    assert "E-Lastenräder" not in first
    assert purposes_to(GUEST).count("minutes.released") == 0


def test_what_is_removed_is_in_the_old_version_only(
    release: Release, write: Write, office: Client, in_review: Meeting
) -> None:
    release()
    entry = Entry.objects.get(kind=Kind.DECISION)
    write(DECIDED, key=entry.key, base_text=DECIDED, removed=True)
    release()
    assert DECIDED not in words(office.get(page_of(in_review)))
    assert DECIDED in words(office.get(f"{page_of(in_review)}fassung/1/"))


def test_an_unknown_version_is_not_found(
    release: Release, office: Client, in_review: Meeting
) -> None:
    release()
    assert office.get(f"{page_of(in_review)}fassung/9/").status_code == HTTPStatus.NOT_FOUND


# Who reads it


def read_as(client: Client, meeting: Meeting) -> str:
    response = client.get(page_of(meeting))
    if response.status_code == HTTPStatus.NOT_FOUND:
        return ""
    return words(response)


@pytest.mark.parametrize("readers", ["members", "guests", "public"])
def test_members_read_all_of_it(
    release: Release, in_review: Meeting, sign_in: SignIn, neighbour: Person, readers: str
) -> None:
    release(readers)
    page = read_as(sign_in(neighbour), in_review)
    assert SECRET in page
    assert "4 Menschen waren dabei, davon 2 online." in page
    assert "Nele Nachbarin" in page
    assert "Angebote einholen." in page


@pytest.mark.parametrize(
    ("readers", "sees"), [("members", ""), ("guests", "full"), ("public", "full")]
)
def test_a_guest_who_was_there_reads_where_it_is_set(
    release: Release, in_review: Meeting, sign_in: SignIn, guest: Person, client: Client,
    readers: str, sees: str,
) -> None:  # fmt: skip
    release(readers)
    assert bool(SECRET in read_as(sign_in(guest), in_review)) == bool(sees)
    by_link = words(client.get(reader_of(GUEST).get_absolute_url()))
    assert (SECRET in by_link) == bool(sees)
    assert ("Danke fürs Prüfen!" in by_link) == (not sees)
    pdf = client.get(f"{reader_of(GUEST).get_absolute_url()}protokoll.pdf")
    assert pdf.status_code == (HTTPStatus.OK if sees else HTTPStatus.NOT_FOUND)


def test_a_guest_who_was_not_there_reads_the_extract(
    release: Release, in_review: Meeting, sign_in: SignIn, guest: Person,
    invitations: list[Invitation],
) -> None:  # fmt: skip
    check_in(in_review, invitations[0])  # Mika came, Gustav did not
    release("public")
    page = read_as(sign_in(guest), in_review)
    assert DECIDED in page
    assert SECRET not in page


def test_the_public_reads_an_extract_without_names(
    release: Release, in_review: Meeting, client: Client
) -> None:
    release("public")
    page = read_as(client, in_review)
    assert "Auszug aus dem Protokoll" in page
    assert DECIDED in page
    assert "4 Menschen waren dabei" in page
    for hidden in (SECRET, "Angebote einholen", "Managerin", "Begrüßung", "Ines"):
        assert hidden not in page
    assert client.get(f"{page_of(in_review)}fassung/1/").status_code == HTTPStatus.FOUND


def test_the_organiser_chooses_what_is_public(
    release: Release, in_review: Meeting, client: Client, minutes_text: list[Entry]
) -> None:
    release("public", [minutes_text[2].key])
    page = read_as(client, in_review)
    assert "Angebote einholen." in page
    assert DECIDED not in page
    assert "Managerin" not in page  # who does it is never public


def test_an_extract_without_a_word_is_none(
    release: Release, in_review: Meeting, client: Client
) -> None:
    release("public", [])
    assert client.get(page_of(in_review)).status_code == HTTPStatus.NOT_FOUND
    assert "Aus dem Protokoll" not in words(client.get(in_review.get_absolute_url()))


@pytest.mark.parametrize("readers", ["members", "guests"])
def test_what_is_not_public_is_not_there_for_the_public(
    release: Release, in_review: Meeting, client: Client, readers: str
) -> None:
    release(readers)
    assert client.get(page_of(in_review)).status_code == HTTPStatus.NOT_FOUND
    pdf = client.get(f"{in_review.get_absolute_url()}protokoll.pdf")
    assert pdf.status_code == HTTPStatus.NOT_FOUND
    page = words(client.get(in_review.get_absolute_url()))
    assert DECIDED not in page


def test_making_it_private_again_holds_at_once(
    release: Release, in_review: Meeting, client: Client
) -> None:
    """Pages for everyone are kept; this one must not be."""
    release("public")
    assert DECIDED in words(client.get(in_review.get_absolute_url()))
    release("members")
    assert DECIDED not in words(client.get(in_review.get_absolute_url()))
    assert MinutesVersion.objects.count() == 1


def test_a_meeting_for_members_has_no_extract(
    release: Release, in_review: Meeting, client: Client
) -> None:
    Meeting.objects.filter(pk=in_review.pk).update(visibility=Visibility.MEMBERS)
    release("public")
    caches["pages"].clear()
    assert client.get(page_of(in_review)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("readers", ["members", "guests", "public"])
@pytest.mark.parametrize("checked_in", [False, True])
@pytest.mark.parametrize("visibility", Visibility)
def test_the_rule_and_its_twin_agree(
    release: Release, in_review: Meeting, organiser: Person, manager: Person, neighbour: Person,
    guest: Person, outsider: Person, invitations: list[Invitation], readers: str,
    checked_in: bool, visibility: str,
) -> None:  # fmt: skip
    Meeting.objects.filter(pk=in_review.pk).update(visibility=visibility)
    if checked_in:
        check_in(in_review, invitations[0])
    release(readers)
    minutes = Minutes.objects.select_related("meeting").get()
    for person in (organiser, manager, neighbour, guest, outsider):
        seen = Minutes.objects.visible_to(person).exists()
        assert seen == bool(rules.can_read(person, minutes)), person


def test_before_the_release_nobody_reads(in_review: Meeting, office: Client) -> None:
    assert office.get(page_of(in_review)).status_code == HTTPStatus.NOT_FOUND
    assert not Minutes.objects.visible_to(Person.objects.get(first_name="Olga")).exists()


# Mails


def test_who_may_read_hears_of_it(release: Release, manager: Person, guest: Person) -> None:
    release("guests")
    for address in (GUEST, guest.email):
        assert "minutes.released" in purposes_to(address)
    assert "minutes.released" in purposes_to(manager.email)


def test_guests_hear_nothing_of_what_they_may_not_read(
    release: Release, manager: Person, guest: Person
) -> None:
    release("members")
    assert "minutes.released" in purposes_to(manager.email)
    assert "minutes.released" not in purposes_to(guest.email) + purposes_to(GUEST)


def told_of_tasks(address: str) -> str:
    (mail,) = [one for one in mails_to(address) if one.letter.purpose == "minutes.assigned"]
    return " ".join(preview_mail(mail).text.split())


def test_an_owner_gets_what_is_theirs(release: Release, manager: Person) -> None:
    release()
    text = told_of_tasks(manager.email)
    assert "steht eine Aufgabe für Sie" in text
    assert "Angebote einholen." in text
    assert "15. April 2027" in text
    assert ActionItem.objects.get(owner=manager).get_absolute_url() in text
    assert "Muster für den Beschluss" not in text
    assert "Muster für den Beschluss" in told_of_tasks(GUEST)


def test_only_who_has_something_new_is_told_again(
    release: Release, write: Write, manager: Person, neighbour: Person
) -> None:
    release()
    before = len(purposes_to(manager.email))
    write("Raum buchen", key="raum", kind=Kind.ACTION, owner="Nele Nachbarin")
    release()
    assert len(purposes_to(manager.email)) == before
    assert "Raum buchen" in told(neighbour.email)


# The page that holds it all


def test_one_page_holds_it_all(
    release: Release, in_review: Meeting, sign_in: SignIn, manager: Person
) -> None:
    release()
    page = words(sign_in(manager).get(in_review.get_absolute_url()))
    for part in (
        "Beschlossen", DECIDED, "Wer was übernommen hat", "Angebote einholen.",
        "Do., 15. April 2027",
        "Was gesagt wurde", SECRET, "Wer dabei war", "Nele Nachbarin", "Protokoll als PDF",
    ):  # fmt: skip
        assert part in page


def test_the_pages_ask_little(
    release: Release, write: Write, in_review: Meeting, office: Client, client: Client
) -> None:
    release("public")
    write("Nachtrag", key="nachtrag")
    release("public")
    paths = [in_review.get_absolute_url(), page_of(in_review)]
    paths.append(f"/verwaltung/treffen/{in_review.slug}/")
    for path in paths:
        office.get(path)
    before = [count_queries(office, path) for path in paths]
    for number in range(3):
        write(f"Noch {number}", key=f"n{number}", kind=Kind.ACTION, owner="Nele Nachbarin")
    release("public")
    for path in paths:
        office.get(path)
    after = [count_queries(office, path) for path in paths]
    assert after[0] == before[0] <= 15
    assert after[1] == before[1] <= 12
    assert after[2] == before[2] <= 10


# On paper


def test_the_document_can_be_read_aloud(
    release: Release, in_review: Meeting, office: Client, client: Client
) -> None:
    release("public")
    path = f"{in_review.get_absolute_url()}protokoll.pdf"
    for reader in (office, client):
        answer = reader.get(path)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert b"pdfuaid" in answer.content


def test_who_presents_stands_in_a_line_of_its_own(
    release: Release,
    in_review: Meeting,
    office: Client,
    agenda: list[AgendaItem],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where nothing was said: there the name once ran into the sentence."""

    def list_paragraphs(document: bytes, content: str = "") -> bytes:
        facts = {"content": content}
        return typst.query(document, "par", sys_inputs=facts, ignore_system_fonts=True).encode()

    AgendaItem.objects.filter(pk=agenda[3].pk).update(presenter_name="Sophie Krahl")
    release("public")
    monkeypatch.setattr(printing, "compile_pdf", list_paragraphs)
    printed = json.loads(office.get(f"{in_review.get_absolute_url()}protokoll.pdf").content)
    assert "Sophie Krahl" in [one["body"].get("child", {}).get("text") for one in printed]


def test_what_the_document_says(
    release: Release, in_review: Meeting, office: Client, client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    release("public")
    sheets: list[str] = []

    def keep(package: str, name: str, title: str, content: dict[str, object]) -> bytes:
        sheets.append(f"{title} {json.dumps(content, ensure_ascii=False)}")
        return b""

    monkeypatch.setattr("klimanetz.features.meetings.minutes.reading.print_document", keep)
    for reader in (office, client):
        reader.get(f"{in_review.get_absolute_url()}protokoll.pdf")
    full, extract = sheets
    for part in (
        "Protokoll: Netzwerktreffen", "Fassung 1 vom 17. März 2027", "2. Wärmeplanung in Ilmenau",
        "Beschluss", "Mika Managerin, bis Do., 15. April 2027", "Nele Nachbarin",
    ):  # fmt: skip
        assert part in full
    assert extract.startswith("Auszug aus dem Protokoll")
    assert DECIDED in extract
    assert "Managerin" not in extract


def test_a_practice_report_becomes_a_story(
    release: Release, in_review: Meeting, office: Client, agenda: list[AgendaItem],
    monkeypatch: pytest.MonkeyPatch, manager: Person,
) -> None:  # fmt: skip
    from klimanetz.features.meetings import retelling  # noqa: PLC0415

    AgendaItem.objects.filter(pk=agenda[1].pk).update(presenter=manager, summary="Der Anfang.")
    path = f"{desk_of(in_review)}geschichte/{agenda[1].pk}/"
    release()
    assert "Geschichte beginnen" not in words(office.get(in_review.get_absolute_url()))
    assert office.post(path).status_code == HTTPStatus.CONFLICT  # nobody keeps stories
    taken: list[retelling.Report] = []

    def take(report: retelling.Report, person: Person) -> str:
        taken.append(report)
        return "/geschichten/1/"

    def slides(item: AgendaItem) -> list[retelling.Slides]:
        return [retelling.Slides("folien.pdf", lambda: pytest.fail("nobody opened them"))]

    monkeypatch.setattr(retelling, "_takers", [take])
    monkeypatch.setattr(retelling, "_sources", [slides])
    assert "Geschichte beginnen" in words(office.get(in_review.get_absolute_url()))
    assert office.post(path).headers["Location"] == "/geschichten/1/"
    (report,) = taken
    assert report.title == "Wärmeplanung in Ilmenau"
    assert report.summary == "Der Anfang.\n\nMika zeigt den Weg zur Wärmeplanung."
    assert (report.contact, report.contact_email) == (manager, manager.email)
    assert [one.name for one in report.slides] == ["folien.pdf"]
    no_report = f"{desk_of(in_review)}geschichte/{agenda[0].pk}/"
    assert office.post(no_report).status_code == HTTPStatus.CONFLICT


def test_the_snapshot_says_what_is_kept(release: Release) -> None:
    items = release().content["items"]
    assert [one["number"] for one in items] == [1, 2, 3, None]
    assert items[2]["entries"][1] == {
        "key": "e2", "kind": "action", "text": "Angebote einholen.", "owner": "Mika Managerin",
        "due": date(2027, 4, 15).isoformat(), "public": False, "about": "",
    }  # fmt: skip
