"""What people decide about their data: once, dated, written down, and seen at once."""

from datetime import UTC, datetime

import time_machine

from klimanetz.core.models import AuditEntry, Network
from klimanetz.people.actions import change_own_data, give_consent, withdraw_consent
from klimanetz.people.models import Consent, Person, Purpose

MARCH = datetime(2027, 3, 1, 9, tzinfo=UTC)
APRIL = datetime(2027, 4, 1, 9, tzinfo=UTC)


def revision() -> int:
    return Network.objects.values_list("revision", flat=True).get()


def test_consent_is_dated_and_changes_the_public_pages(network: Network, manager: Person) -> None:
    before = revision()
    with time_machine.travel(MARCH, tick=False):
        consent = give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    assert (consent.given_at, consent.withdrawn_at) == (MARCH, None)
    assert revision() > before
    entry = AuditEntry.objects.get(verb="give_consent")
    assert entry.actor == str(manager)
    assert entry.detail == {"purpose": "public_name"}


def test_consent_given_twice_keeps_its_first_date(network: Network, manager: Person) -> None:
    with time_machine.travel(MARCH, tick=False):
        give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    before = revision()
    with time_machine.travel(APRIL, tick=False):
        give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    assert Consent.objects.get().given_at == MARCH
    assert revision() == before
    assert AuditEntry.objects.filter(verb="give_consent").count() == 1


def test_each_purpose_stands_on_its_own(network: Network, manager: Person) -> None:
    give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    give_consent(manager, Purpose.PUBLIC_CONTACT, actor=manager)
    withdraw_consent(manager, Purpose.PUBLIC_CONTACT, actor=manager)
    assert [c.purpose for c in Consent.objects.standing()] == [Purpose.PUBLIC_NAME]


def test_withdrawing_keeps_the_proof(network: Network, manager: Person) -> None:
    with time_machine.travel(MARCH, tick=False):
        give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    before = revision()
    with time_machine.travel(APRIL, tick=False):
        withdraw_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    consent = Consent.objects.get()
    assert (consent.given_at, consent.withdrawn_at) == (MARCH, APRIL)
    assert revision() > before
    give_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    assert Consent.objects.count() == 2


def test_withdrawing_what_was_never_given_is_nothing(network: Network, manager: Person) -> None:
    before = revision()
    withdraw_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
    assert revision() == before
    assert not AuditEntry.objects.exists()


def test_withdrawing_for_one_person_leaves_the_others(
    network: Network, manager: Person, neighbour: Person
) -> None:
    for person in (manager, neighbour):
        give_consent(person, Purpose.PUBLIC_NAME, actor=person)
    withdraw_consent(manager, Purpose.PUBLIC_NAME, actor=manager)
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
