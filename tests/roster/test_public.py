"""What everyone may read of the roster."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding
from klimanetz.roster.public import public_listing, public_positions

pytestmark = pytest.mark.django_db


def test_without_consent_only_authority_and_role(manager: Person, erfurt: Authority) -> None:
    erfurt_listing, ilm_kreis = public_listing("16")
    assert (erfurt_listing.name, erfurt_listing.positions) == ("Erfurt", ())
    (position,) = ilm_kreis.positions
    assert (position.authority, str(position.kind.label)) == ("Ilmenau", "Klimaschutzmanagement")
    assert (position.name, position.email, position.phone) == ("", "", "")


def test_each_consent_opens_only_its_own(manager: Person, neighbour: Person) -> None:
    Person.objects.update(phone="03677 600")
    Consent.objects.create(person=manager, field=Field.NAME, audience=Audience.PUBLIC)
    Consent.objects.create(person=neighbour, field=Field.PHONE, audience=Audience.PUBLIC)
    arnstadt, ilmenau = public_listing("16")[0].positions
    assert (ilmenau.name, ilmenau.email, ilmenau.phone) == ("Mika Managerin", "", "")
    assert (arnstadt.name, arnstadt.phone) == ("", "03677 600")


def test_what_members_may_see_is_not_public(manager: Person) -> None:
    Consent.objects.create(person=manager, field=Field.EMAIL, audience=Audience.MEMBERS)
    assert public_listing("16")[0].positions[0].email == ""


def test_withdrawn_consent_closes_at_once(manager: Person) -> None:
    Consent.objects.create(
        person=manager, field=Field.NAME, audience=Audience.PUBLIC, withdrawn_at=timezone.now()
    )
    assert public_listing("16")[0].positions[0].name == ""


def test_former_holders_are_not_listed(manager: Person) -> None:
    Holding.objects.update(ends="2024-06-30")
    assert public_listing("16")[0].positions == ()


def test_page_of_one_authority(
    manager: Person, neighbour: Person, ilmenau: Authority, erfurt: Authority
) -> None:
    assert [row.authority for row in public_positions(ilmenau)] == ["Ilmenau"]
    assert public_positions(erfurt) == []


def test_three_queries_at_any_size(manager: Person, neighbour: Person) -> None:
    with CaptureQueriesContext(connection) as queries:
        public_listing("16")
    assert len(queries) == 3
