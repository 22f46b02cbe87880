"""The network's settings: seen at once, the logo safe, only for organisers."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.faces.site.actions import change_network
from klimanetz.faces.site.forms import NetworkForm
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.faces.site.test_logo import PNG, svg

URL = "/verwaltung/netzwerk/"
WANTED = {
    "name": "Klimanetz Hessen",
    "claim": "Gemeinsam geht es leichter.",
    "land": "06",
    "operator": "Landesagentur",
    "address": "Hauptstraße 1\n65183 Wiesbaden",
    "email": "netz@agentur.example",
    "phone": "0611 1",
    "imprint": "Wer wir sind",
    "keep_months": "6",
    "privacy": "",
    "accessibility": "",
}


@pytest.fixture
def desk(network: Network, organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def upload(desk: Client, content: bytes, name: str) -> str:
    """Upload a logo; returns the name it is kept under."""
    response = desk.post(URL, WANTED | {"logo": SimpleUploadedFile(name, content)})
    assert response.status_code == HTTPStatus.FOUND, response.context["form"].errors
    return str(Network.objects.current().logo.name)


def test_saved_and_public_at_once(desk: Client, client: Client) -> None:
    assert "Hessen" not in client.get("/").content.decode()
    page = desk.post(URL, WANTED, follow=True)
    assert "Die Einstellungen sind gespeichert." in page.content.decode()
    public = client.get("/").content.decode()
    assert "Klimanetz Hessen" in public
    assert "Gemeinsam geht es leichter." in public
    assert "Hauptstraße 1<br>65183 Wiesbaden" in public
    entry = AuditEntry.objects.get(verb="change_network")
    assert "name" in entry.detail["fields"]
    assert "phone" in entry.detail["fields"]


def test_the_very_first_time_there_is_no_row_yet(db: None) -> None:
    form = NetworkForm(WANTED, instance=Network.objects.current())
    assert form.is_valid()
    change_network(form, actor="test")
    assert Network.objects.get().name == "Klimanetz Hessen"


def test_thuringia_brings_its_register_along_and_only_once(desk: Client) -> None:
    for _ in range(2):
        desk.post(URL, WANTED | {"land": "16"})
    assert Authority.objects.municipalities().count() == 605


def test_another_land_waits_for_whoever_runs_the_installation(desk: Client) -> None:
    desk.post(URL, WANTED)
    assert not Authority.objects.exists()
    assert "klimanetz places import" in desk.get("/verwaltung/").content.decode()


def test_a_form_opened_long_ago_does_not_turn_back_the_revision(network: Network) -> None:
    form = NetworkForm(WANTED, instance=Network.objects.current())
    for _ in range(3):
        changed_for_the_public()
    before = Network.objects.get().revision
    assert form.is_valid()
    change_network(form, actor="test")
    assert Network.objects.get().revision > before


def test_a_name_is_needed(desk: Client, network: Network) -> None:
    page = desk.post(URL, WANTED | {"name": ""})
    assert page.context["form"].errors.keys() == {"name"}
    network.refresh_from_db()
    assert network.name == "Klimanetz Thüringen"


def test_only_for_organisers(
    network: Network, manager: Person, sign_in: SignIn, client: Client
) -> None:
    mine = sign_in(manager)
    assert mine.get(URL).status_code == HTTPStatus.FORBIDDEN
    assert mine.post(URL, WANTED).status_code == HTTPStatus.FORBIDDEN
    assert client.get(URL).headers["Location"] == f"/anmelden/?next={URL}"
    network.refresh_from_db()
    assert network.name == "Klimanetz Thüringen"


def test_other_methods_are_refused(desk: Client) -> None:
    assert desk.delete(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [(PNG, "Unser Logo.PNG", "image/png"), (svg(), "logo.svg", "image/svg+xml")],
)
def test_the_logo_is_served_sealed_and_for_long(
    desk: Client, client: Client, content: bytes, name: str, kind: str
) -> None:
    upload(desk, content, name)
    page = client.get("/").content.decode()
    address = page.partition('<img class="site__sign" src="')[2].partition('"')[0]
    response = client.get(address)
    assert response.content == content
    assert response.headers["Content-Type"] == kind
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_drawing_that_runs_something_is_refused(desk: Client, network: Network) -> None:
    file = SimpleUploadedFile("logo.svg", svg("<script>alert(1)</script>"))
    page = desk.post(URL, WANTED | {"logo": file})
    assert "enthält mehr als ein Bild" in page.content.decode()
    network.refresh_from_db()
    assert not network.logo


def test_a_new_logo_has_a_new_address_and_the_old_file_goes(
    desk: Client,
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = upload(desk, PNG, "logo.png")
    with django_capture_on_commit_callbacks(execute=True):
        new = upload(desk, svg(), "logo.svg")
    assert new != old
    assert client.get(f"/dateien/{old}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/dateien/{new}").status_code == HTTPStatus.OK
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [Path(new).name]


def test_settings_without_a_new_logo_keep_the_old_one(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    name = upload(desk, PNG, "logo.png")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(URL, WANTED)
    assert Network.objects.current().logo.name == name
    assert Network.objects.current().logo.storage.exists(name)


def test_the_logo_can_be_removed(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    name = upload(desk, PNG, "logo.png")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(URL, WANTED | {"logo-clear": "on"})
    network = Network.objects.current()
    assert not network.logo
    assert not network.logo.storage.exists(name)


@pytest.mark.parametrize("name", ["network/andere.png", "../secret_key", "secret_key", "%2e%2e/x"])
def test_no_other_file_is_served(desk: Client, client: Client, name: str) -> None:
    upload(desk, PNG, "logo.png")
    assert client.get(f"/dateien/{name}").status_code == HTTPStatus.NOT_FOUND


def test_robots_stay_out_of_what_is_personal(network: Network, client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /antwort/" in response.content.decode()
    assert client.post("/robots.txt").status_code == HTTPStatus.METHOD_NOT_ALLOWED
