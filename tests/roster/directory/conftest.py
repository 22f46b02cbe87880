"""A small directory: the cast with what they wrote and whom they let read it."""

from collections.abc import Callable

import pytest

from klimanetz.core.models import Network
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.places.models import Authority
from klimanetz.roster.directory.actions import heal_index, write_profile
from klimanetz.roster.directory.models import FieldOfAction

URL = "/verzeichnis/"

type Write = Callable[..., Person]


@pytest.fixture(autouse=True)
def _network(network: Network) -> None:
    """Every page stands in one."""


@pytest.fixture
def heat(db: None) -> FieldOfAction:
    return FieldOfAction.objects.get_or_create(name="Wärmeplanung")[0]


@pytest.fixture
def mobility(db: None) -> FieldOfAction:
    return FieldOfAction.objects.get_or_create(name="Mobilität")[0]


@pytest.fixture
def write() -> Write:
    """Write somebody's profile and let members see it, or only `shown` of it."""

    def written(
        person: Person,
        *,
        fields: list[FieldOfAction] | None = None,
        shown: tuple[Field, ...] = (Field.PROFILE,),
        **offers: object,
    ) -> Person:
        write_profile(person, actor=person, fields_of_action=fields or [], **offers)
        for name in shown:
            show_field(person, name, Audience.MEMBERS, actor=person)
        heal_index()
        return person

    return written


@pytest.fixture
def placed(ilmenau: Authority, arnstadt: Authority, erfurt: Authority) -> None:
    """Where the towns of the cast are."""
    for place, latitude, longitude in (
        (ilmenau, 50.687, 10.914),
        (arnstadt, 50.834, 10.946),
        (erfurt, 50.978, 11.029),
    ):
        Authority.objects.filter(pk=place.pk).update(latitude=latitude, longitude=longitude)
