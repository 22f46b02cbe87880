"""The cast is what its names say."""

from klimanetz.people.models import Person


def test_cast_has_its_roles(
    organiser: Person, manager: Person, guest: Person, outsider: Person
) -> None:
    assert organiser.is_organiser
    assert organiser.is_member
    assert manager.is_member
    assert not manager.is_organiser
    assert not guest.is_member
    assert not outsider.roles
