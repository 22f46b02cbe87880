"""What the database itself refuses, and the questions that lists ask of cases."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from klimanetz.features.advising.models import (
    ASKS,
    CLOSED,
    LIFECYCLE,
    PATH,
    Application,
    ApplicationState,
    Case,
    CaseEntry,
    Contact,
    EntryKind,
    Stage,
)
from klimanetz.features.advising.models.case import FORGOTTEN_AFTER
from klimanetz.features.advising.models.entry import CaseFile, place_file
from klimanetz.places.models import Authority

TODAY = timezone.localdate()


def now() -> datetime:
    return timezone.now()


def refuses(**fields: Any) -> None:  # noqa: ANN401 - of any field
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(**fields)


# The lifecycle


def test_the_usual_way_can_be_gone() -> None:
    for before, after in pairwise(PATH):
        assert after in LIFECYCLE[before]


def test_every_stage_has_its_line_and_leads_to_stages() -> None:
    assert set(LIFECYCLE) == set(Stage)
    assert all(ways <= set(Stage) for ways in LIFECYCLE.values())


def test_only_what_has_succeeded_is_over_for_good() -> None:
    """Refused, rejected and dropped cases may be taken up again; one that was merged goes on as
    another."""
    ends = {stage for stage in Stage if not LIFECYCLE[stage]}
    assert ends == {Stage.ONBOARDED, Stage.MERGED}
    for stage in CLOSED - ends:
        assert all(way not in CLOSED for way in LIFECYCLE[stage])


def test_every_stage_can_be_reached() -> None:
    reached = {Stage.CONTACT.value}
    while more := {way for stage in reached for way in LIFECYCLE[stage]} - reached:
        reached |= more
    assert reached == set(Stage) - {Stage.MERGED}


def test_whoever_loses_a_case_says_why() -> None:
    for stage in (Stage.COUNCIL_REFUSED, Stage.REJECTED, Stage.DROPPED):
        assert "reason" in ASKS[stage]


# Invariants


def test_a_merged_case_says_where_it_went(ilmenau: Authority) -> None:
    going_on = Case.objects.create(lead=ilmenau)
    refuses(lead=ilmenau, stage=Stage.MERGED, closed_at=now())
    refuses(lead=ilmenau, merged_into=going_on)
    Case.objects.create(lead=ilmenau, stage=Stage.MERGED, closed_at=now(), merged_into=going_on)


def test_no_case_rests_without_reason_and_end(ilmenau: Authority) -> None:
    refuses(lead=ilmenau, paused_at=now(), pause_reason="", wake_on=TODAY)
    refuses(lead=ilmenau, paused_at=now(), pause_reason="Wahl", wake_on=None)


def test_no_case_is_lost_without_a_reason(ilmenau: Authority) -> None:
    refuses(lead=ilmenau, stage=Stage.DROPPED, closed_at=now(), reason="")


@pytest.mark.parametrize("stage", sorted(CLOSED))
def test_a_closed_case_knows_when(ilmenau: Authority, stage: str) -> None:
    refuses(lead=ilmenau, stage=stage, reason="Grund", closed_at=None)


def test_an_open_case_has_no_end(ilmenau: Authority) -> None:
    refuses(lead=ilmenau, stage=Stage.CONTACT, closed_at=now())


def test_one_address_stands_once_in_a_case(case: Case, mayor: Contact) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(case=case, name="Noch einmal", email=mayor.email)


def test_one_mail_is_read_once_into_a_case(case: Case) -> None:
    fields: dict[str, Any] = {"case": case, "kind": EntryKind.MAIL_IN, "message_id": "<1@x>"}
    CaseEntry.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEntry.objects.create(**fields)


def test_a_grant_has_its_sum_and_day(case: Case) -> None:
    for fields in ({"granted": 1000}, {"decided_on": TODAY}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.create(
                case=case, name="Bund", state=ApplicationState.GRANTED, **fields
            )


def test_a_grant_does_not_end_before_it_begins(case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            case=case, name="Bund", grant_starts=date(2027, 7, 1), grant_ends=date(2027, 6, 30)
        )


def test_every_contact_has_a_key_that_nobody_guesses(case: Case) -> None:
    keys = {Contact.objects.create(case=case, name=str(number)).key for number in range(20)}
    assert len(keys) == 20
    assert all(len(key) == 24 for key in keys)


# Questions


def make(lead: Authority, **fields: Any) -> Case:  # noqa: ANN401 - of any field
    return Case.objects.create(lead=lead, **fields)


@pytest.mark.parametrize(
    ("fields", "running"),
    [
        ({}, True),
        ({"paused_at": now(), "pause_reason": "Wahl", "wake_on": TODAY}, False),
        ({"stage": Stage.DROPPED, "reason": "x", "closed_at": now()}, False),
        ({"stage": Stage.ONBOARDED, "closed_at": now()}, False),
    ],
    ids=["open", "rests", "dropped", "in the network"],
)
def test_what_is_running_needs_somebody(
    ilmenau: Authority, fields: dict[str, Any], running: bool
) -> None:
    case = make(ilmenau, **fields)
    assert Case.objects.running().filter(pk=case.pk).exists() == running


@pytest.mark.parametrize(
    ("next_in", "wakes_in", "due"),
    [
        (0, None, True),
        (-5, None, True),
        (1, None, False),
        (None, None, False),
        (-5, 3, False),  # it rests: what was planned waits with it
        (5, 0, True),
    ],
)
def test_due_is_what_has_its_day_today(
    ilmenau: Authority, next_in: int | None, wakes_in: int | None, due: bool
) -> None:
    fields: dict[str, Any] = {}
    if next_in is not None:
        fields["next_on"] = TODAY + timedelta(days=next_in)
    if wakes_in is not None:
        wake_on = TODAY + timedelta(days=wakes_in)
        fields |= {"paused_at": now(), "pause_reason": "Wahl", "wake_on": wake_on}
    case = make(ilmenau, **fields)
    assert Case.objects.due().filter(pk=case.pk).exists() == due


def test_a_closed_case_is_never_due(ilmenau: Authority) -> None:
    make(ilmenau, stage=Stage.DROPPED, reason="x", closed_at=now(), next_on=TODAY)
    assert not Case.objects.due().exists()


@pytest.mark.parametrize(("hours", "forgotten"), [(-1, False), (1, True)])
def test_forgotten_is_what_nobody_touched_for_a_month(
    ilmenau: Authority, hours: int, forgotten: bool
) -> None:
    touched = now() - FORGOTTEN_AFTER - timedelta(hours=hours)
    case = make(ilmenau, touched_at=touched)
    assert Case.objects.forgotten().filter(pk=case.pk).exists() == forgotten
    assert case.is_forgotten == forgotten


def test_what_rests_is_not_forgotten(ilmenau: Authority) -> None:
    case = make(
        ilmenau,
        touched_at=now() - 2 * FORGOTTEN_AFTER,
        paused_at=now(),
        pause_reason="Wahl",
        wake_on=TODAY,
    )
    assert not Case.objects.forgotten().exists()
    assert not case.is_forgotten


@pytest.mark.parametrize("state", ApplicationState)
def test_waiting_is_what_lies_with_the_authority(case: Case, state: ApplicationState) -> None:
    decided: dict[str, Any] = {"granted": 1, "decided_on": TODAY}
    fields = decided if state == ApplicationState.GRANTED else {}
    Application.objects.create(case=case, name="Bund", state=state, **fields)
    waits = state in {ApplicationState.SUBMITTED, ApplicationState.QUERIED}
    assert Application.objects.all().waiting().exists() == waits


def test_files_lie_where_nobody_guesses_them(case: Case) -> None:
    """Neither the name nor the town stands in the path."""
    file = CaseFile(entry=case.entries.get(), name="Beschluss Ilmenau.PDF")
    path = place_file(file, file.name)
    assert path.startswith(f"cases/{case.pk}/")
    assert path.endswith(".pdf")
    assert "Ilmenau" not in path
    assert path != place_file(file, file.name)
