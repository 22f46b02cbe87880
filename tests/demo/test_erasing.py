"""Whatever room keeps something about a person: once erased, nothing there tells who it was."""

import pytest

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.people.models import Person
from klimanetz.roster.leaving.actions import erase, leave
from tests.roster.leaving.everywhere import find_in_database


@pytest.mark.parametrize("email", [cast.MANAGER, cast.GUEST, "miriam.schreiber@arnstadt.example"])
def test_nothing_of_them_is_left_in_any_table(demo_network: Network, email: str) -> None:
    person = Person.objects.get(email=email)
    name = f"{person.first_name} {person.last_name}"
    assert find_in_database(email, name)
    leave(person, actor=person)
    erase(person)
    assert find_in_database(email, name) == {}
