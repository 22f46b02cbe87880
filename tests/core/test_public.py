"""Public pages are kept, validated, and never older than the row behind them."""

import brotli
import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public, public_page

drawn: list[str] = []


@public_page
def page(request: HttpRequest) -> HttpResponse:
    drawn.append(request.get_full_path())
    if request.GET.get("fehlt"):
        return HttpResponse("nicht da", status=404)
    if request.GET.get("datei"):
        return HttpResponse("Datei", headers={"Content-Disposition": "attachment"})
    return HttpResponse(f"<p>Seite {len(drawn)} {translation.get_language()}</p>")


@pytest.fixture(autouse=True)
def empty(network: Network) -> None:
    caches["pages"].clear()
    drawn.clear()


def get(path: str = "/seite/", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers=headers)
    if "Cookie" in headers:
        request.COOKIES["sessionid"] = "x"
    return page(request)


def test_second_visit_is_served_from_what_was_kept_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = get()
    with django_assert_num_queries(1):
        second = get()
    assert first.content == second.content
    assert len(drawn) == 1


def test_a_change_is_seen_at_once() -> None:
    get()
    changed_for_the_public()
    assert get().content == b"<p>Seite 2 de</p>"


def test_validator_saves_the_body() -> None:
    etag = get().headers["ETag"]
    again = get(**{"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    changed_for_the_public()
    assert get(**{"If-None-Match": etag}).status_code == 200


def test_each_language_is_kept_on_its_own() -> None:
    get()
    with translation.override("en"):
        assert get().content == b"<p>Seite 2 en</p>"


def test_signed_in_people_get_a_page_of_their_own() -> None:
    get()
    response = get(Cookie="sessionid=x")
    assert len(drawn) == 2
    assert "ETag" not in response.headers


def test_what_is_missing_is_not_kept() -> None:
    assert get("/?fehlt=1").status_code == 404
    assert get("/?fehlt=1").status_code == 404
    assert len(drawn) == 2


def test_a_browser_that_can_gets_it_compressed() -> None:
    small = get(**{"Accept-Encoding": "gzip, deflate, br"})
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.content) == get().content
    assert "Accept-Encoding" in small.headers["Vary"]
    again = get(**{"Accept-Encoding": "br", "If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304
    assert get(**{"If-None-Match": small.headers["ETag"]}).status_code == 200


def test_headers_of_the_page_are_kept_with_it() -> None:
    get("/?datei=1")
    assert get("/?datei=1").headers["Content-Disposition"] == "attachment"


def test_it_is_public(client: Client) -> None:
    assert page.login_required is False  # type: ignore[attr-defined]


def test_kept_pages_answer_before_sessions_and_forms_are_thought_of(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/impressum/")
    with django_assert_num_queries(1):
        again = client.get("/impressum/")
    assert again.content == first.content
    assert again.headers["Content-Length"] == str(len(again.content))
    for name in ("Content-Security-Policy", "X-Frame-Options", "Content-Language", "ETag"):
        assert again.headers[name] == first.headers[name]


def test_what_is_kept_is_not_told_to_a_foreign_host(client: Client) -> None:
    client.get("/impressum/")
    assert client.get("/impressum/", headers={"Host": "boese.example"}).status_code == 400


def test_pages_that_are_not_kept_cost_no_query_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/sprache/").status_code == 405
