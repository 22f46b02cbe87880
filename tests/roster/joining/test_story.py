"""Found nowhere, asked, confirmed, approved, agreed: and now they stand on the public page."""

import pytest
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.joining.models import JoinRequest
from tests.conftest import SignIn
from tests.roster.joining.conftest import FORM, OFFICE, Fill, link_in, newest, read

pytestmark = pytest.mark.django_db


def test_a_manager_found_nowhere_joins_and_stands_on_the_public_page(
    network: Network, client: Client, office: Client, fill: Fill, sign_in: SignIn,
    ilmenau: Authority,
) -> None:  # fmt: skip
    town = f"/netzwerk/{ilmenau.slug}/"
    assert "Nora Neu" not in read(client, town)
    client.post(FORM, fill())
    client.post(link_in(newest("joining.confirm_address")))
    asked = JoinRequest.objects.get()
    assert "Nora Neu, Ilmenau, möchte mitmachen." in read(office, "/verwaltung/")
    data = {"person": "neu", "position": "neu", "since": "2026-01-01"}
    office.post(f"{OFFICE}{asked.pk}/", data)
    page = read(client, town)
    assert "Klimaschutzmanagement" in page
    assert "Nora Neu" not in page
    nora = sign_in(Person.objects.get(email=asked.email))
    assert nora.post("/ich/sichtbarkeit/name/alle/").status_code == 302
    assert "Nora Neu" in read(client, town)
    nora.post("/ich/sichtbarkeit/name/verbergen/")
    assert "Nora Neu" not in read(client, town)
