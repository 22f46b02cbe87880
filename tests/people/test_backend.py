"""Who is signed in comes with their roles; what ended does not come along."""

from datetime import date

from django.test import Client

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.models import Membership
from tests.conftest import SignIn


def test_roles_come_with_the_person(
    manager: Person, outsider: Person, django_assert_num_queries: object
) -> None:
    ended = {"starts": date(2023, 1, 1), "ends": date(2024, 1, 1)}
    Membership.objects.create(person=manager, role=Role.ORGANISER, **ended)
    Membership.objects.create(person=manager, role=Role.PARTNER)
    known = {person.pk: person for person in Person.objects.knowing_roles()}
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert known[manager.pk].roles == {Role.MANAGER, Role.PARTNER}
        assert known[outsider.pk].roles == frozenset()
    for person in known.values():
        assert person.roles == Person.objects.get(pk=person.pk).roles


def test_who_may_no_longer_sign_in_is_signed_out(manager: Person, sign_in: SignIn) -> None:
    client: Client = sign_in(manager)
    assert client.get("/ich/").status_code == 200
    Person.objects.update(is_active=False)
    assert client.get("/ich/").status_code == 302
