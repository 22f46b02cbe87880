"""The handover file: written by who leaves, read and continued by who comes, by nobody else."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook
from pytest_django import Settings

from klimanetz.core.jobs import registered_jobs
from klimanetz.core.models import AuditEntry
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.actions import end_position, fill_position, vacate_position
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession import documents, rules
from klimanetz.roster.succession.jobs import lead_to_handover
from klimanetz.roster.succession.models import Contact, Document, Errand, Note, Question
from tests.conftest import SignIn
from tests.factories import make_person
from tests.roster.succession.conftest import read

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)
PDF = b"%PDF-1.7\n%..."


@pytest.fixture
def mine(manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


@pytest.fixture
def question(db: None) -> Question:
    return Question.objects.get(text="Was läuft gerade?")


def of(position: Position, page: str = "") -> str:
    return f"/stelle/{position.pk}/uebergabe/{page}"


def hand_in(client: Client, position: Position, name: str, content: bytes) -> str:
    upload = SimpleUploadedFile(name, content)
    response = client.post(of(position, "dokumente/neu/"), {"file": upload}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


class TestWriting:
    def test_empty_file_says_how_to_begin(self, mine: Client, position: Position) -> None:
        text = read(mine, of(position))
        assert "Noch steht nichts in der Mappe." in text
        assert "Fragen beantworten" in text
        assert "Was verlangt der Zuwendungsbescheid?" in text

    def test_answers_are_led_by_the_questions(
        self, mine: Client, position: Position, question: Question
    ) -> None:
        page = read(mine, of(position, "fragen/"))
        assert "Passwörter gehören nicht hierher" in page
        name = f"note_{question.pk}"
        mine.post(of(position, "fragen/"), {name: "Der Radweg.\r\n\r\nDie Wärmeplanung."})
        text = read(mine, of(position))
        assert "<p>Die Wärmeplanung.</p>" in text
        assert "Mika Managerin" in text
        assert "Weiterschreiben" in text
        assert Note.objects.count() == 1

    def test_two_who_write_at_once_do_not_undo_each_other(
        self, mine: Client, office: Client, position: Position
    ) -> None:
        """Both opened the page while it was empty, and each answered another question."""
        first, second = (f"note_{one.pk}" for one in Question.objects.order_by("rank")[:2])
        blank = {f"initial-{first}": "", f"initial-{second}": ""}
        mine.post(of(position, "fragen/"), {first: "von Mika", second: "", **blank})
        office.post(of(position, "fragen/"), {first: "", second: "von Olga", **blank})
        assert set(Note.objects.values_list("text", flat=True)) == {"von Mika", "von Olga"}

    def test_nothing_changed_is_no_entry(
        self, mine: Client, position: Position, question: Question
    ) -> None:
        name = f"note_{question.pk}"
        for _ in range(2):
            mine.post(of(position, "fragen/"), {name: "So", f"initial-{name}": "So"})
        assert not AuditEntry.objects.filter(verb="write_handover").exists()

    def test_markup_stays_text(self, mine: Client, position: Position, question: Question) -> None:
        Question.objects.update(hint="<script>alert(1)</script>")
        mine.post(of(position, "fragen/"), {f"note_{question.pk}": "<script>alert(2)</script>"})
        assert "<script>alert" not in read(mine, of(position))
        assert "<script>alert" not in read(mine, of(position, "fragen/"))

    def test_contacts(self, mine: Client, position: Position) -> None:
        assert "Wofür" in read(mine, of(position, "kontakte/neu/"))
        sent = {"name": "Frau Amt", "about": "Haushalt", "phone": "030 23125 1", "email": "a@b.de"}
        mine.post(of(position, "kontakte/neu/"), sent)
        text = read(mine, of(position))
        assert "Frau Amt" in text
        assert "mailto:a@b.de" in text
        gone = of(position, f"kontakte/{Contact.objects.get().pk}/entfernen/")
        mine.post(gone)
        assert "Frau Amt" not in read(mine, of(position))
        assert mine.post(gone).status_code == 404

    def test_wrong_contact_is_told_and_nothing_lost(self, mine: Client, position: Position) -> None:
        response = mine.post(of(position, "kontakte/neu/"), {"name": "Frau Amt", "email": "krumm"})
        text = response.content.decode()
        assert text.count("kern-error") >= 2
        assert 'value="Frau Amt"' in text
        assert 'value="krumm"' in text

    def test_errands_are_done_and_open_again(self, mine: Client, position: Position) -> None:
        mine.post(of(position, "aufgaben/neu/"), {"text": "Bericht", "due_on": "2027-03-31"})
        errand = Errand.objects.get()
        assert "bis 31. März 2027" in read(mine, of(position))
        for _ in range(2):
            mine.post(of(position, f"aufgaben/{errand.pk}/erledigt/"))
        assert "erledigt</span>" in read(mine, of(position))
        assert AuditEntry.objects.filter(verb="finish_errand").count() == 1
        mine.post(of(position, f"aufgaben/{errand.pk}/offen/"))
        assert "erledigt</span>" not in read(mine, of(position))

    def test_errand_without_text_or_day(self, mine: Client, position: Position) -> None:
        sent = {"text": "", "due_on": "bald"}
        text = mine.post(of(position, "aufgaben/neu/"), sent).content.decode()
        assert text.count('class="kern-error"') == 2
        assert 'value="bald"' in text

    def test_same_few_queries_however_thick(self, mine: Client, position: Position) -> None:
        counts = []
        for number in range(2):
            with CaptureQueriesContext(connection) as queries:
                read(mine, of(position))
            counts.append(len(queries))
            for name in "AB":
                person = make_person(name, f"Weitere{number}")
                one = Question.objects.create(text=f"{name}{number}?")
                Note.objects.create(position=position, question=one, text="Ja", written_by=person)
                Contact.objects.create(position=position, name=name, about="x")
                Errand.objects.create(position=position, text=name)
                Document.objects.create(
                    position=position, name=name, size=1, kind="a/b", uploaded_by=person, file="x"
                )
        assert counts[0] == counts[1]


def workbook() -> bytes:
    stream = BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def archive(**files: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_XML", ".xml"), content)
    return stream.getvalue()


ODT = archive(mimetype="application/vnd.oasis.opendocument.text")
WORD = {"[Content_Types].xml": "", "word/document.xml": ""}


class TestDocuments:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("Bescheid.pdf", PDF),
            ("Kosten.xlsx", workbook()),
            ("Konzept.ODT", ODT),
            ("Konzept.docx", archive(**WORD)),
            ("alt.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."),
            ("Foto.jpg", b"\xff\xd8\xff\xe0..."),
            ("Plan.png", b"\x89PNG\r\n\x1a\n..."),
            ("Bild.webp", b"RIFF....WEBPVP8 "),
            ("Notiz.txt", "Größe: 5 m²\r\n".encode("cp1252")),
        ],
    )
    def test_what_an_office_has_is_taken(
        self, mine: Client, position: Position, name: str, content: bytes
    ) -> None:
        text = hand_in(mine, position, name, content)
        assert "Die Datei liegt jetzt in der Mappe." in text
        document = Document.objects.get()
        assert (document.name, document.size) == (name, len(content))
        response = mine.get(of(position, f"dokumente/{document.pk}/"))
        assert b"".join(response.streaming_content) == content  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("Seite.html", b"<html>", "Dieses Format nehmen wir nicht an."),
            ("Bild.svg", b"<svg onload='x'/>", "Dieses Format nehmen wir nicht an."),
            ("virus.exe", b"MZ", "Dieses Format nehmen wir nicht an."),
            ("ohne", b"x", "Dieses Format nehmen wir nicht an."),
            ("Seite.pdf", b"<html><script>", "Der Inhalt passt nicht zur Endung .pdf."),
            ("Seite.png", b"<html>", "Der Inhalt passt nicht zur Endung .png."),
            ("Bild.webp", b"RIFF....WAVE", "Der Inhalt passt nicht zur Endung .webp."),
            ("Kosten.xlsx", b"PK\x03\x04 kaputt", "Der Inhalt passt nicht zur Endung .xlsx."),
            ("Kosten.xlsx", archive(**WORD), "Der Inhalt passt nicht zur Endung .xlsx."),
            ("Text.ods", ODT, "Der Inhalt passt nicht zur Endung .ods."),
            ("Text.odt", archive(anderes="x"), "Der Inhalt passt nicht zur Endung .odt."),
            ("Text.txt", b"a\x00b", "Der Inhalt passt nicht zur Endung .txt."),
            ("M.docx", archive(**WORD, **{"word/vbaProject.bin": ""}), "enthält Makros"),
        ],
    )
    def test_anything_else_is_told_what_to_do(
        self, mine: Client, position: Position, name: str, content: bytes, told: str
    ) -> None:
        assert told in hand_in(mine, position, name, content)
        assert not Document.objects.exists()

    def test_too_large(
        self, mine: Client, position: Position, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(documents, "LARGEST", 10)
        assert "größer als 25 MB" in hand_in(mine, position, "Bescheid.pdf", PDF)

    def test_nothing_chosen(self, mine: Client, position: Position) -> None:
        assert "Datei hochladen" in read(mine, of(position, "dokumente/neu/"))
        text = mine.post(of(position, "dokumente/neu/")).content.decode()
        assert "Bitte wählen Sie eine Datei aus." in text

    def test_served_to_be_saved_and_never_shown(self, mine: Client, position: Position) -> None:
        hand_in(mine, position, "Prüfung «neu».pdf", PDF)
        response = mine.get(of(position, f"dokumente/{Document.objects.get().pk}/"))
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
        response.close()

    def test_kept_under_a_name_nobody_guesses(
        self, mine: Client, position: Position, settings: Settings, client: Client
    ) -> None:
        hand_in(mine, position, "../../Bescheid.pdf", PDF)
        path = Path(Document.objects.get().file.path)
        assert path.is_relative_to(Path(settings.MEDIA_ROOT) / "handover")
        assert "Bescheid" not in path.name
        assert client.get(f"/dateien/{Document.objects.get().file.name}").status_code == 404

    def test_deleted_with_its_file(
        self,
        mine: Client,
        position: Position,
        django_capture_on_commit_callbacks: "object",
    ) -> None:
        hand_in(mine, position, "Bescheid.pdf", PDF)
        document = Document.objects.get()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            mine.post(of(position, f"dokumente/{document.pk}/entfernen/"))
        assert not Path(document.file.path).exists()
        assert mine.get(of(position, f"dokumente/{document.pk}/")).status_code == 404

    def test_lost_file_is_not_found(self, mine: Client, position: Position) -> None:
        hand_in(mine, position, "Bescheid.pdf", PDF)
        document = Document.objects.get()
        Path(document.file.path).unlink()
        assert mine.get(of(position, f"dokumente/{document.pk}/")).status_code == 404

    def test_of_another_position_is_not_found(
        self, office: Client, position: Position, neighbour: Person
    ) -> None:
        hand_in(office, position, "Bescheid.pdf", PDF)
        other = Position.objects.get(holdings__person=neighbour)
        page = of(other, f"dokumente/{Document.objects.get().pk}/")
        assert office.get(page).status_code == 404
        assert office.post(f"{page}entfernen/").status_code == 404


PAGES = ("", "fragen/", "kontakte/neu/", "aufgaben/neu/", "dokumente/neu/")


class TestWhoMay:
    @pytest.fixture(autouse=True)
    def filled(self, position: Position) -> None:
        Contact.objects.create(position=position, name="Frau Amt", about="Haushalt")
        Errand.objects.create(position=position, text="Bericht")
        Document.objects.create(position=position, name="a.pdf", size=1, kind="a/b", file="x.pdf")

    def every_page(self, position: Position) -> list[str]:
        contact, errand, document = (
            Contact.objects.get(),
            Errand.objects.get(),
            Document.objects.get(),
        )
        return [
            *(of(position, page) for page in PAGES),
            of(position, f"kontakte/{contact.pk}/entfernen/"),
            of(position, f"aufgaben/{errand.pk}/erledigt/"),
            of(position, f"aufgaben/{errand.pk}/offen/"),
            of(position, f"dokumente/{document.pk}/"),
            of(position, f"dokumente/{document.pk}/entfernen/"),
        ]

    def test_nobody_else_reaches_one_page(
        self,
        position: Position,
        neighbour: Person,
        guest: Person,
        outsider: Person,
        sign_in: SignIn,
        client: Client,
    ) -> None:
        for person in (neighbour, guest, outsider):
            other = sign_in(person)
            for page in self.every_page(position):
                assert {other.get(page).status_code, other.post(page).status_code} <= {404, 405}
        for page in self.every_page(position):
            assert "/anmelden/" in client.get(page).headers["Location"]
        assert Contact.objects.exists()
        assert Document.objects.exists()

    def test_leaver_writes_for_thirty_days(self, position: Position, mine: Client) -> None:
        Holding.objects.update(ends=TODAY() - 30 * DAY)
        assert mine.get(of(position)).status_code == 200
        assert 'href="/ich/"' in read(mine, of(position))
        Holding.objects.update(ends=TODAY() - 31 * DAY)
        for page in PAGES:
            response = mine.get(of(position, page))
            assert response.status_code == 403
        assert "Die Übergabemappe öffnen nur" in response.content.decode()

    def test_successor_from_the_first_day(
        self, position: Position, outsider: Person, sign_in: SignIn
    ) -> None:
        holding = Holding.objects.create(position=position, person=outsider, starts=TODAY() + DAY)
        other = sign_in(outsider)
        assert other.get(of(position)).status_code == 403
        holding.starts = TODAY()
        holding.save()
        assert "Frau Amt" in read(other, of(position))

    def test_opening_and_finding_agree(
        self,
        position: Position,
        organiser: Person,
        manager: Person,
        neighbour: Person,
        guest: Person,
        outsider: Person,
        erfurt: Authority,
    ) -> None:
        left = Position.objects.create(authority=erfurt, state="vacant")
        for person, starts, ends in (
            (outsider, None, TODAY() - 30 * DAY),
            (neighbour, None, TODAY() - 31 * DAY),
            (guest, TODAY() + DAY, None),
        ):
            Holding.objects.create(position=left, person=person, starts=starts, ends=ends)
        for person in (organiser, manager, neighbour, guest, outsider):
            may = {one for one in Position.objects.all() if rules.can_open_handover(person, one)}
            assert may == set(rules.handovers_of(person))
        assert left in rules.handovers_of(outsider)
        assert left not in rules.handovers_of(neighbour)


class TestMails:
    def test_the_worker_knows_it(self) -> None:
        assert lead_to_handover in registered_jobs()

    def test_leaver_is_asked_once(
        self, position: Position, manager: Person, organiser: Person
    ) -> None:
        assert lead_to_handover() == 0
        vacate_position(position, last_day=TODAY() + 20 * DAY, actor=organiser)
        assert [lead_to_handover(), lead_to_handover()] == [1, 0]
        vacate_position(position, last_day=TODAY() + 10 * DAY, actor=organiser)
        assert lead_to_handover() == 0
        mail = Mail.objects.get()
        assert mail.address == manager.email
        assert "Bevor Sie gehen" in mail.letter.subject
        assert of(position) in mail.letter.text

    def test_not_of_what_is_long_ago(self, position: Position) -> None:
        Holding.objects.update(ends=TODAY() - 31 * DAY)
        assert lead_to_handover() == 0

    def test_not_where_nobody_follows(self, position: Position, organiser: Person) -> None:
        end_position(position, last_day=TODAY(), actor=organiser)
        assert lead_to_handover() == 0

    def test_successor_is_welcomed_on_the_first_day(
        self, position: Position, outsider: Person, organiser: Person
    ) -> None:
        vacate_position(position, last_day=TODAY() - DAY, actor=organiser)
        lead_to_handover()
        fill_position(position, outsider, since=TODAY() + DAY, actor=organiser)
        assert lead_to_handover() == 0
        Holding.objects.filter(person=outsider).update(starts=TODAY())
        assert [lead_to_handover(), lead_to_handover()] == [1, 0]
        mail = Mail.objects.get(address=outsider.email)
        assert mail.letter.subject == "Willkommen: Ihre Übergabemappe für Ilmenau"

    def test_first_holder_has_nothing_to_inherit(self, position: Position) -> None:
        Holding.objects.update(starts=TODAY())
        assert lead_to_handover() == 0


class TestWays:
    def test_from_the_position_in_the_office(self, office: Client, position: Position) -> None:
        assert f'href="{of(position)}"' in read(office, f"/verwaltung/stellen/{position.pk}/")

    def test_from_my_position_and_my_page(self, mine: Client, position: Position) -> None:
        assert f'href="{of(position)}"' in read(mine, f"/ich/stelle/{position.pk}/")
        assert f'href="{of(position)}"' in read(mine, "/ich/")

    def test_from_my_page_after_the_last_day(self, mine: Client, position: Position) -> None:
        Holding.objects.update(ends=TODAY() - DAY)
        assert f'href="{of(position)}"' in read(mine, "/ich/")

    def test_unknown_position(self, office: Client) -> None:
        assert office.get("/stelle/999/uebergabe/").status_code == 404


class TestQuestions:
    PAGE = "/verwaltung/stellen/uebergabe-fragen/"

    def test_added_changed_and_asked_no_more(self, office: Client) -> None:
        assert "Was läuft gerade?" in read(office, self.PAGE)
        assert "Frage speichern" in read(office, f"{self.PAGE}neu/")
        sent = {"text": "Wer kocht Kaffee?", "hint": "", "rank": "5"}
        office.post(f"{self.PAGE}neu/", sent)
        row = Question.objects.get(text="Wer kocht Kaffee?")
        office.post(f"{self.PAGE}{row.pk}/", sent | {"text": "Wer kocht den Kaffee?"})
        assert "Wer kocht den Kaffee?" in read(office, f"{self.PAGE}{row.pk}/")
        office.post(f"{self.PAGE}{row.pk}/entfernen/")
        assert "Kaffee" not in read(office, self.PAGE)
        assert office.post(f"{self.PAGE}{row.pk}/entfernen/").status_code == 404

    def test_answers_to_old_questions_stay(
        self, office: Client, mine: Client, position: Position, question: Question
    ) -> None:
        mine.post(of(position, "fragen/"), {f"note_{question.pk}": "Der Radweg"})
        office.post(f"{self.PAGE}{question.pk}/entfernen/")
        assert "Der Radweg" in read(mine, of(position))

    def test_needs_a_text(self, office: Client) -> None:
        text = office.post(f"{self.PAGE}neu/", {"text": "", "rank": "x"}).content.decode()
        assert text.count('class="kern-error"') == 2

    def test_empty(self, office: Client) -> None:
        Question.objects.all().delete()
        assert "Noch wird nichts gefragt." in read(office, self.PAGE)

    def test_for_organisers_alone(self, mine: Client, question: Question) -> None:
        for page in ("", "neu/", f"{question.pk}/"):
            assert mine.get(self.PAGE + page).status_code == 403
        assert mine.post(f"{self.PAGE}{question.pk}/entfernen/").status_code == 403


def test_merged_town_keeps_the_file(
    office: Client, position: Position, arnstadt: Authority
) -> None:
    """The position moves to the town that comes after; the file goes with it."""
    Authority.objects.filter(name="Ilmenau").update(valid_to=date(2026, 1, 1))
    Errand.objects.create(position=position, text="Bericht")
    assert "Bericht" in read(office, of(position))
    office.post(f"/verwaltung/stellen/{position.pk}/umziehen/", {"place": arnstadt.ars})
    text = read(office, of(position))
    assert "Bericht" in text
    assert "Arnstadt" in text


def test_person_with_two_positions_has_two_files(
    mine: Client, manager: Person, position: Position, arnstadt: Authority
) -> None:
    second = Position.objects.create(authority=arnstadt, kind="energy_manager")
    Holding.objects.create(position=second, person=manager)
    Errand.objects.create(position=position, text="Nur hier")
    assert "Nur hier" in read(mine, of(position))
    assert "Nur hier" not in read(mine, of(second))
    Holding.objects.filter(position=position).update(ends=TODAY() - 31 * DAY)
    assert mine.get(of(position)).status_code == 403
    assert mine.get(of(second)).status_code == 200
