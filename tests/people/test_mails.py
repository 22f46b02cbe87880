"""The mails of signing in: in the reader's language, and readable to the reader alone."""

import pytest
from django.test import Client
from django.utils import translation

from klimanetz.mail.models import Mail, Urgency
from klimanetz.mail.preview import Preview, preview_mail
from klimanetz.people.adapter import InviteOnlyAdapter
from klimanetz.people.mails import sign_in_mail
from klimanetz.people.models import Person
from tests.conftest import SignIn

pytestmark = pytest.mark.usefixtures("network")


def read(*, reveal: bool = True) -> Preview:
    return preview_mail(Mail.objects.select_related("letter").get(), reveal=reveal)


def said(shown: Preview) -> str:
    """The text without its line breaks."""
    return " ".join(shown.text.split())


def test_the_code_and_how_long_it_holds(manager: Person) -> None:
    sign_in_mail("login_code", manager.email, code="12345678")
    shown = read()
    assert shown.subject == "Ihr Code zum Anmelden bei Klimanetz Thüringen"
    assert "innerhalb von 15 Minuten" in said(shown)
    assert "\n\n12345678\n\n" in shown.text
    assert "Mika Managerin" in shown.to
    assert "weil jemand mit Ihrer Adresse einen Code" in said(shown)


def test_a_code_goes_before_all_other_mail_and_only_its_reader_can_read_it(
    manager: Person,
) -> None:
    sign_in_mail("login_code", manager.email, code="12345678")
    mail = Mail.objects.select_related("letter").get()
    assert mail.urgency == Urgency.NOW
    assert mail.letter.confidential
    assert "12345678" not in mail.letter.subject + mail.letter.text + mail.letter.html
    assert "12345678" not in str(read(reveal=False))


def test_the_outbox_does_not_show_the_code_an_organiser_could_misuse(
    client: Client, manager: Person, organiser: Person, sign_in: SignIn
) -> None:
    client.post("/anmelden/", {"email": manager.email})
    mail = Mail.objects.get()
    code = mail.values["code"]
    office = sign_in(organiser)
    for address in (
        "/verwaltung/post/?zeigen=anmeldecodes",
        f"/verwaltung/post/{mail.letter_id}/",
        f"/verwaltung/post/mail/{mail.pk}/",
        f"/verwaltung/post/mail/{mail.pk}/inhalt/",
    ):
        response = office.get(address)
        assert response.status_code == 200
        assert code not in response.content.decode()


def test_somebody_the_network_does_not_know_is_told_so(client: Client) -> None:
    client.post("/anmelden/", {"email": "niemand@anderswo.example"})
    shown = read()
    assert "unter dieser Adresse kennt Sie das Netzwerk noch nicht" in said(shown)
    assert "/anmelden/" in shown.text
    assert "netzwerk@agentur.example" in shown.text


def test_who_is_not_known_finds_the_way_to_join() -> None:
    sign_in_mail("unknown_account", "niemand@anderswo.example")
    assert "/mitmachen/" in read().text


def test_the_language_is_the_persons_else_that_of_the_page(manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(language="en")
    sign_in_mail("login_code", manager.email, code="1")
    assert '<html lang="en">' in read().html
    Mail.objects.all().delete()
    with translation.override("en"):
        sign_in_mail("unknown_account", "niemand@anderswo.example")
    assert '<html lang="en">' in read().html


def test_a_mail_nobody_wrote_is_an_error(db: None) -> None:
    with pytest.raises(NotImplementedError, match="password_reset"):
        InviteOnlyAdapter().send_mail("account/email/password_reset", "a@b.example", {})
