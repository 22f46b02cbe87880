"""A GET that writes fails: mail scanners, previews and crawlers open every link."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)

#: Written by the machinery of a request, and nothing a person would call a change.
MACHINERY = {
    "django_session": "the session is refreshed while it is used",
    settings.CACHES["default"]["LOCATION"]: "the cache keeps what was read",
    "core_attempt": "rate limits count",
    "security_visit": "once an hour it is noted that somebody is still signed in",
}


class ReadingWrites(AssertionError):  # noqa: N818
    """A GET or HEAD request changed a row."""


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: object, many: bool, context: object
) -> Any:  # noqa: ANN401 - whatever the database answers
    written = WRITE.match(sql)
    if written and written[1] not in MACHINERY:
        raise ReadingWrites(f"Reading a page wrote to {written[1]}: {sql[:200]}")
    return execute(sql, params, many, context)


@contextmanager
def only_reading() -> Iterator[None]:
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse_writes))
        yield


@pytest.fixture(autouse=True)
def _reading_never_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    request_of = Client.request

    def request(self: Client, **environ: Any) -> Any:  # noqa: ANN401
        if environ.get("REQUEST_METHOD", "GET") not in {"GET", "HEAD"}:
            return request_of(self, **environ)
        with only_reading():
            return request_of(self, **environ)

    monkeypatch.setattr(Client, "request", request)
