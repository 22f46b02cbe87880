"""Files that a page hands out are closed after the test, as a server does after sending them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse
from django.test import Client


@pytest.fixture(autouse=True)
def _handed_out_files_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    request_of = Client.request
    opened: list[Any] = []

    def request(self: Client, **environ: Any) -> Any:  # noqa: ANN401
        response: Any = request_of(self, **environ)
        if isinstance(response, FileResponse):
            opened.append(response)
        return response

    monkeypatch.setattr(Client, "request", request)
    yield
    request_finished.disconnect(close_old_connections)  # it has no database any more
    for response in opened:
        response.close()
    request_finished.connect(close_old_connections)
