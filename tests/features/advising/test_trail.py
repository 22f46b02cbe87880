"""What was done to a case stands in the trail, in words and with the way to it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.features.advising import actions
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.models import PATH, Case, Contact, EntryKind
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance

TODAY = timezone.localdate()


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def trail_of(office: Client, case: Case) -> str:
    return office.get(reverse("trail"), {"ueber": f"advising.case:{case.pk}"}).content.decode()


def test_the_page_of_a_case_leads_to_its_trail(office: Client, case: Case) -> None:
    link = f"{reverse('trail')}?ueber=advising.case:{case.pk}"
    assert link in office.get(reverse("case_detail", args=[case.pk])).content.decode()


def test_it_is_told_in_words(office: Client, case: Case, advance: Advance) -> None:
    advance(case, *PATH[1:6])
    text = trail_of(office, case)
    assert "Beratungsfall weiterbewegt" in text
    assert "nach: Erstgespräch" in text
    assert "nach: beantragt" in text  # not as of a follow-up grant, of which it is a word, too
    assert "vor dem Bescheid" not in text
    assert "Gemeinde Ilmenau" in text
    assert reverse("case_detail", args=[case.pk]) in text


def test_whatever_is_done_leaves_one_line_with_a_name_and_a_word(
    case: Case, mayor: Contact, organiser: Person, colleague: Person, arnstadt: Authority
) -> None:
    AuditEntry.objects.all().delete()
    entry = case.entries.get()
    day = TODAY + timedelta(days=5)
    actions.set_next(case, "Anrufen", day, actor=organiser)
    actions.set_days(case, starts_on=day, actor=organiser)
    actions.pause(case, reason="Wahl", until=day, actor=organiser)
    actions.wake(case, actor=organiser)
    actions.hand_over(case, colleague, actor=organiser)
    actions.share_entry(entry, shared=True, actor=organiser)
    actions.share_entry(entry, shared=False, actor=organiser)
    actions.remove_entry(entry, actor=organiser)
    actions.add_authority(case, arnstadt, actor=organiser)
    actions.remove_authority(case, arnstadt, actor=organiser)
    actions.change_contact(mayor, ContactFacts("Bela", email=mayor.email), actor=organiser)
    actions.remove_contact(mayor, actor=organiser)
    actions.add_contact(case, ContactFacts("Kim"), actor=organiser)
    actions.add_entry(case, EntryKind.NOTE, "Notiz", actor=organiser)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert len(verbs) == len(set(verbs)) == 14
    assert {entry.actor for entry in AuditEntry.objects.all()} == {str(organiser)}


def test_the_same_again_leaves_no_line(
    case: Case, mayor: Contact, organiser: Person, ilmenau: Authority
) -> None:
    AuditEntry.objects.all().delete()
    entry = case.entries.get()
    facts = ContactFacts(mayor.name, mayor.office, mayor.email, mayor.phone)
    actions.set_next(case, case.next_step, case.next_on, actor=organiser)
    actions.set_days(case, starts_on=None, actor=organiser)
    actions.wake(case, actor=organiser)
    actions.hand_over(case, organiser, actor=organiser)
    actions.share_entry(entry, shared=False, actor=organiser)
    actions.remove_authority(case, ilmenau, actor=organiser)
    actions.change_contact(mayor, facts, actor=organiser)
    actions.move_to_successor(case, actor=organiser)
    assert not AuditEntry.objects.exists()
    case.refresh_from_db()
    assert case.version == 1


def test_no_name_of_a_contact_stands_in_the_trail(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    """The trail is kept for ever; contacts are not."""
    actions.change_contact(mayor, ContactFacts("Bela Neu", email="neu@x.example"), actor=organiser)
    actions.remove_contact(mayor, with_mails=True, actor=organiser)
    told = str(list(AuditEntry.objects.values("actor", "detail")))
    assert "Bela" not in told
    assert "neu@x.example" not in told
