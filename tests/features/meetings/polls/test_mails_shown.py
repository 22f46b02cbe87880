"""Every mail of a poll can be seen before it goes."""

import pytest
from django.conf import settings
from django.test import Client

from klimanetz.features.meetings.polls.models import DatePoll, PollVoter
from klimanetz.features.meetings.polls.samples import SAMPLES
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.polls.conftest import YES, Ask, say
from tests.features.meetings.reading import count_queries, words


def desk(poll: DatePoll) -> str:
    return f"/verwaltung/terminumfragen/{poll.pk}/mails/"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("frage", "welche Termine Ihnen passen"),
        ("erinnerung", "Auch ein „nein“ hilft uns"),
        ("ergebnis", "bitte wählen Sie jetzt den Termin"),
        ("ohne-termin", "bitte geben Sie die vorgeschlagenen Tage in Ihrem Kalender wieder frei"),
    ],
)
def test_each_as_it_would_be_read(poll: DatePoll, office: Client, kind: str, said: str) -> None:
    page = words(office.get(desk(poll), {"mail": kind}))
    assert "Von hier geht nichts hinaus." in page
    assert said in page
    mail = " ".join(office.get(f"{desk(poll)}{kind}/").content.decode().split())
    assert said in mail
    assert "Frühjahrstreffen" in mail
    assert not Letter.objects.exists()


def test_none_is_forgotten() -> None:
    assert [one.kind for one in SAMPLES] == ["frage", "erinnerung", "ergebnis", "ohne-termin"]


def test_the_link_in_it_is_nobodys(
    poll: DatePoll, office: Client, ask: Ask, manager: Person
) -> None:
    ask(poll, manager)
    mail = office.get(f"{desk(poll)}frage/").content.decode()
    token = mail.partition("/umfrage/")[2].partition("/")[0]
    assert len(token) > 20
    assert not PollVoter.objects.filter(token=token).exists()


def test_the_result_tells_what_was_said(
    poll: DatePoll, office: Client, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES)
    assert "1 von 1 haben geantwortet" in words(office.get(desk(poll), {"mail": "ergebnis"}))


def test_of_colleagues_each_reads_it_in_the_language_of_the_page(
    poll: DatePoll, office: Client, sign_in: SignIn
) -> None:
    zoe = make_person("Zoe", "Zimmer", Role.ORGANISER)
    Person.objects.filter(pk=zoe.pk).update(language="en")
    for reader, language in ((office, "de"), (sign_in(zoe), "en")):
        reader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert f'<html lang="{language}"' in reader.get(f"{desk(poll)}ergebnis/").content.decode()


def test_it_asks_as_much_for_three_as_for_one(
    poll: DatePoll, office: Client, ask: Ask, manager: Person
) -> None:
    ask(poll, manager)
    one = count_queries(office, f"{desk(poll)}?mail=ergebnis")
    ask(poll, "Anna Apfel <anna@gast.example>", "Berta Birne <berta@gast.example>")
    assert count_queries(office, f"{desk(poll)}?mail=ergebnis") == one


def test_an_unknown_kind_shows_the_first(poll: DatePoll, office: Client) -> None:
    assert "Welcher Termin passt Ihnen?" in words(office.get(desk(poll), {"mail": "irgendwas"}))


def test_the_pages_of_the_poll_lead_there(
    poll: DatePoll, office: Client, ask: Ask, manager: Person
) -> None:
    ask(poll, manager)
    at = f"/verwaltung/terminumfragen/{poll.pk}/"
    assert desk(poll) in office.get(at).content.decode()
    assert f"{desk(poll)}?mail=ohne-termin" in office.get(f"{at}beenden/").content.decode()


def test_only_organisers_see_them(poll: DatePoll, manager: Person, sign_in: SignIn) -> None:
    visitor = sign_in(manager)
    assert visitor.get(desk(poll)).status_code == 403
    assert visitor.get(f"{desk(poll)}frage/").status_code == 403


def test_they_are_only_read(poll: DatePoll, office: Client) -> None:
    assert office.post(desk(poll)).status_code == 405
    assert office.post(f"{desk(poll)}frage/").status_code == 405
    assert office.get("/verwaltung/terminumfragen/4711/mails/").status_code == 404
