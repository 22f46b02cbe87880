"""Answering with the link of the mail: shown by reading, done by a click, told what was done."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.mail.models import Address
from klimanetz.people.models import Person
from klimanetz.roster.confirming import actions
from klimanetz.roster.confirming.jobs import ask_members
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.confirming.views import by_link
from klimanetz.roster.models import Membership
from tests.roster.confirming.conftest import come_back, later

SAID = {"title": "", "first_name": "Mika", "last_name": "Managerin", "phone": "", "note": ""}


def read(client: Client, url: str, status: int = HTTPStatus.OK) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def url_of(asked: Confirmation, more: str = "") -> str:
    return asked.get_absolute_url() + more


def test_reading_shows_the_entry_and_changes_nothing(client: Client, asked: Confirmation) -> None:
    page = read(client, url_of(asked))
    assert "Klimaschutzmanagement, Ilmenau" in page
    assert asked.person.email in page
    assert client.head(url_of(asked)).status_code == HTTPStatus.OK
    asked.refresh_from_db()
    assert asked.answer == Answer.OPEN


def test_one_click_confirms_and_a_second_changes_nothing(
    client: Client, asked: Confirmation
) -> None:
    for _ in range(2):
        response = client.post(url_of(asked), follow=True)
        assert response.status_code == HTTPStatus.OK
        assert "Ihr Eintrag stimmt." in response.content.decode()
    asked.refresh_from_db()
    assert asked.answer == Answer.RIGHT
    assert AuditEntry.objects.filter(verb="confirm_entry").count() == 1


def test_an_answered_link_shows_no_entry_any_more(client: Client, asked: Confirmation) -> None:
    client.post(url_of(asked))
    for more in ("", "aendern/", "nicht-mehr-dabei/"):
        page = read(client, url_of(asked, more))
        assert "Danke, das ist notiert" in page
        assert "Managerin" not in page
        assert asked.person.email not in page


def test_name_and_phone_are_changed_at_once(client: Client, asked: Confirmation) -> None:
    assert "Was hat sich geändert?" in read(client, url_of(asked, "aendern/"))
    said = SAID | {"last_name": "Musterfrau", "phone": "030 23125 333"}
    page = client.post(url_of(asked, "aendern/"), said, follow=True).content.decode()
    assert "Ihre Änderungen sind gespeichert." in page
    person = Person.objects.get(pk=asked.person_id)
    assert (person.last_name, person.phone) == ("Musterfrau", "030 23125 333")
    asked.refresh_from_db()
    assert asked.answer == Answer.CHANGED
    assert not Confirmation.objects.to_settle().exists()


def test_the_rest_is_a_note_for_the_organisers(client: Client, asked: Confirmation) -> None:
    said = SAID | {"note": "Die Stelle ist bis Ende 2028 verlängert."}
    page = client.post(url_of(asked, "aendern/"), said, follow=True).content.decode()
    assert "Ihre Nachricht liegt beim Netzwerkmanagement" in page
    assert Confirmation.objects.to_settle().get().note == said["note"]
    assert "verlängert" not in str(AuditEntry.objects.values_list("detail", flat=True))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Hier steht noch alles wie bisher."),
        ({"last_name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"phone": "0" * 61}, "60 Zeichen"),
        ({"note": "x" * 2001}, "2000 Zeichen"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, asked: Confirmation, said: dict[str, str], words: str
) -> None:
    response = client.post(url_of(asked, "aendern/"), SAID | {"first_name": "Mika"} | said)
    assert response.status_code == HTTPStatus.OK
    page = response.content.decode()
    assert words in page
    assert all(value in page for value in said.values())
    asked.refresh_from_db()
    assert asked.answer == Answer.OPEN
    assert Person.objects.get(pk=asked.person_id).last_name == "Managerin"


def test_what_was_entered_so_far_stands_beside_what_is_typed(
    client: Client, asked: Confirmation
) -> None:
    said = SAID | {"last_name": "Musterfrau", "phone": "0" * 61}
    page = client.post(url_of(asked, "aendern/"), said).content.decode()
    assert "<dd>Mika Managerin</dd>" in page
    assert 'value="Musterfrau"' in page


def test_who_left_says_so(client: Client, asked: Confirmation) -> None:
    assert "Sie sind nicht mehr dabei?" in read(client, url_of(asked, "nicht-mehr-dabei/"))
    said = {"note": "Seit Juni. Nachfolge: Nele."}
    page = client.post(url_of(asked, "nicht-mehr-dabei/"), said, follow=True).content.decode()
    assert "Danke für die Nachricht" in page
    asked.refresh_from_db()
    assert (asked.answer, asked.note) == (Answer.GONE, said["note"])
    assert Membership.objects.valid().filter(person=asked.person).exists()  # organisers end it


def test_a_note_may_be_too_long(client: Client, asked: Confirmation) -> None:
    response = client.post(url_of(asked, "nicht-mehr-dabei/"), {"note": "x" * 2001})
    assert "2000 Zeichen" in response.content.decode()


def test_an_unknown_link_says_so(network: Network, client: Client) -> None:
    for more in ("", "aendern/", "nicht-mehr-dabei/"):
        url = f"/bestaetigen/gibt-es-nicht/{more}"
        assert "Diesen Link kennen wir nicht" in read(client, url, HTTPStatus.NOT_FOUND)
        assert client.post(url).status_code == HTTPStatus.NOT_FOUND


def test_an_older_link_leads_to_the_newest_mail(client: Client, asked: Confirmation) -> None:
    with later(days=370):
        ask_members()
        page = read(client, url_of(asked), HTTPStatus.GONE)
        assert "Link aus der neuesten Mail" in page
        assert client.post(url_of(asked)).status_code == HTTPStatus.GONE


def test_who_left_meanwhile_has_nothing_to_confirm(client: Client, asked: Confirmation) -> None:
    Membership.objects.update(ends=timezone.localdate() - timedelta(days=1))
    page = read(client, url_of(asked), HTTPStatus.GONE)
    assert "nicht mehr als Mitglied" in page
    assert "Ilmenau" not in page
    assert client.post(url_of(asked, "aendern/"), SAID).status_code == HTTPStatus.GONE


def test_two_answers_at_once_do_not_overwrite_each_other(asked: Confirmation) -> None:
    actions.report_gone(asked, note="")
    with pytest.raises(Refused, match="schon beantwortet"):
        actions.confirm(asked)
    with pytest.raises(Refused, match="schon beantwortet"):
        actions.correct(asked, note="doch", first_name="Anders")
    assert Person.objects.get(pk=asked.person_id).first_name == "Mika"


def test_after_a_call_the_link_says_so(client: Client, asked: Confirmation) -> None:
    actions.confirm_by_hand(asked.person, actor="Olga")
    assert "mit Ihnen besprochen" in read(client, url_of(asked))


def test_whoever_answers_got_the_mail(client: Client, asked: Confirmation) -> None:
    come_back(asked.person)
    client.post(url_of(asked))
    assert not Address.objects.exists()


def test_other_methods_are_refused(client: Client, asked: Confirmation) -> None:
    for more in ("", "aendern/", "nicht-mehr-dabei/"):
        assert client.put(url_of(asked, more)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_key_stays_between_the_two_of_us(client: Client, asked: Confirmation) -> None:
    response = client.get(url_of(asked))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_in_the_language_of_the_person(client: Client, asked: Confirmation) -> None:
    Person.objects.update(language="en")
    assert "Is your entry still right?" in read(client, url_of(asked))


def test_a_machine_that_tries_and_tries_is_stopped(
    client: Client, asked: Confirmation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_link, "TRIES", 1)
    client.post(url_of(asked, "aendern/"), SAID)
    assert client.post(url_of(asked)).status_code == HTTPStatus.CONFLICT
