"""The cast that every test knows: the same few people in the same few places."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority, make_manager, make_person

pytest_plugins = [
    "tests.harness.surroundings",
    "tests.harness.undefined",
    "tests.harness.reading",
    "tests.harness.closing",
    "tests.harness.order",
    "tests.harness.fetching",
    "tests.harness.demo",
]


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """Shortly after noon of tomorrow: no hour or day in which tries are counted ends meanwhile."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    with time_machine.travel(datetime.combine(tomorrow, time(12, 1), UTC)) as clock:
        yield clock


@pytest.fixture
def network(db: None) -> Network:
    return Network.objects.create(
        pk=1,
        name="Klimanetz Thüringen",
        claim="Das Netzwerk der kommunalen Klimaschutzmanager:innen.",
        operator="Energieagentur",
        email="netzwerk@agentur.example",
    )


@pytest.fixture
def ilm_kreis(db: None) -> Authority:
    return make_authority("16070", "Ilm-Kreis", Kind.DISTRICT, population=105_000)


@pytest.fixture
def ilmenau(ilm_kreis: Authority) -> Authority:
    return make_authority("160700029029", "Ilmenau", Kind.MUNICIPALITY, parent=ilm_kreis)


@pytest.fixture
def arnstadt(ilm_kreis: Authority) -> Authority:
    return make_authority("160700004004", "Arnstadt", Kind.MUNICIPALITY, parent=ilm_kreis)


@pytest.fixture
def erfurt(db: None) -> Authority:
    return make_authority("160510000000", "Erfurt", Kind.DISTRICT_FREE_CITY, population=215_000)


@pytest.fixture
def organiser(network: Network) -> Person:
    """Runs the network."""
    return make_person("Olga", "Organisatorin", Role.ORGANISER, email="olga@agentur.example")


@pytest.fixture
def manager(ilmenau: Authority) -> Person:
    """A climate action manager in post in Ilmenau."""
    return make_manager("Mika", "Managerin", ilmenau)


@pytest.fixture
def neighbour(arnstadt: Authority) -> Person:
    """Another manager, in the town next door."""
    return make_manager("Nele", "Nachbarin", arnstadt)


@pytest.fixture
def guest(db: None) -> Person:
    """A standing guest from the ministry: knows the meetings, not the members' talk."""
    return make_person("Gustav", "Gast", Role.STANDING_GUEST, email="gustav@ministerium.example")


@pytest.fixture
def outsider(db: None) -> Person:
    """Has an account and no role any more."""
    return make_person("Otto", "Ohnerolle")


type SignIn = Callable[[Person], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A test client signed in as a person."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
