"""A refused action becomes a sentence where the person is, never a crash."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from klimanetz.core.refusal import ALLOWED, Refused, Verdict
from klimanetz.core.refused_pages import RefusedMiddleware

FORM = "application/x-www-form-urlencoded"


def refuse(
    method: str, referer: str = "", sent: dict[str, str] | None = None
) -> tuple[HttpRequest, HttpResponse | None]:
    headers = {"Referer": referer} if referer else {}
    request = RequestFactory().generic(
        method, "/absagen/", urlencode(sent or {}), FORM, headers=headers
    )
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    middleware = RefusedMiddleware(lambda _: HttpResponse())
    return request, middleware.process_exception(request, Refused("Das Treffen war schon."))


def test_a_form_goes_back_to_its_page_with_the_reason() -> None:
    request, response = refuse("POST", "http://testserver/treffen/")
    assert response is not None
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == "/treffen/"
    assert [str(m) for m in get_messages(request)] == ["Das Treffen war schon."]


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["", "https://anderswo.example/"])
def test_without_a_page_of_ours_the_reason_is_a_page(referer: str) -> None:
    _, response = refuse("POST", referer)
    assert response is not None
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Das Treffen war schon." in response.content.decode()


@pytest.mark.django_db
def test_nobody_is_sent_to_a_page_that_only_answers_a_form() -> None:
    preview = reverse("invite_preview", args=["2027-03-netzwerktreffen"])
    _, response = refuse("POST", f"http://testserver{preview}")
    assert response is not None
    assert response.status_code == HTTPStatus.CONFLICT


@pytest.mark.django_db
def test_words_that_were_refused_wait_on_their_page() -> None:
    request, _ = refuse("POST", "http://testserver/treffen/", {"reason": "Die Bahn streikt."})
    assert request.session["kept_form"]["page"] == "/treffen/"
    request, _ = refuse("POST", "http://testserver/treffen/", {"da": "i7"})
    assert "kept_form" not in request.session


def test_other_errors_pass() -> None:
    middleware = RefusedMiddleware(lambda _: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_verdict_reads_as_yes_or_no_and_demands_with_its_reason() -> None:
    assert ALLOWED
    ALLOWED.require()
    refused = Verdict(False, "Nur für die Geschäftsstelle.")
    assert not refused
    with pytest.raises(PermissionDenied, match="Geschäftsstelle"):
        refused.require()
