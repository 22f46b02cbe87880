"""What the directory hands over about a person, and erases."""

from klimanetz.core.custody import registered_custodies
from klimanetz.people.models import Person
from klimanetz.roster.directory.models import Entry, FieldOfAction, Portrait, Profile
from tests.roster.directory.conftest import Write


def test_a_profile_is_handed_over_and_erased(
    manager: Person, neighbour: Person, heat: FieldOfAction, write: Write
) -> None:
    for person in (manager, neighbour):
        write(person, can_help="Wärmeplanung", working_days=[0, 1], fields=[heat])
        Portrait.objects.create(person=person, token=person.first_name, small=b"s", large=b"l")
    custody = next(it for it in registered_custodies() if str(it.label).startswith("Profil"))
    records = list(custody.collect(manager))
    assert records[0]["Ich kann"] == "Wärmeplanung"
    assert records[0]["Handlungsfelder"] == "Wärmeplanung"
    assert records[0]["Arbeitstage"] == "Mo, Di"
    assert "Foto hochgeladen am" in records[1]
    assert custody.erase(manager) >= 3
    assert custody.erase(manager) == 0
    assert list(custody.collect(manager)) == []
    for model in (Profile, Portrait, Entry):
        assert model.objects.get().person_id == neighbour.pk
