"""The network may ask its organisers for a second factor; a colleague helps who lost it."""

from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from klimanetz.core.models import AuditEntry, Network
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.people.security.factors import has_second_factor
from klimanetz.people.security.models import Visit
from tests.conftest import SignIn
from tests.factories import make_person
from tests.people.security.conftest import SECURITY, give_app


@pytest.fixture
def required(network: Network) -> None:
    Network.objects.update(second_factor_required=True)


@pytest.fixture
def colleague(network: Network) -> Person:
    return make_person("Karl", "Kollege", Role.ORGANISER, email="karl@agentur.example")


def reset_page(person: Person) -> str:
    return f"/verwaltung/personen/{person.pk}/zweiter-faktor/"


def test_is_off_by_default(organiser: Person, sign_in: SignIn) -> None:
    assert sign_in(organiser).get("/verwaltung/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["", "personen/", "netzwerk/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_leads_an_organiser_without_one_there_first(
    organiser: Person, required: None, sign_in: SignIn, path: str, method: str
) -> None:
    client = sign_in(organiser)
    response = getattr(client, method)(f"/verwaltung/{path}")
    assert response.headers["Location"] == SECURITY
    page = client.get(SECURITY).content.decode()
    assert "Die Verwaltung öffnet sich erst mit einem zweiten Faktor." in page
    assert "Sie brauchen einen zweiten Faktor für die Verwaltung." in page


def test_opens_with_one(organiser: Person, required: None, sign_in: SignIn) -> None:
    client = sign_in(give_app(organiser))
    assert client.get("/verwaltung/").status_code == HTTPStatus.OK


def test_members_are_not_asked(manager: Person, required: None, sign_in: SignIn) -> None:
    client = sign_in(manager)
    assert client.get("/ich/").status_code == HTTPStatus.OK
    assert client.get("/verwaltung/").status_code == HTTPStatus.FORBIDDEN


def test_strangers_sign_in_first(required: None, client: Client) -> None:
    assert client.get("/verwaltung/").headers["Location"].startswith("/anmelden/")


def test_is_a_setting_of_the_network(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    page = client.get("/verwaltung/netzwerk/")
    assert "Netzwerkmanagement braucht einen zweiten Faktor" in page.content.decode()
    said = {
        "name": "Klimanetz",
        "land": "16",
        "keep_months": "6",
        "second_factor_required": "on",
    }
    client.post("/verwaltung/netzwerk/", said)
    assert Network.objects.current().second_factor_required


def test_colleague_resets_it(organiser: Person, colleague: Person, sign_in: SignIn) -> None:
    theirs = sign_in(give_app(colleague))
    client = sign_in(organiser)
    assert f'href="{reset_page(colleague)}"' in (
        client.get(f"/verwaltung/personen/{colleague.pk}/").content.decode()
    )
    assert "Vergewissern Sie sich am Telefon" in client.get(reset_page(colleague)).content.decode()
    assert client.post(reset_page(colleague)).status_code == HTTPStatus.FOUND
    assert not has_second_factor(colleague)
    entry = AuditEntry.objects.get(verb="reset_factors")
    assert entry.actor == str(organiser)
    mail = Mail.objects.filter(address=colleague.email).latest("pk")
    assert mail.letter.subject == "Ihr zweiter Faktor wurde zurückgesetzt"
    assert theirs.get("/ich/").headers["Location"].startswith("/anmelden/")
    assert not Visit.objects.filter(person=colleague).exists()


def test_reset_twice_is_once(organiser: Person, colleague: Person, sign_in: SignIn) -> None:
    give_app(colleague)
    for _click in range(2):
        sign_in(organiser).post(reset_page(colleague))
    assert AuditEntry.objects.filter(verb="reset_factors").count() == 1


def test_nothing_to_reset_is_said(organiser: Person, colleague: Person, sign_in: SignIn) -> None:
    page = sign_in(organiser).get(reset_page(colleague)).content.decode()
    assert "Diese Person hat keinen zweiten Faktor." in page


def test_members_reset_nobody(manager: Person, colleague: Person, sign_in: SignIn) -> None:
    give_app(colleague)
    response = sign_in(manager).post(reset_page(colleague))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert has_second_factor(colleague)


def test_unknown_person(organiser: Person, sign_in: SignIn) -> None:
    assert sign_in(organiser).get("/verwaltung/personen/0/zweiter-faktor/").status_code == 404


def test_the_last_organiser_resets_at_the_machine(organiser: Person) -> None:
    give_app(organiser)
    for said in ("signs in by the code from the mail again", "has no second factor"):
        out = StringIO()
        call_command("organiser", organiser.email, "--reset-second-factor", stdout=out)
        assert said in out.getvalue()
    assert not has_second_factor(organiser)


def test_the_machine_knows_nobody_else(network: Network) -> None:
    with pytest.raises(CommandError, match="nobody is known"):
        call_command("organiser", "niemand@agentur.example", "--reset-second-factor")
