"""How organisers keep the shelf: bring, try out, take away; what cannot be filled is refused."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry
from klimanetz.features.funding.shelf import actions, checking
from klimanetz.features.funding.shelf.checking import try_out
from klimanetz.features.funding.shelf.custody import collect_versions, erase_versions
from klimanetz.features.funding.shelf.models import Template, Version
from klimanetz.features.funding.shelf.placeholders import ABOUT, EXAMPLE, list_groups
from klimanetz.features.funding.shelf.shipping import TITLES, build_shipped
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.funding.shelf.conftest import ILMENAU
from tests.features.funding.shelf.papers import read_cells, read_word, write_cells, write_word

DESK = "/verwaltung/vorlagen/"
PAPER = f"{DESK}beschlussvorlage/"
SHELF = "/kommune-ohne-klimaschutzmanagement/vorlagen/"


@pytest.fixture
def paper(network: object) -> Template:
    return Template.objects.get(slug="beschlussvorlage")


def bring(office: Client, file: SimpleUploadedFile, path: str = PAPER) -> str:
    return office.post(f"{path}fassung/", {"file": file}, follow=True).content.decode()


def page_of(client: Client, path: str = PAPER) -> str:
    return client.get(path).content.decode()


# What the product brings


def test_a_new_network_has_four_papers(office: Client) -> None:
    page = page_of(office, DESK)
    for title in ("Beschlussvorlage", "Kostenblatt", "Stellenbeschreibung", "Stellenausschreibung"):
        assert title in page
    assert page.count("mitgeliefert") == 4


@pytest.mark.parametrize("slug", TITLES)
def test_what_is_brought_passes_its_own_check(slug: str) -> None:
    content = build_shipped(slug)
    assert content is not None
    try_out(content, ".docx")
    assert "[" in read_word(content)


def test_the_original_can_be_taken_changed_and_brought_back(
    office: Client, paper: Template
) -> None:
    original = office.get(f"{PAPER}original/")
    assert "{{ kommune_titel }}" in read_word(original.content)
    again = SimpleUploadedFile("Unsere Vorlage.docx", original.content)
    page = bring(office, again)
    assert "Diese Fassung wird ab jetzt ausgefüllt." in page
    assert "Unsere Vorlage.docx" in page
    assert "Olga Organisatorin" in page


def test_the_cost_sheet_has_no_original(office: Client) -> None:
    assert office.get(f"{DESK}kostenblatt/original/").status_code == 404
    page = page_of(office, f"{DESK}kostenblatt/")
    assert "entsteht aus der Rechnung selbst" in page
    assert "Original herunterladen" not in page


# New versions


def test_earlier_versions_stay(office: Client, paper: Template) -> None:
    for number in (1, 2):
        bring(office, write_word(f"Nummer {number} für {{{{ kommune }}}}", name=f"V{number}.docx"))
    assert [one.number for one in paper.versions.all()] == [2, 1]
    page = page_of(office)
    assert page.index("V2.docx") < page.index("V1.docx")
    assert page.count("wird ausgefüllt") == 1
    earlier = office.get(f"{PAPER}fassung/1/")
    assert read_word(earlier.content) == "Nummer 1 für {{ kommune }}"
    assert earlier["Content-Disposition"] == 'attachment; filename="V1.docx"'
    assert read_word(office.get(f"{PAPER}original/").content) == "Nummer 2 für {{ kommune }}"


def test_a_new_version_is_in_the_trail(office: Client, paper: Template) -> None:
    bring(office, write_word("{{ kommune }}"))
    entry = AuditEntry.objects.get(verb="add_template_version")
    assert entry.detail == {"title": "Beschlussvorlage", "name": "Meine.docx"}
    page = office.get("/verwaltung/verlauf/").content.decode()
    assert "Neue Fassung einer Vorlage" in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ kommunne }}", "Den Platzhalter „kommunne“ kennen wir nicht."),
        ("{{ jahre[0].kostn }}", "Den Platzhalter „kostn“ kennen wir nicht."),
        ("{% for j in jahre %}{{ j.steuer }}{% endfor %}", "„steuer“ kennen wir nicht."),
        ("{% if not jahre %}{{ sonst }}{% endif %}", "„sonst“ kennen wir nicht."),
        ("Hallo {{ kommune ", "nicht richtig geschrieben"),
        ("Für {% for j in jahre %}", "nicht richtig geschrieben"),
        ("Für {{ kommune | zauber }}", "nicht richtig geschrieben"),
        ("{{ kommune.__class__.__mro__ }}", "mehr, als Platzhalter dürfen"),
        ("{{ ''.__class__ }}", "mehr, als Platzhalter dürfen"),
        ("{{ partner.append(1) }}", "mehr, als Platzhalter dürfen"),
        ("{{ range(9) }}", "„range“ kennen wir nicht."),
        ("{{ cycler.__init__.__globals__ }}", "mehr, als Platzhalter dürfen"),
    ],
)
def test_what_cannot_be_filled_is_refused_with_its_name(
    office: Client, paper: Template, text: str, sentence: str
) -> None:
    for file in (write_word("Anfang", text), write_cells(["Anfang", text])):
        page = bring(office, file)
        assert sentence in page
    assert not Version.objects.exists()


def test_a_syntax_error_is_named_by_what_stands_near(office: Client, paper: Template) -> None:
    page = bring(office, write_word("Alles gut", "Kosten im Jahr {{ kosten_gesamt", "Ende"))
    assert "in der Nähe von: „Kosten im Jahr" in page


def huge(monkeypatch: pytest.MonkeyPatch) -> SimpleUploadedFile:
    monkeypatch.setattr(checking, "LARGEST_UNPACKED", 10)
    return write_word("{{ kommune }}")


def test_a_file_that_grows_without_end_is_refused(
    office: Client, paper: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ausgepackt zu groß" in bring(office, huge(monkeypatch))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.pdf", b"%PDF-1.7\n...", "Eine Vorlage ist eine Word-Datei"),
        ("x.docx", b"%PDF-1.7\n...", "Der Inhalt passt nicht zur Endung .docx."),
        ("x.exe", b"MZ", "Dieses Format nehmen wir nicht an."),
        ("x.docx", b"x" * (25 * 1024 * 1024 + 1), "größer als 25 MB"),
    ],
)
def test_no_other_file_is_taken(
    office: Client, paper: Template, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in bring(office, SimpleUploadedFile(name, content))
    assert not Version.objects.exists()


def test_a_file_that_is_broken_inside_is_refused(office: Client, paper: Template) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<nichts")
        archive.writestr("word/document.xml", "<kaputt")
    page = bring(office, SimpleUploadedFile("x.docx", stream.getvalue()))
    assert "Diese Datei können wir nicht öffnen." in page


def test_without_a_file_one_is_asked_for_it(office: Client, paper: Template) -> None:
    page = office.post(f"{PAPER}fassung/").content.decode()
    assert "Bitte wählen Sie eine Datei aus." in page


def test_loops_and_questions_are_welcome() -> None:
    good = "{% for j in jahre %}{{ loop.index }}: {{ j.kosten }}{% endfor %}"
    asked = "{% if partner %}{{ partner_namen | upper }}{% else %}allein{% endif %}"
    try_out(write_word(good, asked).read(), ".docx")
    with pytest.raises(ValidationError):
        try_out(write_word("{{ nichts }}").read(), ".docx")


def test_the_form_shows_every_placeholder(office: Client, paper: Template) -> None:
    page = page_of(office, f"{PAPER}fassung/")
    assert EXAMPLE.keys() == {name for _label, group in ABOUT for name in group}
    for name in EXAMPLE:
        assert name in page
    assert "{{ x.geprueft }}" in page
    assert "Name der Kommune" in page
    assert all(one.writing for _label, group in list_groups() for one in group)


# New templates


def test_a_new_template_stands_on_the_shelf(office: Client, client: Client, rules: None) -> None:
    said = {
        "title": "Vereinbarung über eine Stelle",
        "about": "Für Partner.",
        "kind": "council_paper",
        "file": write_word("Zwischen {{ kommune_titel }} und …"),
    }
    page = office.post(f"{DESK}neu/", said, follow=True).content.decode()
    assert "Die Vorlage steht im Regal." in page
    template = Template.objects.get(slug="vereinbarung-ueber-eine-stelle")
    assert template.latest is not None
    assert "Vereinbarung über eine Stelle" in client.get(SHELF).content.decode()


def test_two_templates_may_have_one_title(office: Client, organiser: Person) -> None:
    for slug in ("neu-2", "neu-3"):
        actions.add_template(
            Template(title="Neu", about="x", kind="cost_sheet"), write_word("x"), "x",
            actor=organiser,
        )  # fmt: skip
        assert Template.objects.filter(slug=slug).exists()


def test_a_template_without_title_or_file_is_not_added(office: Client) -> None:
    page = office.post(f"{DESK}neu/", {"about": "Bleibt stehen"}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert "Bitte wählen Sie eine Datei aus." in page
    assert "Bleibt stehen" in page
    assert Template.objects.count() == 4


def test_title_and_purpose_can_be_changed(office: Client, client: Client, paper: Template) -> None:
    said = {"title": "Ratsvorlage", "about": "Für den Rat.", "kind": "council_paper"}
    assert "Gespeichert." in office.post(f"{PAPER}aendern/", said, follow=True).content.decode()
    assert "Ratsvorlage" in client.get(SHELF).content.decode()
    page = office.post(f"{PAPER}aendern/", said | {"title": ""}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page


def test_it_can_be_taken_away_and_put_back(office: Client, client: Client, paper: Template) -> None:
    assert "Beschlussvorlage" in client.get(SHELF).content.decode()
    for _time in range(2):
        page = office.post(f"{PAPER}wegnehmen/", follow=True).content.decode()
        assert "steht diese Vorlage nicht mehr im Regal." in page
    assert "Beschlussvorlage" not in client.get(SHELF).content.decode()
    assert "Weggenommen" in page_of(office, DESK)
    office.post(f"{PAPER}zurueckstellen/")
    assert "Beschlussvorlage" in client.get(SHELF).content.decode()
    assert AuditEntry.objects.filter(verb="retire_template").count() == 1


def test_an_empty_shelf_says_so(office: Client) -> None:
    Template.objects.all().delete()
    assert "Das Regal ist leer." in page_of(office, DESK)


# Trying out


def test_it_can_be_tried_out_for_any_town(
    office: Client, paper: Template, ilmenau: object, rules: None
) -> None:
    bring(office, write_word("Wir in {{ kommune }}: {{ kosten_gesamt }}"))
    response = office.get(f"{PAPER}ausprobieren/?kommune=Ilmenau")
    assert read_word(response.content).startswith("Wir in Ilmenau: ")
    sheet = office.get(f"{DESK}kostenblatt/ausprobieren/?kommune=Ilmenau")
    assert read_cells(sheet.content)


def test_a_town_that_nobody_knows_is_said(office: Client, paper: Template) -> None:
    page = page_of(office, f"{PAPER}ausprobieren/?kommune=Atlantis")
    assert "Diesen Ort kennt das Verzeichnis nicht." in page
    assert 'value="Atlantis"' in page


# Who may


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
@pytest.mark.parametrize(
    "path",
    [
        *("", "neu/", "beschlussvorlage/", "beschlussvorlage/aendern/"),
        *("beschlussvorlage/fassung/", "beschlussvorlage/original/"),
        *("beschlussvorlage/fassung/1/", "beschlussvorlage/ausprobieren/"),
        *("beschlussvorlage/wegnehmen/", "beschlussvorlage/zurueckstellen/"),
    ],
)
def test_nobody_else_keeps_the_shelf(
    request: pytest.FixtureRequest, network: object, sign_in: SignIn, who: str, path: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    answers = {client.get(DESK + path).status_code, client.post(DESK + path).status_code}
    assert 403 in answers
    assert answers <= {403, 405}
    assert not Template.objects.filter(retired_at__isnull=False).exists()


@pytest.mark.parametrize("path", ["", "aendern/", "fassung/", "original/", "ausprobieren/"])
def test_what_is_not_there_is_not_found(office: Client, path: str) -> None:
    assert office.get(f"{DESK}gibt-es-nicht/{path}").status_code == 404


def test_a_version_that_is_not_there_is_not_found(office: Client, paper: Template) -> None:
    assert office.get(f"{PAPER}fassung/9/").status_code == 404
    bring(office, write_word("x"))
    Path(Version.objects.get().file.path).unlink()
    assert office.get(f"{PAPER}fassung/1/").status_code == 404


@pytest.mark.parametrize("path", ["", "beschlussvorlage/", "beschlussvorlage/original/"])
def test_pages_are_only_read(office: Client, path: str) -> None:
    assert office.post(DESK + path).status_code == 405


@pytest.mark.parametrize("path", ["wegnehmen/", "zurueckstellen/"])
def test_nothing_is_taken_away_by_looking(office: Client, paper: Template, path: str) -> None:
    assert office.get(PAPER + path).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_asks_the_same_for_one_and_for_three(
    office: Client, organiser: Person, number: int
) -> None:
    Template.objects.all().delete()
    for count in range(number):
        actions.add_template(
            Template(title=f"V {count}", about="x", kind="cost_sheet"), write_word("x"), "x",
            actor=organiser,
        )  # fmt: skip
    office.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        office.get(DESK)
    assert len(asked) <= 9


def test_one_number_is_given_once(paper: Template, organiser: Person) -> None:
    actions.add_version(paper, write_word("x"), "x", actor=organiser)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(template=paper, number=1, name="x", kind="x", size=1)


# What is kept about a person


def test_who_brought_something_reads_it_and_is_forgotten(
    paper: Template, organiser: Person
) -> None:
    actions.add_version(paper, write_word("x"), "x", actor=organiser)
    (kept,) = collect_versions(organiser)
    assert kept["Datei"] == "Meine.docx"
    assert erase_versions(organiser) == 1
    assert Version.objects.get().uploaded_by is None
    assert list(collect_versions(organiser)) == []


def test_a_version_of_nobody_is_shown(office: Client, paper: Template, organiser: Person) -> None:
    actions.add_version(paper, write_word("x"), "x", actor=organiser)
    Version.objects.update(uploaded_by=None)
    assert "Fassung 1 vom" in page_of(office)


def test_nothing_is_kept_of_who_has_a_paper_filled(
    client: Client, network: object, ilmenau: object, rules: None
) -> None:
    before = AuditEntry.objects.count()
    client.get(f"{SHELF}beschlussvorlage/?{ILMENAU}")
    assert AuditEntry.objects.count() == before
