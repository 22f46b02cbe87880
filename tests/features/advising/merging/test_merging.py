"""Two cases of one town become one, and nothing of either is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import (
    ContactFacts,
    NewFile,
    Overtaken,
    add_contact,
    add_entry,
    move,
    move_to_successor,
    open_case,
    pause,
    set_days,
    set_next,
)
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.merging.rules import choose
from klimanetz.features.advising.models import (
    Application,
    Case,
    CaseFile,
    Contact,
    EntryKind,
    Option,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position
from tests.features.advising.conftest import Advance
from tests.features.advising.merging.conftest import BAUAMT
from tests.features.advising.uploads import pdf_file

TODAY = timezone.localdate()


def origin(case: Case) -> str:
    return case.entries.get(text__startswith="Mit einem zweiten Fall").text


def test_what_is_in_the_other_comes_over(case: Case, other: Case, organiser: Person) -> None:
    files = [NewFile(pdf_file(), "brief.pdf", "application/pdf")]
    add_entry(other, EntryKind.MAIL_IN, "Frage", files=files, actor=organiser)
    Application.objects.create(case=other, name="Kommunalrichtlinie")
    merge(case, other, actor=organiser)
    texts = set(case.entries.values_list("text", flat=True))
    assert {"Hat auf der Messe angefragt.", "Kam über den Kreis.", "Frage"} < texts
    assert CaseFile.objects.get().entry.case == case
    assert case.applications.get().name == "Kommunalrichtlinie"
    assert not other.entries.exists()
    assert case.others.get().name == "Arnstadt"


def test_the_other_ends_as_what_it_is_and_says_where_it_went(
    case: Case, other: Case, organiser: Person
) -> None:
    merge(case, other, actor=organiser)
    other.refresh_from_db()
    assert (other.stage, other.merged_into, other.reason) == (Stage.MERGED, case, "")
    assert other.is_closed
    assert other.next_step == ""
    last = other.moves.latest("pk")
    assert (last.left, last.reached, last.by) == (Stage.CONTACT, Stage.MERGED, organiser)


def test_the_towns_first_call_counts(case: Case, other: Case, organiser: Person) -> None:
    first = other.opened_at
    merge(case, other, actor=organiser)
    case.refresh_from_db()
    assert case.opened_at == first


def test_both_say_so_in_the_trail(case: Case, other: Case, organiser: Person) -> None:
    merge(case, other, actor=organiser)
    here = AuditEntry.objects.get(subject=name_subject(case), verb="merge_case")
    there = AuditEntry.objects.get(subject=name_subject(other), verb="end_merged_case")
    assert (here.detail, there.detail) == (
        {"merged": "Gemeinde Arnstadt"}, {"merged": "Gemeinde Ilmenau"},
    )  # fmt: skip


def test_whoever_stands_in_both_stands_there_once_with_all_that_is_known(
    case: Case, other: Case, mayor: Contact, organiser: Person
) -> None:
    theirs = other.contacts.get()
    add_entry(other, EntryKind.MAIL_IN, "Von Bela", contact=theirs, actor=organiser)
    merge(case, other, actor=organiser)
    assert case.contacts.get() == mayor
    mayor.refresh_from_db()
    assert mayor.office == "Bürgermeisterin, Bauamt"
    assert mayor.phone == "03677 1234, 0171 99"
    assert mayor.dial == "036771234"
    assert case.entries.get(text="Von Bela").contact == mayor


def test_what_has_no_room_beside_a_person_stands_in_the_history(
    case: Case, other: Case, mayor: Contact, organiser: Person
) -> None:
    mayor.office = "A" * 155
    mayor.save()
    merge(case, other, actor=organiser)
    mayor.refresh_from_db()
    assert mayor.office == "A" * 155
    assert "Bela Beispiel, im anderen Fall: Bauamt." in origin(case)


def test_two_people_at_one_address_stay_two(
    case: Case, other: Case, mayor: Contact, organiser: Person
) -> None:
    other.contacts.update(name="Chris Bau")
    merge(case, other, actor=organiser)
    first, second = case.contacts.order_by("pk")
    assert (first.name, first.email) == ("Bela Beispiel", "bela@ilmenau.example")
    assert (second.name, second.email, second.phone) == ("Chris Bau", "", "0171 99")


def test_what_is_due_first_comes_first_and_the_second_is_noted(
    case: Case, other: Case, organiser: Person
) -> None:
    merge(other, case, actor=organiser)
    other.refresh_from_db()
    assert (other.next_step, other.next_on) == ("Rückruf am Montag", TODAY + timedelta(days=2))
    assert "Zweiter nächster Schritt: „Kämmerei fragen“ bis" in origin(other)
    assert "Um den anderen Fall kümmerte sich Olga Organisatorin." in origin(other)


def test_of_a_case_that_rests_and_one_that_runs_the_merged_runs(
    case: Case, other: Case, organiser: Person
) -> None:
    pause(case, reason="Haushaltssperre", until=TODAY + timedelta(days=1), actor=organiser)
    merge(case, other, actor=organiser)
    case.refresh_from_db()
    assert not case.is_paused
    assert case.next_step == "Kämmerei fragen"
    assert "ruhte bis" in origin(case)
    assert "Haushaltssperre" in origin(case)
    assert "„Rückruf am Montag“" in origin(case)


def test_of_two_that_rest_the_merged_wakes_up_with_the_first(
    case: Case, other: Case, organiser: Person
) -> None:
    soon, later = TODAY + timedelta(days=3), TODAY + timedelta(days=30)
    pause(case, reason="Wahl", until=later, actor=organiser)
    pause(other, reason="Urlaub", until=soon, actor=organiser)
    merge(case, other, actor=organiser)
    case.refresh_from_db()
    assert (case.wake_on, case.pause_reason) == (soon, "Urlaub")
    assert "Wahl" in origin(case)


def test_what_only_the_other_knows_is_known_and_what_differs_is_noted(
    case: Case, other: Case, organiser: Person
) -> None:
    starts, session = TODAY + timedelta(days=200), TODAY + timedelta(days=40)
    set_days(other, starts_on=starts, council_on=session, actor=organiser)
    set_days(case, council_on=session + timedelta(days=7), actor=organiser)
    Case.objects.filter(pk=other.pk).update(option=Option.SHARED, check_query="a=16070")
    merge(case, other, actor=organiser)
    case.refresh_from_db()
    assert (case.starts_on, case.option, case.check_query) == (starts, Option.SHARED, "a=16070")
    assert case.council_on == session + timedelta(days=7)
    assert "Im anderen Fall stand: Sitzung des Rates am " in origin(case)


def test_a_second_click_changes_nothing(case: Case, other: Case, organiser: Person) -> None:
    versions = (case.version, other.version)
    merge(case, other, versions=versions, actor=organiser)
    merge(case, other, versions=versions, actor=organiser)
    assert AuditEntry.objects.filter(verb="merge_case").count() == 1
    assert case.moves.count() == 1


def test_the_other_way_round_afterwards_is_refused(
    case: Case, other: Case, organiser: Person, colleague: Person
) -> None:
    versions = (other.version, case.version)
    merge(case, other, actor=organiser)
    with pytest.raises(Overtaken, match="Olga Organisatorin hat den Fall inzwischen"):
        merge(other, case, versions=versions, actor=colleague)
    with pytest.raises(Refused, match="mit einem anderen zusammengeführt"):
        merge(other, case, actor=colleague)


def test_towns_of_their_own_are_not_merged(
    case: Case, organiser: Person, arnstadt: Authority
) -> None:
    apart = open_case(
        arnstadt, owner=None, contact=None, next_step="", next_on=None, actor=organiser
    )
    with pytest.raises(Refused, match="gehören nicht derselben Kommune"):
        merge(case, apart, actor=organiser)
    with pytest.raises(Refused, match="gehören nicht derselben Kommune"):
        merge(case, case, actor=organiser)


def test_a_closed_case_is_not_merged(
    case: Case, other: Case, organiser: Person, advance: Advance
) -> None:
    advance(other, Stage.DROPPED)
    with pytest.raises(Refused, match="abgeschlossen"):
        merge(case, other, actor=organiser)


def test_a_merged_case_moves_nowhere(case: Case, other: Case, organiser: Person) -> None:
    merge(case, other, actor=organiser)
    other.refresh_from_db()
    told = "mit einem anderen zusammengeführt"
    with pytest.raises(Refused, match=told):
        move(other, Stage.FIRST_TALK, version=other.version, on=TODAY, actor=organiser)
    with pytest.raises(Refused, match=told):
        set_next(other, "Anrufen", TODAY, actor=organiser)
    with pytest.raises(Refused, match=told):
        pause(other, reason="x", until=TODAY + timedelta(days=1), actor=organiser)


def test_what_is_added_to_the_other_lands_in_the_common_one(
    case: Case, other: Case, organiser: Person
) -> None:
    """A colleague had its page open."""
    merge(case, other, actor=organiser)
    add_entry(other, EntryKind.TALK, "Telefonat", actor=organiser)
    add_contact(other, ContactFacts("Dora Dritt"), actor=organiser)
    assert case.entries.filter(text="Telefonat").exists()
    assert case.contacts.filter(name="Dora Dritt").exists()
    with pytest.raises(Refused, match="schon jemand"):
        add_contact(other, BAUAMT, actor=organiser)


def test_a_chain_of_cases_ends_in_the_last(
    case: Case, other: Case, organiser: Person, erfurt: Authority
) -> None:
    third = open_case(erfurt, owner=None, contact=None, next_step="", next_on=None, actor=organiser)
    merge(case, other, actor=organiser)
    merge(third, case, actor=organiser)
    other.refresh_from_db()
    assert other.merged_into == third
    assert third.entries.filter(text="Kam über den Kreis.").exists()
    assert Case.objects.home_of(other.pk).get() == third
    assert Case.objects.home_of(third.pk).get() == third


def test_then_the_town_that_both_became_takes_the_case(
    case: Case, other: Case, organiser: Person, erfurt: Authority
) -> None:
    merged = move_to_successor(merge(case, other, actor=organiser), actor=organiser)
    assert merged.lead == erfurt
    assert not merged.others.exists()


def test_the_one_that_is_further_stays_else_the_older(
    case: Case, other: Case, advance: Advance
) -> None:
    assert choose(case, other) == other
    further = advance(case, Stage.FIRST_TALK)
    assert choose(further, other) == further
    assert choose(other, further) == further


def test_a_case_that_is_nobodys_comes_into_the_hands_of_the_other(
    case: Case, other: Case, organiser: Person, colleague: Person
) -> None:
    Case.objects.filter(pk=case.pk).update(owner=None)
    merge(case, other, actor=organiser)
    case.refresh_from_db()
    assert case.owner == colleague
    assert "kümmerte sich" not in origin(case)


def test_a_position_goes_along_and_of_two_the_second_is_noted(
    case: Case, other: Case, organiser: Person, erfurt: Authority
) -> None:
    first, second = (
        Position.objects.create(authority=erfurt, kind=Role.MANAGER, starts=TODAY)
        for _number in range(2)
    )
    third = open_case(erfurt, owner=None, contact=None, next_step="", next_on=None, actor=organiser)
    Case.objects.filter(pk=other.pk).update(position=first)
    Case.objects.filter(pk=third.pk).update(position=second)
    merge(case, other, actor=organiser)
    for one in (case, other):
        one.refresh_from_db()
    assert (case.position, other.position) == (first, None)
    merge(case, third, actor=organiser)
    third.refresh_from_db()
    assert third.position == second
    noted = case.entries.filter(text__contains="ist eine Stelle entstanden")
    assert noted.count() == 1
