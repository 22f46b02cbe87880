"""Two organisers confirm at the same moment; a real database decides who was first."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.importing.actions import apply_import, begin_import, plan_of
from klimanetz.roster.models import Holding, Position, RosterImport
from tests.factories import make_person
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.roster.importing.tables import HEAD, csv

pytestmark = pytest.mark.usefixtures("shared_database")

ANNA = ("Anna Ahn", "anna@ilmenau.de", "Ilmenau", "KSM")


def confirm_together(*lists: RosterImport) -> list[str]:
    """Applies each list in a thread of its own; returns what was refused."""
    shown = [plan_of(one).fingerprint for one in lists]
    start, refused = Barrier(len(lists)), list[str]()

    def confirm(one: RosterImport, fingerprint: str) -> None:
        start.wait()
        try:
            apply_import(one, fingerprint, actor="test")
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=confirm, args=pair) for pair in zip(lists, shown, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_the_second_list_is_shown_anew(network: Network, ilmenau: Authority) -> None:
    lists = [
        begin_import(csv(HEAD, ANNA), f"{name}.csv", actor=make_person(name, "O", Role.ORGANISER))
        for name in ("Olga", "Paul")
    ]
    refused = confirm_together(*lists)
    assert refused == [
        "Inzwischen hat sich etwas geändert. Bitte prüfen Sie noch einmal, was neu ist."
    ]
    assert Person.objects.filter(email=ANNA[1]).count() == 1
    assert Position.objects.count() == Holding.objects.count() == 1


def test_one_list_in_two_windows_is_applied_once(network: Network, ilmenau: Authority) -> None:
    olga = make_person("Olga", "O", Role.ORGANISER)
    begun = begin_import(csv(HEAD, ANNA), "liste.csv", actor=olga)
    assert confirm_together(begun, begun) == ["Diese Liste ist schon übernommen."]
    assert Position.objects.count() == 1
