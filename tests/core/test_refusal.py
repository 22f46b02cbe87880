"""A refused action becomes a sentence where the person is, never a crash."""

from http import HTTPStatus

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from klimanetz.core.refusal import ALLOWED, Refused, RefusedMiddleware, Verdict


def refuse(method: str, referer: str = "") -> tuple[HttpRequest, HttpResponse | None]:
    headers = {"Referer": referer} if referer else {}
    request = RequestFactory().generic(method, "/absagen/", headers=headers)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    middleware = RefusedMiddleware(lambda _: HttpResponse())
    return request, middleware.process_exception(request, Refused("Das Treffen war schon."))


def test_a_form_goes_back_to_its_page_with_the_reason() -> None:
    request, response = refuse("POST", "http://testserver/treffen/")
    assert response is not None
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == "http://testserver/treffen/"
    assert [str(m) for m in get_messages(request)] == ["Das Treffen war schon."]


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["", "https://anderswo.example/"])
def test_without_a_page_of_ours_the_reason_is_a_page(referer: str) -> None:
    _, response = refuse("POST", referer)
    assert response is not None
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Das Treffen war schon." in response.content.decode()


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
