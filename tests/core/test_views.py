"""Language, imprint, privacy and accessibility: there for everyone, honest when empty."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.core.markup import read

PAGES = {
    "/impressum/": "imprint",
    "/datenschutz/": "privacy",
    "/barrierefreiheit/": "accessibility",
}
COOKIE = django_settings.LANGUAGE_COOKIE_NAME


@pytest.mark.parametrize(("url", "field"), PAGES.items())
def test_the_text_of_the_operator_takes_the_place_of_ours(
    client: Client, network: Network, url: str, field: str
) -> None:
    ours = client.get(url).content
    Network.objects.update(
        **{field: "Erster Satz <b>.\n\nMehr auf https://agentur.example/", "revision": 2}
    )
    page = read(client.get(url).content).one("div", class_="prose")
    assert page.all("p")[0].text == "Erster Satz <b>."
    assert page.one("a")["href"] == "https://agentur.example/"
    assert b"Erster Satz" not in ours


@pytest.mark.parametrize("url", PAGES)
def test_without_an_operator_nothing_is_made_up(client: Client, db: None, url: str) -> None:
    page = read(client.get(url).content).one("main")
    assert not page.all("a")
    assert "None" not in page.text


@pytest.mark.parametrize("url", PAGES)
def test_the_operator_is_named_with_every_way_to_reach_them(
    client: Client, network: Network, url: str
) -> None:
    Network.objects.update(address="Am Markt 1\n98693 Ilmenau", phone="03677 12 34")
    address = read(client.get(url).content).one("address")
    assert "Energieagentur Am Markt 1 98693 Ilmenau" in address.text
    links = [link["href"] for link in address.all("a")]
    assert links == ["tel:036771234", "mailto:netzwerk@agentur.example"]


@pytest.mark.parametrize("url", PAGES)
def test_these_pages_are_kept_and_only_read(client: Client, network: Network, url: str) -> None:
    response = client.get(url)
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(url).status_code == 405


def test_the_foot_offers_the_other_language(client: Client, network: Network) -> None:
    form = read(client.get("/impressum/").content).one("form", action="/sprache/")
    assert form.one("button")["value"] == "en"
    assert not form.all("input")  # no token: the page is the same for everyone
    client.cookies[COOKIE] = "en"
    page = read(client.get("/impressum/").content)
    assert page.one("html")["lang"] == "en"
    assert page.one("form", action="/sprache/").one("button")["value"] == "de"


def test_a_language_is_kept_and_the_person_stays_on_the_page(
    client: Client, network: Network
) -> None:
    back = "http://testserver/datenschutz/?a=b"
    response = client.post("/sprache/", {"language": "en"}, headers={"Referer": back})
    assert (response.status_code, response["Location"]) == (302, back)
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)
    assert client.get("/datenschutz/")["Content-Language"] == "en"


@pytest.mark.parametrize("back", ["", "https://anderswo.example/", "//anderswo.example/"])
def test_the_way_back_never_leads_away(client: Client, network: Network, back: str) -> None:
    response = client.post("/sprache/", {"language": "en"}, headers={"Referer": back})
    assert response["Location"] == "/"


def test_mails_follow_the_language_of_who_is_signed_in(
    sign_in: SignIn, manager: Person, network: Network
) -> None:
    sign_in(manager).post("/sprache/", {"language": "en"})
    manager.refresh_from_db()
    assert manager.language == "en"


def test_the_cookie_is_secure_where_the_site_is(
    client: Client, network: Network, settings: Settings
) -> None:
    settings.LANGUAGE_COOKIE_SECURE = True
    response = client.post("/sprache/", {"language": "en"})
    assert response.cookies[COOKIE]["secure"]


def test_other_languages_and_ways_are_refused(client: Client, network: Network) -> None:
    assert client.post("/sprache/", {"language": "xx"}).status_code == 400
    assert client.post("/sprache/").status_code == 400
    assert client.get("/sprache/").status_code == 405
