"""What people decide about their data: once, dated, written down, and seen at once."""

from datetime import UTC, datetime

import time_machine

from klimanetz.core.models import AuditEntry, Network
from klimanetz.people.actions import change_own_data, hide_field, show_field
from klimanetz.people.models import Audience, Consent, Field, Person

MARCH = datetime(2027, 3, 1, 9, tzinfo=UTC)
APRIL = datetime(2027, 4, 1, 9, tzinfo=UTC)


def revision() -> int:
    return Network.objects.values_list("revision", flat=True).get()


def show_name(person: Person, audience: Audience = Audience.PUBLIC) -> Consent:
    return show_field(person, Field.NAME, audience, actor=person)


def test_consent_is_dated_and_changes_the_public_pages(network: Network, manager: Person) -> None:
    before = revision()
    with time_machine.travel(MARCH, tick=False):
        consent = show_name(manager)
    assert (consent.given_at, consent.withdrawn_at) == (MARCH, None)
    assert revision() > before
    entry = AuditEntry.objects.get(verb="show_field")
    assert entry.actor == str(manager)
    assert entry.detail == {"field": "name", "audience": "public"}


def test_shown_twice_keeps_its_first_date(network: Network, manager: Person) -> None:
    with time_machine.travel(MARCH, tick=False):
        show_name(manager)
    before = revision()
    with time_machine.travel(APRIL, tick=False):
        show_name(manager)
    assert Consent.objects.get().given_at == MARCH
    assert revision() == before
    assert AuditEntry.objects.filter(verb="show_field").count() == 1


def test_another_audience_ends_the_consent_and_begins_one(
    network: Network, manager: Person
) -> None:
    with time_machine.travel(MARCH, tick=False):
        show_name(manager)
    with time_machine.travel(APRIL, tick=False):
        show_name(manager, Audience.MEMBERS)
    first, second = Consent.objects.order_by("given_at")
    assert (first.audience, first.given_at, first.withdrawn_at) == ("public", MARCH, APRIL)
    assert (second.audience, second.given_at, second.withdrawn_at) == ("members", APRIL, None)


def test_what_reaches_all_reaches_members_too(
    network: Network, manager: Person, neighbour: Person, guest: Person
) -> None:
    show_name(manager)
    show_name(neighbour, Audience.MEMBERS)
    show_name(guest)
    hide_field(guest, Field.NAME, actor=guest)
    reaching = Consent.objects.reaching
    assert reaching(Audience.PUBLIC).shown() == {(manager.pk, "name")}
    assert reaching(Audience.MEMBERS).shown() == {(manager.pk, "name"), (neighbour.pk, "name")}


def test_each_field_stands_on_its_own(network: Network, manager: Person) -> None:
    show_name(manager)
    show_field(manager, Field.PHONE, Audience.PUBLIC, actor=manager)
    hide_field(manager, Field.PHONE, actor=manager)
    assert [c.field for c in Consent.objects.standing()] == [Field.NAME]


def test_hiding_keeps_the_proof(network: Network, manager: Person) -> None:
    with time_machine.travel(MARCH, tick=False):
        show_name(manager)
    before = revision()
    with time_machine.travel(APRIL, tick=False):
        hide_field(manager, Field.NAME, actor=manager)
    consent = Consent.objects.get()
    assert (consent.given_at, consent.withdrawn_at) == (MARCH, APRIL)
    assert revision() > before
    show_name(manager)
    assert Consent.objects.count() == 2


def test_hiding_what_was_never_shown_is_nothing(network: Network, manager: Person) -> None:
    before = revision()
    hide_field(manager, Field.NAME, actor=manager)
    assert revision() == before
    assert not AuditEntry.objects.exists()


def test_hiding_for_one_person_leaves_the_others(
    network: Network, manager: Person, neighbour: Person
) -> None:
    for person in (manager, neighbour):
        show_name(person)
    hide_field(manager, Field.NAME, actor=manager)
    assert Consent.objects.standing().get().person == neighbour


def test_own_data_is_saved_and_written_down_without_its_values(
    network: Network, manager: Person
) -> None:
    before = revision()
    changed = change_own_data(manager, actor=manager, phone="0361 1", first_name="Mika")
    manager.refresh_from_db()
    assert changed == ["phone"]
    assert manager.phone == "0361 1"
    assert revision() > before
    assert AuditEntry.objects.get().detail == {"fields": ["phone"]}


def test_nothing_changed_is_nothing_written(network: Network, manager: Person) -> None:
    before = revision()
    assert change_own_data(manager, actor=manager, first_name="Mika") == []
    assert revision() == before
    assert not AuditEntry.objects.exists()
