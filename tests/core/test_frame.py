"""The frame of every page: where one is, where one can go, what was said, the foot."""

import pytest
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.core.markup import Element, read

LABELS = {
    "public": ["Start", "Netzwerk", "Treffen", "Förderung", "Anmelden"],
    "member": ["Start", "Netzwerk", "Treffen", "Förderung", "Verzeichnis", "Meine Seite"],
    "organiser": [
        "Start",
        "Netzwerk",
        "Treffen",
        "Förderung",
        "Verzeichnis",
        "Meine Seite",
        "Verwaltung",
    ],
    "office": [
        "Heute",
        "Anfragen",
        "Personen",
        "Stellen",
        "Treffen",
        "Beratung",
        "Förderung",
        "Post",
        "Einstellungen",
    ],
}


@login_not_required
def plain(request: HttpRequest, **_parts: str) -> HttpResponse:
    return render(request, "base.html")


@login_not_required
def said(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Die Einladung ist unterwegs.")
    messages.error(request, "Zwei <Adressen> fehlen.")
    return render(request, "base.html")


@login_not_required
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(request.GET.get("reason", ""))


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


@login_not_required
def refused(request: HttpRequest) -> HttpResponse:
    raise Refused("Das Treffen war schon.")


handler403 = "klimanetz.core.refused_pages.denied"
urlpatterns = [
    path("gesagt/", said),
    path("verboten/", forbidden),
    path("kaputt/", broken),
    path("geht-nicht/", refused),
    path("treffen/probe/", plain),
    path("verwaltung/treffen/probe/", plain),
    path("verwaltung/anderes/", plain),
    path("", include("klimanetz.urls")),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def menu(page: Element, label: str = "Hauptmenü") -> list[Element]:
    return page.one("nav", **{"aria-label": label}).all("a")


def current(links: list[Element]) -> list[tuple[str, str]]:
    return [(a.text, a["aria-current"]) for a in links if "aria-current" in a.attributes]


def open_page(client: Client, url: str = "/impressum/") -> Element:
    return read(client.get(url).content)


def test_everyone_finds_the_public_pages_and_the_way_in(client: Client, network: Network) -> None:
    page = open_page(client)
    assert [link.text for link in menu(page)] == LABELS["public"]
    assert page.one("a", class_="site__name").text == "Klimanetz Thüringen"
    assert not page.all("nav", **{"aria-label": "Verwaltung"})
    assert not page.all("form", action="/abmelden/")


def test_a_member_finds_their_own_page_and_the_way_out(
    sign_in: SignIn, manager: Person, network: Network
) -> None:
    page = open_page(sign_in(manager))
    assert [link.text for link in menu(page)] == LABELS["member"]
    assert page.one("form", action="/abmelden/")["method"] == "post"


def test_an_organiser_finds_the_office(sign_in: SignIn, organiser: Person) -> None:
    client = sign_in(organiser)
    page = open_page(client)
    assert [link.text for link in menu(page)] == LABELS["organiser"]
    assert not page.all("nav", **{"aria-label": "Verwaltung"})
    page = open_page(client, "/verwaltung/treffen/probe/")
    assert [link.text for link in menu(page, "Verwaltung")] == LABELS["office"]


def test_the_menu_says_where_one_is(client: Client, sign_in: SignIn, organiser: Person) -> None:
    assert current(menu(open_page(client))) == []
    assert current(menu(open_page(client, "/netzwerk/"))) == [("Netzwerk", "page")]
    assert current(menu(open_page(client, "/treffen/probe/"))) == [("Treffen", "true")]
    page = open_page(sign_in(organiser), "/verwaltung/treffen/probe/")
    assert current(menu(page)) == [("Verwaltung", "true")]
    assert current(menu(page, "Verwaltung")) == [("Treffen", "true")]
    page = open_page(sign_in(organiser), "/verwaltung/anderes/")
    assert current(menu(page)) == [("Verwaltung", "true")]
    assert current(menu(page, "Verwaltung")) == []


def test_the_frame_asks_the_database_little(
    client: Client, sign_in: SignIn, organiser: Person
) -> None:
    open_page(client, "/treffen/probe/")
    with assertNumQueries(1):  # the network
        client.get("/treffen/probe/")
    signed_in = sign_in(organiser)
    with assertNumQueries(3):  # session, person with roles, network
        signed_in.get("/verwaltung/treffen/probe/")


def test_a_page_can_be_used_without_mouse_and_script(client: Client, network: Network) -> None:
    page = open_page(client)
    assert page.all("a")[0]["href"] == "#main"
    assert page.one("main")["id"] == "main"
    assert page.one("button", class_="site__menu")["popovertarget"] == "menu"
    assert "popover" in page.one("nav", id="menu").attributes
    assert not page.all("script")
    assert page.one("html")["lang"] == "de"


def test_what_was_done_is_said_in_tones(client: Client, network: Network) -> None:
    toasts = open_page(client, "/gesagt/").one("div", class_="toasts")
    assert toasts["role"] == "status"
    good, loss = toasts.all("div", class_="notice")
    assert (good["class"], good.text) == ("notice notice--good", "Die Einladung ist unterwegs.")
    assert (loss["class"], loss.text) == ("notice notice--loss", "Zwei <Adressen> fehlen.")
    assert not open_page(client).all("div", class_="toasts")


def test_the_own_logo_takes_the_place_of_the_sign(client: Client, network: Network) -> None:
    assert open_page(client).one("a", class_="site__name").all("svg")
    Network.objects.update(logo="network/logo.svg", revision=2)
    picture = open_page(client).one("a", class_="site__name").one("img")
    assert picture["src"] == "/dateien/network/logo.svg"
    assert picture["alt"] == ""


def test_a_demo_says_so(client: Client, network: Network, settings: Settings) -> None:
    assert not open_page(client, "/treffen/probe/").all("aside", class_="demo")
    settings.DEMO = True
    assert open_page(client, "/treffen/probe/").one("aside", class_="demo").one("a")["href"] == (
        "/demo/"
    )


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/gibt/es/nicht/", 404, "Diese Seite gibt es nicht"),
        ("/verboten/", 403, "Dafür brauchen Sie eine andere Rolle"),
        ("/verboten/?reason=Nur+für+Mitglieder.", 403, "Nur für Mitglieder."),
        ("/geht-nicht/", 409, "Das Treffen war schon."),
    ],
)
def test_a_closed_way_says_why_and_leads_back(
    client: Client, network: Network, url: str, status: int, words: str
) -> None:
    response = client.get(url)
    assert response.status_code == status
    page = read(response.content)
    assert words in page.one("main").text
    assert page.one("main").all("a", href="/")


def test_an_error_of_ours_needs_neither_database_nor_request(
    client: Client, django_assert_num_queries: object
) -> None:
    client.raise_request_exception = False
    with assertNumQueries(0):
        response = client.get("/kaputt/")
    assert response.status_code == 500
    page = read(response.content)
    assert page.one("h1").text == "Etwas ist schiefgegangen"
    assert page.one("main").one("a")["href"] == "/"


def test_an_unreadable_request_is_told_so(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    response = client.post("/sprache/", {"a": "1", "b": "2"})
    assert response.status_code == 400
    assert "Das haben wir nicht verstanden" in response.content.decode()


def test_a_form_left_open_too_long_is_explained(network: Network) -> None:
    response = Client(enforce_csrf_checks=True).post("/anmelden/", {"email": "a@b.example"})
    assert response.status_code == 403
    assert read(response.content).one("h1").text == "Bitte noch einmal absenden"
