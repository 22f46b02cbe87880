"""Certificates are let go: a mail with a link of one's own, which lasts a year."""

import re

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings.day.actions.releasing import release
from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting
from klimanetz.mail.models import Letter, Mail
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin, last_mail, purposes_to, told
from tests.features.meetings.day.conftest import Expected, Send, at, tapped
from tests.features.meetings.reading import count_queries, words


@pytest.fixture
def over(expected: Expected, send: Send, clock: time_machine.Traveller) -> Meeting:
    """Mika came, Vera came for Jan, Wanda walked in without an address; it is over."""
    send(
        tapped("mikakommt", f"i{expected.mika.pk}"),
        tapped("verakommt", f"i{expected.jan.pk}"),
        tapped("wandakommt", "nwandakommt", name="Wanda"),
    )
    clock.move_to(berlin(3, 18, 9))
    return expected.meeting


def link_in(address: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/bestaetigung/\S+)", last_mail(address).text)
    assert found
    return found[1]


def test_the_organiser_sees_who_gets_one_and_the_mail_before_it_goes(
    over: Meeting, office: Client
) -> None:
    page = office.get(at("certificates", over))
    said = words(page)
    assert "3 Bestätigungen sind noch nicht freigegeben." in said
    assert "Mit der Freigabe gehen 2 Mails mit persönlichen Links hinaus" in said
    assert "Wanda ohne Adresse: bitte drucken" in said
    mail = office.get(at("certificate_mail", over)).content.decode()
    assert "Guten Tag Olga Organisatorin" in mail
    assert not Mail.objects.filter(letter__purpose="meetings.certificate").exists()


def test_letting_them_go_mails_everyone_their_own_link(
    over: Meeting, office: Client, client: Client
) -> None:
    done = office.post(at("certificates_release", over), follow=True)
    assert "Freigegeben. 2 Mails gehen hinaus." in done.content.decode()
    assert "Alle Bestätigungen sind freigegeben." in words(done)
    mail = last_mail("vera@gast.example")
    assert mail.subject == "Ihre Teilnahmebestätigung: Netzwerktreffen am Mi., 17. März 2027"
    said = told("vera@gast.example")
    assert "Guten Tag Vera, danke, dass Sie dabei waren" in said
    assert "bis Sa., 18. März 2028 abrufen" in said
    assert "weil Sie bei diesem Treffen dabei waren" in said
    assert link_in("vera@gast.example") != link_in("mika.managerin@kommune.example")
    pdf = client.get(link_in("vera@gast.example"))
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Cache-Control"] == "private, no-store"
    assert pdf.headers["X-Robots-Tag"] == "noindex"
    assert AuditEntry.objects.get(verb="release_certificates").detail == {"number": 3}


def test_nobody_gets_two_and_who_is_added_gets_theirs(
    over: Meeting, office: Client, send: Send, expected: Expected
) -> None:
    office.post(at("certificates_release", over))
    refused = office.post(at("certificates_release", over))
    assert refused.status_code == 409
    assert "Alle haben ihre Bestätigung schon." in words(refused)
    send(tapped("loukommt", f"i{expected.lou.pk}"))
    assert "1 Bestätigung ist noch nicht freigegeben." in words(
        office.get(at("certificates", over))
    )
    assert release(over, actor="Olga") == 1
    assert purposes_to("lou@gast.example")[-1] == "certificate"
    assert purposes_to("vera@gast.example").count("certificate") == 1


def test_with_nobody_there_nothing_is_let_go(
    expected: Expected, office: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 18))
    assert "Anwesenheit nachtragen" in words(office.get(at("certificates", expected.meeting)))
    refused = office.post(at("certificates_release", expected.meeting))
    assert refused.status_code == 409
    assert "Noch ist niemand als anwesend eingetragen." in words(refused)


def test_the_link_lasts_a_year(
    over: Meeting, client: Client, clock: time_machine.Traveller
) -> None:
    release(over, actor="Olga")
    url = link_in("vera@gast.example")
    clock.move_to(berlin(3, 18, 8, 59).replace(year=2028))
    assert client.get(url).status_code == 200
    clock.move_to(berlin(3, 18, 9).replace(year=2028))
    page = client.get(url)
    assert page.status_code == 404
    assert "Dieser Link ist abgelaufen" in words(page)


def test_who_was_not_there_after_all_has_none(
    over: Meeting, office: Client, client: Client
) -> None:
    release(over, actor="Olga")
    url = link_in("vera@gast.example")
    vera = Attendance.objects.get(name="Vera")
    office.post(at("door_tap", over), {"weg": f"a{vera.pk}"})
    page = client.get(url)
    assert page.status_code == 404
    assert "Diesen Link kennen wir nicht" in words(page)
    assert client.get("/bestaetigung/geraten/").status_code == 404
    assert client.post(url).status_code == 405


def test_a_name_put_right_is_right_in_the_certificate_at_once(
    over: Meeting, client: Client
) -> None:
    """It is drawn when it is fetched, so nothing has to be sent again."""
    release(over, actor="Olga")
    url = link_in("vera@gast.example")
    before = client.get(url).content
    Attendance.objects.filter(name="Vera").update(name="Dr. Vera Vertreterin")
    assert client.get(url).content != before


def test_everyone_gets_it_in_their_language(over: Meeting, client: Client) -> None:
    Invitation.objects.filter(name="Mika Managerin").update(language="en")
    release(over, actor="Olga")
    letters = Letter.objects.filter(purpose="meetings.certificate")
    assert letters.count() == 2
    assert b"/Lang(en)" in client.get(link_in("mika.managerin@kommune.example")).content


def test_a_long_list_asks_no_more(
    over: Meeting, office: Client, invite: Invite, send: Send
) -> None:
    Attendance.objects.exclude(name="Mika Managerin").delete()
    release(over, actor="Olga")
    url = at("certificates", over)
    office.get(url)  # the session is a day old and written anew
    few = count_queries(office, url)
    send(*(tapped(f"neuling{n}", f"nneuling{n}", name=f"Neu {n}") for n in range(3)))
    release(over, actor="Olga")
    assert count_queries(office, url) == few <= 10
    assert Certificate.objects.count() == 4


def test_who_was_there_finds_it_on_the_page_of_the_meeting(
    over: Meeting,
    sign_in: SignIn,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    """Also when the mail is long gone."""
    path = over.get_absolute_url()
    assert "Sie waren dabei" not in words(sign_in(manager).get(path))
    release(over, actor="Olga")
    page = sign_in(manager).get(path)
    assert "Sie waren dabei Vor Ort. Ihre Teilnahmebestätigung als PDF" in words(page)
    link = re.search(r'href="(/bestaetigung/[^"]+)"', page.content.decode())
    assert link is not None
    assert sign_in(manager).get(link[1]).content.startswith(b"%PDF")
    for other in (sign_in(neighbour), Client()):
        assert "Teilnahmebestätigung" not in words(other.get(path))
    clock.move_to(berlin(3, 20).replace(year=2028))
    assert "Teilnahmebestätigung" not in words(sign_in(manager).get(path))


def test_too_early_is_no_matter_of_permission(expected: Expected, office: Client) -> None:
    """Organisers read why not yet, and are not sent to themselves."""
    answer = office.get(at("certificates", expected.meeting))
    assert answer.status_code == 403
    said = words(answer)
    assert "Das geht hier nicht" in said
    assert "Bestätigen können Sie, wenn das Treffen vorbei ist." in said
    assert "nicht für Sie freigegeben" not in said
    assert "Netzwerkmanagement fragen" not in said
