"""The mails to be read before anybody gets them, in the demo: each is about something there."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.features.advising.models import Contact
from klimanetz.mail.models import Letter
from klimanetz.mail.samples import list_samples
from klimanetz.people.models import Person
from tests.features.meetings.reading import words

KINDS = [one.kind for one in list_samples()]


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_shown_as_it_would_go(demo_network: Network, client: Client, kind: str) -> None:
    client.force_login(Person.objects.get(email=cast.ORGANISER))
    before = Letter.objects.count()
    assert "Betreff" in words(client.get(reverse("mail_samples"), {"mail": kind}))
    content = client.get(reverse("mail_sample_content", args=[kind]))
    assert content.status_code == HTTPStatus.OK
    assert "<!doctype html" in content.content.decode().lower()
    assert Letter.objects.count() == before


def test_the_link_of_a_sample_opens_nothing(demo_network: Network, client: Client) -> None:
    """Whoever looks gets nobody's key."""
    client.force_login(Person.objects.get(email=cast.ORGANISER))
    text = client.get(reverse("mail_sample_content", args=["link-zum-fall"])).content.decode()
    key = text.partition("/beratung/")[2].partition("/")[0]
    assert len(key) > 20
    assert not Contact.objects.filter(key=key).exists()
