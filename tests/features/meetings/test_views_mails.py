"""Every mail of a meeting can be seen before it goes."""

import pytest
from django.test import Client

from klimanetz.features.meetings.minutes.models import ActionItem
from klimanetz.features.meetings.models import Meeting, Mode
from klimanetz.features.meetings.samples import list_samples
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import VIDEO, MakeMeeting

KINDS = [sample.kind for sample in list_samples()]


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def desk(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/mails/"


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_shown_as_it_would_be_read(
    meeting: Meeting, office: Client, kind: str
) -> None:
    page = office.get(f"{desk(meeting)}?mail={kind}").content.decode()
    assert "Von hier geht nichts hinaus." in page
    assert meeting.title in page
    mail = office.get(f"{desk(meeting)}{kind}/").content.decode()
    assert "Olga Organisatorin" in mail
    assert meeting.title in mail
    assert not Letter.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_also_of_a_meeting_online(make_meeting: MakeMeeting, office: Client, kind: str) -> None:
    meeting = make_meeting(mode=Mode.ONLINE, venue="", address="")
    assert meeting.title in office.get(f"{desk(meeting)}{kind}/").content.decode()


def test_the_mail_of_the_day_before_tells_the_way(meeting: Meeting, office: Client) -> None:
    mail = office.get(f"{desk(meeting)}vortag/").content.decode()
    assert "Vom Bahnhof zehn Minuten zu Fuß." in mail
    assert "/teilnehmen/" in mail
    assert VIDEO not in mail


def test_what_rooms_send_is_there_too(meeting: Meeting, office: Client) -> None:
    page = office.get(desk(meeting)).content.decode()
    for label in (
        "An Vortragende", "Teilnahmebestätigung", "Drei Fragen danach", "Protokoll zum Prüfen",
    ):  # fmt: skip
        assert label in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("warteliste", "Sie stehen auf der Warteliste"),
        ("platz-frei", "vor Ort ist ein Platz frei geworden"),
        ("vertretung", "Ina Muster kann nicht teilnehmen und hat Sie als Vertretung genannt"),
        ("ohne-termin", "Ein neuer Termin folgt"),
        ("zurueckgezogen", "bitte streichen Sie den Termin"),
        ("vertretung-entfaellt", "Sie müssen Ina Muster nicht mehr vertreten"),
        ("gast-anfrage", "Ina Muster möchte einen Gast zu"),
        ("gast-eingeladen", "Gustav Gast hat eine eigene Einladung"),
        ("gast-abgelehnt", "Hier stehen Ihre Worte."),
        ("antwort-frueherer-termin", "gilt dem früheren Termin"),
        ("antwort-nach-frist", "bitte rechnen Sie noch nicht mit Ihrem Platz"),
        ("vortrag-verschoben", "bitte kommen Sie nicht zum bisherigen Termin"),
        ("protokoll-schreiben", "danke, dass Sie am Tag des Treffens mitschreiben"),
        ("aufgabe", "steht eine Aufgabe für Sie"),
        ("aufgabe-bald", "bitte denken Sie daran: Bis"),
        ("aufgabe-offen", "eine Aufgabe sollte bis"),
    ],
)
def test_so_is_what_few_get(meeting: Meeting, office: Client, kind: str, said: str) -> None:
    mail = office.get(f"{desk(meeting)}{kind}/").content.decode()
    assert said in " ".join(mail.split())


def test_the_link_of_an_action_shown_opens_nothing(meeting: Meeting, office: Client) -> None:
    mail = office.get(f"{desk(meeting)}aufgabe/").content.decode()
    key = mail.partition("/aufgabe/")[2].partition("/")[0]
    assert len(key) > 20
    assert not ActionItem.objects.exists()


def test_they_speak_the_language_of_who_looks(
    meeting: Meeting, office: Client, organiser: Person
) -> None:
    organiser.language = "en"
    organiser.save()
    office.cookies["sprache"] = "en"
    for kind in ("gast-abgelehnt", "aufgabe-bald", "antwort-nach-frist", "protokoll-schreiben"):
        assert 'lang="en"' in office.get(f"{desk(meeting)}{kind}/").content.decode()


def test_an_unknown_kind_shows_the_first(meeting: Meeting, office: Client) -> None:
    assert "Einladung:" in office.get(f"{desk(meeting)}?mail=irgendwas").content.decode()


def test_the_page_of_the_meeting_leads_there(meeting: Meeting, office: Client) -> None:
    assert desk(meeting) in office.get(f"/verwaltung/treffen/{meeting.slug}/").content.decode()


def test_only_organisers_see_them(meeting: Meeting, manager: Person, sign_in: SignIn) -> None:
    visitor = sign_in(manager)
    assert visitor.get(desk(meeting)).status_code == 403
    assert visitor.get(f"{desk(meeting)}einladung/").status_code == 403


def test_they_are_only_read(meeting: Meeting, office: Client) -> None:
    assert office.post(desk(meeting)).status_code == 405
    assert office.post(f"{desk(meeting)}einladung/").status_code == 405
    assert office.get("/verwaltung/treffen/gibt-es-nicht/mails/").status_code == 404
