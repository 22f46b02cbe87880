"""Two advisers at the same moment: a real database decides, and the second reads of the first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import (
    add_entry,
    change_contact,
    hand_over,
    move,
    move_to_successor,
    open_case,
    set_next,
)
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.following.actions import leave, send_link
from klimanetz.features.advising.jobs import forget_contacts_of_old_cases
from klimanetz.features.advising.models import Case, Contact, EntryKind, Stage
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.advising.test_opening import merge
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.roster.confirming.test_concurrency import together

pytestmark = pytest.mark.usefixtures("shared_database")

TODAY = timezone.localdate()


def test_two_move_one_case(case: Case, organiser: Person, colleague: Person) -> None:
    refused = together(
        lambda: move(case, Stage.FIRST_TALK, version=1, on=TODAY, actor=organiser),
        lambda: move(case, Stage.DROPPED, version=1, on=TODAY, actor=colleague, reason="Nein"),
    )
    assert len(refused) == 1
    assert "hat den Fall inzwischen weiterbewegt: von „Kontakt“ zu" in refused[0]
    case.refresh_from_db()
    assert case.version == 2
    assert case.moves.count() == 2


def test_two_clicks_are_one_move(case: Case, organiser: Person) -> None:
    acts = [lambda: move(case, Stage.FIRST_TALK, version=1, on=TODAY, actor=organiser)] * 2
    assert together(*acts) == []
    assert AuditEntry.objects.filter(verb="move_case").count() == 1


def test_two_open_a_case_for_one_town(organiser: Person, ilmenau: Authority) -> None:
    def begin() -> None:
        open_case(ilmenau, owner=None, contact=None, next_step="", next_on=None, actor=organiser)

    assert together(begin, begin) == ["Für Gemeinde Ilmenau gibt es schon einen offenen Fall."]
    assert Case.objects.count() == 1


def test_a_plan_and_a_handover_both_count(case: Case, organiser: Person, colleague: Person) -> None:
    """Neither was decided upon what the other changed."""
    refused = together(
        lambda: set_next(case, "Kreis anrufen", TODAY, actor=organiser),
        lambda: hand_over(case, colleague, actor=organiser),
    )
    assert refused == []
    case.refresh_from_db()
    assert (case.next_step, case.owner, case.version) == ("Kreis anrufen", colleague, 3)


def test_a_plan_and_the_way_to_what_a_town_became_both_count(
    case: Case, organiser: Person, colleague: Person, ilmenau: Authority, arnstadt: Authority
) -> None:
    merge(ilmenau, arnstadt)
    refused = together(
        lambda: move_to_successor(case, actor=organiser),
        lambda: set_next(case, "Kreis anrufen", TODAY, actor=colleague),
    )
    assert refused == []
    case.refresh_from_db()
    assert (case.lead, case.next_step) == (arnstadt, "Kreis anrufen")


def test_two_workers_read_one_mail_into_a_case(case: Case) -> None:
    def read() -> None:
        add_entry(case, EntryKind.MAIL_IN, "Antwort", message_id="<1@x.example>", actor="system")

    together(read, read)
    assert case.entries.filter(kind=EntryKind.MAIL_IN).count() == 1


def test_two_clicks_send_one_link(case: Case, mayor: Contact, organiser: Person) -> None:
    acts = [lambda: send_link(mayor, actor=organiser)] * 2
    assert together(*acts) == []
    assert Mail.objects.count() == 1


def test_two_workers_forget_one_case_once(case: Case, mayor: Contact) -> None:
    long_ago = timezone.now() - timedelta(days=2000)
    Case.objects.update(stage=Stage.DROPPED, reason="x", closed_at=long_ago)
    together(forget_contacts_of_old_cases, forget_contacts_of_old_cases)
    assert not Contact.objects.exists()
    assert Case.objects.exists()


def test_a_link_is_sent_while_its_contact_is_changed(
    mayor: Contact, organiser: Person, colleague: Person
) -> None:
    """Both hold the case first: neither waits for what the other has."""
    facts = ContactFacts("Bela B.", email=mayor.email)
    refused = together(
        lambda: send_link(mayor, actor=organiser),
        lambda: change_contact(mayor, facts, actor=colleague),
    )
    assert refused == []
    mayor.refresh_from_db()
    assert mayor.name == "Bela B."
    assert mayor.link_sent_at is not None


def test_whoever_works_with_a_contact_who_has_just_gone_is_told(
    mayor: Contact, organiser: Person
) -> None:
    gone = Contact.objects.get(pk=mayor.pk)
    leave(mayor)
    with pytest.raises(Refused, match="steht nicht mehr beim Fall"):
        change_contact(gone, ContactFacts("Bela B."), actor=organiser)
    with pytest.raises(Refused, match="steht nicht mehr beim Fall"):
        send_link(gone, actor=organiser)
