"""Every page that people reach by clicking on the demo network: whole, quick and without dead ends.

Some forty people, three meetings and a hundred invitations: enough to see a query per row.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.people.models import Person
from tests.harness.crawl import Answer, Found, crawl

VISITORS = {
    "public": "",
    "organiser": cast.ORGANISER,
    "manager": cast.MANAGER,
    "guest": cast.GUEST,
}
QUERIES = 8
#: On top for somebody signed in: the session and the person.
SIGNED_IN = 2
#: Pages that are no list but one screen of many things, each asked once.
#: Who takes everything along is asked about in every part: one query or two for each.
EVERYTHING = 60
MANY_THINGS = {
    "office": 40,
    "authority_page": 12,  # kept for everyone who is not signed in
    "office_authority": 12,
    "me": 22,
    "my_visibility": 12,
    "person_detail": 12,
    "position_detail": 16,
    "trail": 24,  # one for each kind of thing that it names
    "meeting_detail": 16,  # kept for everyone who is not signed in
    "minutes_write": 14,
    "minutes_desk": 11,
    "mail_samples": 14,  # what the mail asks, and the page that shows it
    "handover": 12,
    **dict.fromkeys(("download_me", "download_json", "download_pdf"), EVERYTHING),
}


class Outline(HTMLParser):
    """What every page has once: language, title, main heading; ids that must be unique; forms."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.posting: list[tuple[str, bool]] = []  # to where, and whether with a token

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags[tag] += 1
        if identifier := values.get("id"):
            self.ids[identifier] += 1
        if tag == "html":
            self.language = values.get("lang") or ""
        if tag == "form" and (values.get("method") or "").lower() == "post":
            self.posting.append((values.get("action") or "", False))
        if values.get("name") == "csrfmiddlewaretoken":
            self.posting[-1] = (self.posting[-1][0], True)


def open_page(client: Client, path: str) -> Answer:
    response = client.get(path)
    kind = response["Content-Type"] if response.has_header("Content-Type") else ""
    text = response.content.decode() if kind.startswith("text/html") else ""
    if response.status_code == 302:
        return open_page(client, response["Location"])
    return Answer(response.status_code, path, kind, text)


@pytest.fixture(params=VISITORS)
def client_of(request: pytest.FixtureRequest, demo_network: Network, client: Client) -> Client:
    if email := VISITORS[request.param]:
        client.force_login(Person.objects.get(email=email))
    return client


def reach(client: Client) -> list[Found]:
    return crawl(lambda path: open_page(client, path), ["/", "/demo/"])


def test_no_link_is_dead(client_of: Client) -> None:
    found = reach(client_of)
    dead = [f"{one.path} (from {one.origin}): {one.answer.status}" for one in found]
    assert len(found) > 10
    assert not [line for line, one in zip(dead, found, strict=True) if one.answer.status != 200]


def test_every_page_has_one_heading_a_title_and_a_language(client_of: Client) -> None:
    for one in reach(client_of):
        if one.answer.is_page and one.name not in {"demo_mail_content", "outbox_mail_content"}:
            outline = Outline()
            outline.feed(one.answer.text)
            assert outline.tags["h1"] == 1, one.path
            assert outline.tags["main"] == 1, one.path
            assert outline.language == "de", one.path
            assert re.search(r"<title>\s*\S.*</title>", one.answer.text, re.DOTALL), one.path
            assert not [name for name, times in outline.ids.items() if times > 1], one.path


def test_no_form_is_sent_in_vain(client_of: Client) -> None:
    """Without its token a form is refused, which the tests' own client does not notice."""
    for one in reach(client_of):
        outline = Outline()
        outline.feed(one.answer.text)
        for action, guarded in outline.posting:
            view = resolve(urlsplit(urljoin(one.path, action)).path).func
            assert guarded or getattr(view, "csrf_exempt", False), f"{one.path}: {action}"


def test_every_answer_carries_a_strict_policy(client_of: Client) -> None:
    for one in reach(client_of):
        headers = client_of.get(one.path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, one.path
        assert "unsafe" not in policy, one.path
        assert not re.search(r"https?:|\*", policy), one.path
        assert headers["X-Content-Type-Options"] == "nosniff", one.path
        assert headers["Referrer-Policy"] == "same-origin", one.path


def test_no_page_asks_the_database_often(client_of: Client) -> None:
    many = []
    for one in reach(client_of):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client_of.get(one.path)
        if len(asked) > MANY_THINGS.get(one.name, QUERIES + SIGNED_IN):
            repeated = Counter(query["sql"][:90] for query in asked).most_common(2)
            many.append(f"{one.path}: {len(asked)} queries, most often {repeated}")
    assert not many, "\n".join(many)
