"""A list read in on the page, as an organiser does it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry, Network
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.importing.actions import begin_import
from klimanetz.roster.models import Position, RosterImport
from tests.conftest import SignIn
from tests.factories import make_person
from tests.roster.importing.tables import HEAD, csv, xlsx

pytestmark = pytest.mark.django_db

UPLOAD = "/verwaltung/personen/einlesen/"
ANNA = ("Anna Ahn", "anna@ilmenau.de", "Ilmenau", "KSM")
WRONG = ("Bernd Bach", "bernd(at)arnstadt.de", "Arnstat", "KSM")


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def upload(client: Client, *rows: tuple[str, ...], name: str = "liste.csv") -> str:
    """Reads a list in; returns the address of its page."""
    response = client.post(UPLOAD, {"list": SimpleUploadedFile(name, csv(*rows))})
    assert response.status_code == 302, response.context["form"].errors
    return str(response.headers["Location"])


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def fingerprint(text: str) -> str:
    found = re.search(r'name="plan" value="(\w+)"', text)
    assert found
    return found[1]


def test_the_first_visit_blames_nobody(office: Client) -> None:
    assert "Bitte wählen Sie eine Datei aus." not in page(office, UPLOAD)
    assert "Bitte wählen Sie eine Datei aus." in office.post(UPLOAD).content.decode()


def test_from_upload_to_roster(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, ANNA)
    text = page(office, url)
    assert "1 neu, 0 geändert, 0 unverändert." in text
    assert "Anna Ahn" in text
    assert not Person.objects.filter(email=ANNA[1]).exists()
    response = office.post(f"{url}uebernehmen/", {"plan": fingerprint(text)}, follow=True)
    assert "Die Liste ist übernommen." in response.content.decode()
    assert Person.objects.get(email=ANNA[1]).roles == {Role.MANAGER}
    done = RosterImport.objects.get()
    assert (done.state, done.counts["new"], done.table) == ("applied", 1, {})
    assert "1 neu" in page(office, url)


def test_mistakes_are_led_through(office: Client, ilmenau: Authority, arnstadt: Authority) -> None:
    url = upload(office, HEAD, ANNA, WRONG)
    text = page(office, url)
    assert "eine Zeile ist noch zu klären" in text
    assert "Alles übernehmen" not in text
    assert "„bernd(at)arnstadt.de“ ist keine E-Mail-Adresse." in text
    assert "„Arnstat“ steht nicht im Verzeichnis der Kommunen." in text
    office.post(f"{url}klaeren/", {"z3-authority-choice": f"key={arnstadt.ars}&authority=Arnstadt"})
    text = page(office, url)
    assert "„Arnstat“" not in text
    office.post(f"{url}klaeren/", {"z3-email-text": "bernd@arnstadt.de"})
    text = page(office, url)
    assert "2 neu, 0 geändert, 0 unverändert." in text
    office.post(f"{url}uebernehmen/", {"plan": fingerprint(text)})
    assert Position.objects.get(authority=arnstadt).holdings.get().person.first_name == "Bernd"


def test_decisions_survive_reload_and_a_second_window(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, WRONG, ("C D", "kaputt", "Ilmenau", "KSM"))
    office.post(f"{url}klaeren/", {"z2-email-choice": "leave_out=1"})
    office.post(f"{url}klaeren/", {"z3-email-text": "c@d.de"})
    text = page(office, url)
    assert "1 neu, 0 geändert, 0 unverändert, 1 weggelassen." in text
    assert "Angefangene Listen" in page(office, UPLOAD)
    office.post(f"{url}zeile/2/neu-klaeren/")
    assert "eine Zeile ist noch zu klären" in page(office, url)


def test_choice_that_was_never_offered_is_no_decision(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, WRONG)
    response = office.post(
        f"{url}klaeren/", {"z2-authority-choice": "role=Netzwerkmanagement"}, follow=True
    )
    assert "Bitte wählen Sie" in response.content.decode()
    assert RosterImport.objects.get().decisions == {}


def test_change_by_someone_else_shows_the_new_plan_instead_of_writing(
    office: Client, ilmenau: Authority
) -> None:
    url = upload(office, HEAD, ANNA)
    shown = fingerprint(page(office, url))
    make_person("Anna", "Ahn", Role.MANAGER, email=ANNA[1])
    response = office.post(
        f"{url}uebernehmen/",
        {"plan": shown},
        follow=True,
        headers={"Referer": f"http://testserver{url}"},
    )
    text = response.content.decode()
    assert "Inzwischen hat sich etwas geändert." in text
    assert "0 neu, 1 geändert, 0 unverändert." in text
    assert not Position.objects.exists()


def test_nothing_is_written_while_anything_is_open(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, ANNA, WRONG)
    response = office.post(f"{url}uebernehmen/", {"plan": "x"})
    assert response.status_code == 409
    assert "Es sind noch Zeilen zu klären." in response.content.decode()
    assert not Position.objects.exists()


def test_applied_twice_is_applied_once(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, ANNA)
    sent = {"plan": fingerprint(page(office, url))}
    assert office.post(f"{url}uebernehmen/", sent).status_code == 302
    response = office.post(f"{url}uebernehmen/", sent)
    assert response.status_code == 409
    assert "schon übernommen" in response.content.decode()
    assert Position.objects.count() == 1


def test_discarded_list_leaves_nothing(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, ANNA)
    response = office.post(f"{url}verwerfen/", follow=True)
    assert "Nichts wurde übernommen." in response.content.decode()
    assert RosterImport.objects.get().table == {}
    assert "verworfen" in page(office, url)
    assert office.post(f"{url}klaeren/", {}).status_code == 409


def test_list_that_says_what_is_known_needs_nothing(office: Client, manager: Person) -> None:
    url = upload(office, HEAD, ("Mika Managerin", manager.email, "Ilmenau", "KSM"))
    text = page(office, url)
    assert "Es gibt nichts zu tun." in text
    assert "Alles übernehmen" not in text


def test_changes_and_unused_columns_are_shown(office: Client, manager: Person) -> None:
    head = (*HEAD, "Telefon", "Bemerkung")
    url = upload(office, head, ("Mika Managerin", manager.email, "Ilmenau", "KSM", "0361 1", "x"))
    text = page(office, url)
    assert "Diese Spalten werden nicht übernommen:" in text
    assert "Bemerkung" in text
    assert "<strong>0361 1</strong>" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "Diese Datei ist keine Tabelle."),
        (b"", "leer"),
        (b"Name;E-Mail\n" + b"x" * 5 * 1024 * 1024, "größer als 5 MB"),
    ],
)
def test_wrong_file_is_told_at_the_field(office: Client, content: bytes, sentence: str) -> None:
    response = office.post(UPLOAD, {"list": SimpleUploadedFile("liste.xlsx", content)})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not RosterImport.objects.exists()


def test_name_of_the_file_says_nothing_about_it(office: Client, ilmenau: Authority) -> None:
    file = SimpleUploadedFile("liste.csv", xlsx(HEAD, ANNA))
    assert office.post(UPLOAD, {"list": file}).status_code == 302


def test_template_can_be_filled_and_read(office: Client) -> None:
    response = office.get(f"{UPLOAD}vorlage.xlsx")
    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")
    file = SimpleUploadedFile("vorlage.xlsx", response.content)
    assert (
        "Unter der Kopfzeile steht keine Zeile"
        in office.post(UPLOAD, {"list": file}).content.decode()
    )


def test_list_of_another_organiser_is_not_found(
    office: Client, sign_in: SignIn, ilmenau: Authority
) -> None:
    url = upload(office, HEAD, ANNA)
    other = sign_in(make_person("Paul", "Partner", Role.ORGANISER))
    assert other.get(url).status_code == 404
    assert other.post(f"{url}uebernehmen/", {"plan": "x"}).status_code == 404
    assert "liste.csv" not in page(other, UPLOAD)


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_only_organisers_read_lists_in(
    who: str, request: pytest.FixtureRequest, sign_in: SignIn, network: Network
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for response in (client.get(UPLOAD), client.post(UPLOAD), client.get(f"{UPLOAD}vorlage.xlsx")):
        assert response.status_code == 403
        assert "für das Netzwerkmanagement" in response.content.decode()


def test_anonymous_visitors_sign_in_first(network: Network) -> None:
    assert Client().get(UPLOAD).headers["Location"].startswith("/anmelden/")


def test_unknown_lists_and_wrong_methods(office: Client, ilmenau: Authority) -> None:
    assert office.get(f"{UPLOAD}999/").status_code == 404
    url = upload(office, HEAD, ANNA)
    for verb in ("klaeren/", "uebernehmen/", "verwerfen/", "zeile/2/neu-klaeren/"):
        assert office.get(url + verb).status_code == 405
    assert office.post(url).status_code == 405


def test_audit_tells_who_read_what(office: Client, ilmenau: Authority) -> None:
    url = upload(office, HEAD, ANNA)
    office.post(f"{url}uebernehmen/", {"plan": fingerprint(page(office, url))})
    person = Person.objects.get(email=ANNA[1])
    entry = AuditEntry.objects.get(subject=f"people.person:{person.pk}")
    assert (entry.verb, entry.detail["file"]) == ("import_person", "liste.csv")
    assert entry.actor.startswith("Olga")


def test_public_pages_are_drawn_anew(office: Client, ilmenau: Authority) -> None:
    before = Network.objects.current().revision
    url = upload(office, HEAD, ANNA)
    office.post(f"{url}uebernehmen/", {"plan": fingerprint(page(office, url))})
    assert Network.objects.current().revision > before


def test_queries_of_the_page_do_not_grow(
    office: Client, organiser: Person, ilmenau: Authority
) -> None:
    counts = []
    for number in (1, 3):
        rows = [(f"P{n} Q", f"p{n}@q{number}.de", "Ilmenau", "KSM") for n in range(number)]
        begun = begin_import(csv(HEAD, *rows, ("X", "kaputt", "Y", "Z")), "l", actor=organiser)
        with CaptureQueriesContext(connection) as queries:
            page(office, f"{UPLOAD}{begun.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
