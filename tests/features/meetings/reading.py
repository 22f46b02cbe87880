"""How tests read a page: as a person does, and how often it asks the database."""

import re
from html import unescape
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


class Page(Protocol):
    """What the test client answers."""

    content: bytes


def words(response: Page) -> str:
    """What stands on the page, without markup."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def main_action(client: Client, path: str) -> tuple[str, str]:
    """The words and the address of the one main action of a page."""
    page = client.get(path).content.decode()
    assert page.count("kern-btn--primary") == 1
    head = page.partition('class="page-head__action"')[2].partition("</header>")[0]
    found = re.search(r'--primary" href="([^"]+)".*?kern-label">([^<]+)<', head)
    assert found is not None
    return found[2], found[1]
