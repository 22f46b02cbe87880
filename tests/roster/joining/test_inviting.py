"""Inviting people directly: one or many, resent, withdrawn, accepted without an account."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.mail.models import Mail
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.joining import actions, rules
from klimanetz.roster.joining.jobs import forget_strangers
from klimanetz.roster.joining.models import JoinInvitation
from klimanetz.roster.models import Membership, Position, PositionState
from tests.conftest import SignIn
from tests.roster.joining.conftest import link_in, newest, read

pytestmark = pytest.mark.django_db
PAGE = "/verwaltung/einladungen/"
VERA = "vera@ministerium.example"


@pytest.fixture(autouse=True)
def a_network(network: Network) -> None:
    """Its name stands in every mail."""


def invite(
    office: Client, addresses: str, role: Role = Role.PARTNER, organisation: str = ""
) -> str:
    data = {"addresses": addresses, "role": role, "organisation": organisation}
    return office.post(PAGE, data, follow=True).content.decode()


@pytest.fixture
def invited(organiser: Person) -> JoinInvitation:
    actions.invite([("Vera Sommer", VERA)], Role.PARTNER, organisation=None, actor=organiser)
    return JoinInvitation.objects.get()


def test_many_at_once_as_people_paste_them(office: Client) -> None:
    page = invite(
        office,
        f'Vera Sommer <{VERA}>; uwe@uni.example\n"Abel, Ruth" <Ruth@Uni.example>\n{VERA}',
        organisation="Hochschule",
    )
    assert "3 Einladungen sind unterwegs." in page
    rows = {row.email: row for row in JoinInvitation.objects.select_related("organisation")}
    assert set(rows) == {VERA, "uwe@uni.example", "ruth@uni.example"}
    assert rows["ruth@uni.example"].name == "Ruth Abel"
    assert {str(row.organisation) for row in rows.values()} == {"Hochschule"}
    assert Mail.objects.filter(letter__purpose="joining.invitation").count() == 3


def test_nobody_is_invited_twice(office: Client, invited: JoinInvitation, manager: Person) -> None:
    page = invite(office, f"{VERA.upper()}; {manager.email}", Role.MANAGER)
    assert f"Schon dabei und nicht eingeladen: {manager.email}" in page
    assert f"Schon eingeladen, deshalb nicht noch einmal: {VERA}" in page
    assert Mail.objects.count() == 1


def test_what_is_no_address_is_said_and_nothing_is_lost(office: Client) -> None:
    page = invite(office, f"{VERA}\nVera Sommer")
    assert "Das ist keine E-Mail-Adresse: Vera Sommer" in page
    assert VERA in page
    assert not JoinInvitation.objects.exists()
    assert "Bitte füllen Sie dieses Feld aus." in invite(office, " ")


def test_one_that_ran_out_is_shown_and_invited_anew(
    office: Client, invited: JoinInvitation, client: Client
) -> None:
    JoinInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "abgelaufen am" in read(office, PAGE)
    assert "Diese Einladung ist abgelaufen" in read(client, invited.accept_path)
    page = client.post(invited.accept_path, {"first_name": "V", "last_name": "S"})
    assert "abgelaufen" in page.content.decode()
    assert "Eine Einladung ist unterwegs." in invite(office, VERA)
    assert JoinInvitation.objects.get().name == "Vera Sommer"
    assert Mail.objects.count() == 2


def test_resending_prolongs_and_withdrawing_ends(
    office: Client, invited: JoinInvitation, client: Client
) -> None:
    JoinInvitation.objects.update(expires_at=timezone.now())
    assert office.post(f"{PAGE}{invited.pk}/erneut/").status_code == 302
    invited.refresh_from_db()
    assert invited.expires_at > timezone.now() + timedelta(days=29)
    assert Mail.objects.count() == 2
    for _again in range(2):
        assert office.post(f"{PAGE}{invited.pk}/zurueckziehen/").status_code == 302
    assert "Diese Einladung gilt nicht mehr" in read(client, invited.accept_path)
    assert office.post(f"{PAGE}{invited.pk}/erneut/").status_code == 409
    with pytest.raises(Refused, match="gilt nicht mehr"):
        actions.accept_invitation(invited, first_name="V", last_name="S")
    assert not Person.objects.filter(email=VERA).exists()


def test_a_partner_accepts_by_the_link_and_signs_in(office: Client, client: Client) -> None:
    invite(office, f"Vera Sommer <{VERA}>", Role.PARTNER, "Ministerium")
    link = link_in(newest("joining.invitation"))
    page = read(client, link)
    assert 'value="Vera"' in page
    assert 'value="Sommer"' in page
    assert "Postleitzahl" not in page
    assert not Person.objects.filter(email=VERA).exists()
    for _again in range(2):
        response = client.post(link, {"first_name": "Vera", "last_name": "Sommer"})
        assert response.status_code in {200, 302}
    person = Person.objects.get(email=VERA)
    assert person.roles == {Role.PARTNER}
    assert not person.is_member
    assert Organisation.objects.get(people=person).name == "Ministerium"
    page = read(client, link)
    assert "Willkommen, Sie sind dabei" in page
    assert "/anmelden/" in page
    with pytest.raises(Refused, match="schon angenommen"):
        actions.withdraw_invitation(JoinInvitation.objects.get(), actor=person)
    assert "Vera Sommer" in read(office, PAGE)


def test_a_manager_says_where_and_fills_the_vacancy(
    office: Client, client: Client, ilmenau: Authority
) -> None:
    vacant = Position.objects.create(authority=ilmenau, state=PositionState.VACANT)
    invite(office, "nora@ilmenau.example", Role.MANAGER)
    link = link_in(newest("joining.invitation"))
    assert "Postleitzahl" in read(client, link)
    names = {"first_name": "Nora", "last_name": "Neu"}
    page = client.post(link, names | {"authority": ""}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert 'value="Nora"' in page
    client.post(link, names | {"authority": "Ilmenau", "since": "2026-01-01"})
    vacant.refresh_from_db()
    assert vacant.state == PositionState.FILLED
    assert Person.objects.get(email="nora@ilmenau.example").is_member


def test_somebody_known_gets_a_further_role(
    client: Client, organiser: Person, guest: Person
) -> None:
    Person.objects.filter(pk=guest.pk).update(is_active=False)
    actions.invite([("", guest.email)], Role.PARTNER, organisation=None, actor=organiser)
    link = JoinInvitation.objects.get().accept_path
    assert 'value="Gustav"' in read(client, link)
    client.post(link, {"first_name": "Gustav", "last_name": "Gast"})
    person = Person.objects.get(pk=guest.pk)
    assert person.is_active
    assert person.roles == {Role.PARTNER, Role.STANDING_GUEST}
    assert Membership.objects.filter(person=guest).count() == 2


def test_queries_do_not_grow(office: Client, organiser: Person) -> None:
    counts = []
    for number in range(3):
        named = [("", f"a{number}@b.example"), ("", f"b{number}@b.example")]
        organisation = Organisation(name=f"Haus {number}")
        actions.invite(named, Role.PARTNER, organisation=organisation, actor=organiser)
        done = JoinInvitation.objects.get(email=f"b{number}@b.example")
        actions.accept_invitation(done, first_name="B", last_name="B")
        with CaptureQueriesContext(connection) as queries:
            read(office, PAGE)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_what_came_to_nothing_is_forgotten(invited: JoinInvitation) -> None:
    assert forget_strangers() == 0
    JoinInvitation.objects.update(expires_at=timezone.now() - timedelta(days=181))
    assert forget_strangers() == 1


def test_pages_are_for_organisers(
    invited: JoinInvitation, manager: Person, office: Client, sign_in: SignIn
) -> None:
    client = sign_in(manager)
    assert client.get(PAGE).status_code == 403
    for verb in ("erneut", "zurueckziehen"):
        assert client.post(f"{PAGE}{invited.pk}/{verb}/").status_code == 403
        assert office.get(f"{PAGE}{invited.pk}/{verb}/").status_code == 405
        assert office.post(f"{PAGE}9999/{verb}/").status_code == 404


def test_seeing_invitations_and_finding_them_agree(
    invited: JoinInvitation, organiser: Person, manager: Person, guest: Person, outsider: Person
) -> None:
    for viewer in (organiser, manager, guest, outsider):
        seen = {it for it in JoinInvitation.objects.all() if rules.can_view_invitation(viewer, it)}
        assert seen == set(JoinInvitation.objects.visible_to(viewer))
