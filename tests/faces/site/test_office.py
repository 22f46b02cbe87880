"""The organisers' start page: everything that waits, each with its one button."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.mail.models import Letter, Mail, MailState
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Position, RosterImport, RosterImportState
from tests.conftest import SignIn
from tests.faces.site.conftest import make_meeting
from tests.faces.site.test_me import invite
from tests.factories import make_manager, make_person

URL = "/verwaltung/"


@pytest.fixture
def desk(network: Network, organiser: Person, sign_in: SignIn) -> Client:
    Network.objects.update(imprint="Energieagentur, Erfurt")
    return sign_in(organiser)


def read(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_only_for_organisers(
    network: Network, manager: Person, guest: Person, sign_in: SignIn, client: Client
) -> None:
    for person in (manager, guest):
        response = sign_in(person).get(URL)
        assert response.status_code == HTTPStatus.FORBIDDEN
        assert "Das Netzwerk verwaltet das Netzwerkmanagement." in response.content.decode()
    assert client.get(URL).headers["Location"] == f"/anmelden/?next={URL}"


def test_only_for_reading(desk: Client) -> None:
    assert desk.post(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_an_empty_network_is_led_step_by_step(desk: Client, ilmenau: Authority) -> None:
    page = read(desk)
    assert "So fangen Sie an" in page
    assert "Excel-Liste einlesen" in page
    make_manager("Mika", "Managerin", ilmenau)
    assert "Treffen planen" in read(desk)
    make_meeting()
    assert "So fangen Sie an" not in read(desk)


def test_without_places_nobody_can_be_entered(desk: Client) -> None:
    page = read(desk)
    assert "klimanetz places import" in page
    assert "Excel-Liste einlesen" not in page
    reading_in = read(desk, "/verwaltung/personen/einlesen/")
    assert "Noch ist kein Verzeichnis der Kommunen geladen." in reading_in


def test_the_very_first_step_is_to_say_who_one_is(desk: Client) -> None:
    Network.objects.update(operator="", email="")
    page = read(desk)
    assert "Netzwerk vorstellen" in page
    assert "Es fehlt" not in page
    assert "Was jetzt ansteht" not in page


def test_what_is_missing_is_named_later_on(desk: Client, manager: Person, meeting: Meeting) -> None:
    Network.objects.update(operator="", email="")
    assert "Es fehlt: der Träger, die E-Mail-Adresse." in read(desk)


def test_all_done_is_said_kindly(desk: Client, manager: Person, meeting: Meeting) -> None:
    page = read(desk)
    assert "Es wartet nichts auf Sie." in page
    assert "Keine Stelle endet in den nächsten zwölf Monaten." in page
    assert "<strong>Ein Mensch</strong> arbeitet hier" in page


def test_the_next_meeting_where_it_stands_and_what_is_missing(
    desk: Client, manager: Person, meeting: Meeting
) -> None:
    page = read(desk)
    assert f'href="/verwaltung/treffen/{meeting.slug}/"' in page
    assert "Es fehlt noch: Anschrift, Link zur Videokonferenz, worum es geht." in page
    assert "Einladung vorbereiten" in page
    invite(meeting, manager)
    page = read(desk)
    assert "Ein Mensch ist eingeladen. Zusagen: 0. Noch ohne Antwort: 1." in page
    assert "Antworten ansehen" in page


def test_no_meeting_planned_is_the_main_thing_to_do(
    desk: Client, manager: Person, meeting: Meeting
) -> None:
    Meeting.objects.update(state=State.HELD)
    page = read(desk)
    assert "Nächstes Treffen planen" in page
    assert "Noch ist kein Treffen geplant." in page


def test_who_came_after_the_invitation(desk: Client, manager: Person, meeting: Meeting) -> None:
    meeting.audiences = [{"roles": ["manager"], "districts": [], "without": []}]
    invite(meeting, manager)
    assert "dazugekommen" not in read(desk)
    make_manager("Nora", "Neu", Authority.objects.get(name="Ilmenau"))
    page = read(desk)
    assert "Seit der Einladung ist ein Mensch dazugekommen." in page
    assert "Nachträglich einladen" in page


def write_letter(*states: MailState, **fields: object) -> Letter:
    letter = Letter.objects.create(
        **({"purpose": "x", "subject": "Einladung", "text": "x", "html": "x"} | fields)
    )
    for number, state in enumerate(states):
        Mail.objects.create(letter=letter, address=f"{number}@kommune.example", state=state)
    return letter


def test_mails_that_did_not_arrive(desk: Client) -> None:
    write_letter(MailState.FAILED, MailState.FAILED, MailState.SENT)
    write_letter(MailState.FAILED, purpose="people.login_code")
    old = write_letter(MailState.FAILED)
    Letter.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=40))
    page = read(desk)
    assert "2 E-Mails kamen nicht an." in page
    assert 'href="/verwaltung/post/?zeigen=nicht-zustellbar"' in page


def test_mail_that_cannot_leave_says_why(desk: Client, settings: Settings) -> None:
    settings.SMTP = settings.SMTP | {"host": ""}
    write_letter(MailState.WAITING)
    page = read(desk)
    assert "Es geht gerade keine E-Mail hinaus." in page
    assert "Es ist noch kein Mailserver eingetragen" in page


def test_a_letter_held_back_is_not_forgotten(desk: Client, settings: Settings) -> None:
    settings.SMTP = settings.SMTP | {"host": ""}
    letter = write_letter(MailState.WAITING, held=True)
    page = read(desk)
    assert "„Einladung“ ist angehalten." in page
    assert f'href="/verwaltung/post/{letter.pk}/"' in page
    assert "keine E-Mail hinaus" not in page


def test_a_meeting_that_is_over_wants_to_be_closed(desk: Client) -> None:
    make_meeting(days=-2, state=State.INVITED)
    assert "„Netzwerktreffen im Frühjahr“ ist vorbei." in read(desk)


def test_a_postponed_meeting_wants_its_date(desk: Client) -> None:
    make_meeting(state=State.POSTPONED)
    page = read(desk)
    assert "„Netzwerktreffen im Frühjahr“ ist verschoben." in page
    assert "Neuen Termin festlegen" in page


def test_a_list_that_was_begun_to_be_read(desk: Client, organiser: Person) -> None:
    started = RosterImport.objects.create(person=organiser, file_name="Liste 2027.xlsx")
    RosterImport.objects.create(
        person=organiser, file_name="Alt.xlsx", state=RosterImportState.APPLIED
    )
    page = read(desk)
    assert "Die Liste „Liste 2027.xlsx“ ist noch nicht übernommen." in page
    assert f'href="/verwaltung/personen/einlesen/{started.pk}/"' in page
    assert "Alt.xlsx" not in page


def test_a_list_a_colleague_began_is_theirs(desk: Client, network: Network) -> None:
    colleague = make_person("Paul", "Partner", Role.ORGANISER)
    RosterImport.objects.create(person=colleague, file_name="Pauls Liste.xlsx")
    assert "Pauls Liste.xlsx" not in read(desk)


def test_a_post_at_a_town_that_is_gone(desk: Client, manager: Person, ilmenau: Authority) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Authority.objects.filter(pk=ilmenau.pk).update(valid_to=yesterday)
    assert "Ilmenau gibt es nicht mehr." in read(desk)


def test_posts_that_end_within_a_year_the_next_one_first(
    desk: Client, manager: Person, neighbour: Person, erfurt: Authority
) -> None:
    today = timezone.localdate()
    for place, days in (("Ilmenau", 200), ("Arnstadt", 20)):
        Position.objects.filter(authority__name=place).update(ends=today + timedelta(days=days))
    Position.objects.create(authority=erfurt, ends=today + timedelta(days=400))
    page = read(desk)
    assert "2 Stellen enden in den nächsten zwölf Monaten." in page
    assert page.index("Klimaschutzmanagement, Arnstadt") < page.index("Ilmenau</a>")
    assert "Nele Nachbarin, noch 20 Tage" in page
    assert "Erfurt" not in page.partition("Stellen, die")[2].partition("</section>")[0]


def test_of_many_endings_only_the_next_ones(
    desk: Client, ilmenau: Authority, erfurt: Authority
) -> None:
    for days in range(1, 9):
        ends = timezone.localdate() + timedelta(days=days)
        Position.objects.create(authority=erfurt if days > 6 else ilmenau, ends=ends)
    page = read(desk)
    assert "8 Stellen enden" in page
    assert 'href="/verwaltung/stellen/?zeige=12"> 2 weitere ansehen' in page
    assert page.count("Klimaschutzmanagement, Ilmenau") == 6


def test_a_vacant_post_says_so(desk: Client, manager: Person) -> None:
    Position.objects.update(ends=timezone.localdate() + timedelta(days=1))
    Holding.objects.all().delete()
    assert "zurzeit unbesetzt, noch einen Tag" in read(desk)


def test_drawing_costs_the_same_for_few_and_many(
    desk: Client,
    manager: Person,
    meeting: Meeting,
    arnstadt: Authority,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    soon = timezone.localdate() + timedelta(days=30)
    invite(meeting, manager)
    Position.objects.update(ends=soon)
    with django_assert_max_num_queries(40) as few:
        read(desk)
    for number in range(3):
        invite(meeting, make_manager("Nora", f"Neu{number}", arnstadt))
    Position.objects.update(ends=soon)
    with django_assert_max_num_queries(40) as many:
        read(desk)
    assert len(many) <= len(few)
