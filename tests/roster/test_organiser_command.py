"""`klimanetz organiser`: how the first person of a new installation gets in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Person


def appoint(*arguments: str) -> str:
    out = StringIO()
    call_command("organiser", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_organiser_comes_from_the_command_line(db: None) -> None:
    said = appoint("Anna.von-Berg@Agentur.example", "Anna", "Maria", "Berg")
    person = Person.objects.get(email="anna.von-berg@agentur.example")
    assert (person.first_name, person.last_name) == ("Anna Maria", "Berg")
    assert person.is_organiser
    assert "/anmelden/" in said
    assert AuditEntry.objects.filter(actor="klimanetz organiser").exists()


def test_who_is_known_becomes_an_organiser_and_stays_the_same_person(manager: Person) -> None:
    appoint(manager.email, "Somebody Else")
    person = Person.objects.get(email=manager.email)
    assert person.pk == manager.pk
    assert person.last_name == manager.last_name
    assert person.is_organiser


def test_twice_is_once(db: None) -> None:
    for _time in range(2):
        appoint("anna@agentur.example", "Anna Berg")
    assert Person.objects.get().memberships.count() == 1


def test_what_is_no_address_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="anna: this is not an e-mail address"):
        appoint("anna", "Anna Berg")
    assert not Person.objects.exists()
