"""Every page that people reach by clicking on the demo network, read in English."""

import pytest
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.people.models import Person
from tests.harness.crawl import Answer, crawl
from tests.harness.german import left_in_german, written_by_people

VISITORS = {
    "public": "",
    "organiser": cast.ORGANISER,
    "manager": cast.MANAGER,
    "guest": cast.GUEST,
}
#: The mail itself, in the language of its reader.
MAILS = {"demo_mail_content", "outbox_mail_content"}


@pytest.fixture(params=VISITORS)
def reader(request: pytest.FixtureRequest, demo_network: Network, client: Client) -> Client:
    """Somebody who reads everything in English."""
    if email := VISITORS[request.param]:
        client.force_login(Person.objects.get(email=email))
    client.cookies["sprache"] = "en"
    return client


def read(client: Client, path: str) -> Answer:
    response = client.get(path)
    if response.status_code == 302:
        return read(client, response["Location"])
    kind = response.headers.get("Content-Type", "")
    text = response.content.decode() if kind.startswith("text/html") else ""
    return Answer(response.status_code, path, kind, text)


def test_no_page_speaks_german_beside_what_people_wrote(reader: Client) -> None:
    written = written_by_people()
    pages = [
        one
        for one in crawl(lambda path: read(reader, path), ["/", "/demo/"])
        if one.answer.is_page and one.name not in MAILS
    ]
    left = [
        f"{one.path}: {piece}"
        for one in pages
        for piece in left_in_german(one.answer.text, written)
    ]
    assert len(pages) > 10
    assert not left, "\n".join(left)
    assert not [one.path for one in pages if '<html lang="en"' not in one.answer.text]
