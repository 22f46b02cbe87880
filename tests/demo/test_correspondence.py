"""The mails of the demo: one case shows every kind of them."""

from django.test import Client
from django.urls import reverse

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.features.advising.correspondence.models import Arrival, Draft
from klimanetz.features.advising.models import CaseEntry, EntryKind
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person


def test_a_town_was_asked_and_answers_with_a_document(demo_network: Network) -> None:
    asked = CaseEntry.objects.get(kind=EntryKind.MAIL_OUT, subject__startswith="Rückfrage")
    answered = asked.case.entries.filter(kind=EntryKind.MAIL_IN).order_by("at")
    first, second = answered
    assert asked.at < first.at < second.at
    assert first.contact == asked.contact
    assert [file.name for file in first.files.all()] == ["Auszug Stellenplan.txt"]
    assert second.contact is None
    assert Arrival.objects.filter(entry__case=asked.case).count() == 2
    assert Mail.objects.filter(letter__purpose="correspondence.arrived").count() == 2


def test_the_page_of_that_case_shows_it_all(demo_network: Network) -> None:
    case = CaseEntry.objects.filter(kind=EntryKind.MAIL_IN).earliest("pk").case
    client = Client()
    client.force_login(Person.objects.get(email=cast.ORGANISER))
    shown = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    for words in ("Zitierte Mail zeigen", "unbekannten Adresse", "Antworten bis",
                  "Stiftung Energiewende vor Ort", "E-Mail schreiben"):  # fmt: skip
        assert words in shown


def test_a_draft_waits(demo_network: Network) -> None:
    draft = Draft.objects.get()
    assert draft.contacts.count() == 1
