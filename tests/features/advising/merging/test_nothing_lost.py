"""Whatever two cases hold, all of it is found in the common one, once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ManyToOneRel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.core.audit import name_subject
from klimanetz.features.advising.actions import NewFile, add_authority, add_entry
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.models import (
    Application,
    Case,
    CaseEntry,
    CaseFile,
    Contact,
    EntryKind,
    FormerKey,
)
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.advising.uploads import pdf_file

KINDS = [EntryKind.NOTE, EntryKind.TALK, EntryKind.MAIL_IN, EntryKind.MAIL_OUT]
ADDRESSES = ["", "a@x.example", "A@X.example", "b@x.example"]
NAMES = ["Anna Amt", "anna  amt", "Bert Bau"]

entries = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2), st.booleans()), max_size=4)
people = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(ADDRESSES), st.booleans()),
    max_size=3, unique_by=lambda it: it[1].lower() or it[0],
)  # fmt: skip
held = st.fixed_dictionaries({"entries": entries, "people": people, "grants": st.integers(0, 2)})
SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def fill(case: Case, said: dict[str, Any], mark: str, actor: Person) -> None:
    contacts = [
        Contact.objects.create(
            case=case, name=name, email=email, phone=f"{mark}{number}",
            link_sent_at=case.opened_at if has_link else None,
        )
        for number, (name, email, has_link) in enumerate(said["people"])
    ]  # fmt: skip
    for number, (kind, files, is_of_one) in enumerate(said["entries"]):
        made = [
            NewFile(pdf_file(), f"{mark}{number}-{it}", "application/pdf") for it in range(files)
        ]
        add_entry(
            case, kind, f"{mark}{number}", files=made, actor=actor,
            message_id=f"<{number}@{mark}>" if kind == EntryKind.MAIL_IN else "",
            contact=contacts[0] if contacts and is_of_one else None,
        )  # fmt: skip
    for number in range(said["grants"]):
        Application.objects.create(case=case, name=f"{mark}{number}")
    Letter.objects.create(subject=mark, about=name_subject(case))


def everything(cases: list[Case]) -> Counter[tuple[str, Any]]:
    """By kind, all that is known to belong to these."""

    def walk() -> Iterator[tuple[str, Any]]:
        for case in cases:
            yield from (("entry", it.pk) for it in case.entries.all())
            yield from (("application", it.pk) for it in case.applications.all())
            yield from (("file", it.pk) for it in CaseFile.objects.filter(entry__case=case))
            yield from (("place", it.pk) for it in (case.lead, *case.others.all()))
            yield from (("mail", it.pk) for it in Letter.objects.filter(about=name_subject(case)))
            yield from (
                ("phone", it) for one in case.contacts.all() for it in one.phone.split(", ")
            )

    return Counter(walk())


def links() -> set[str]:
    sent = Contact.objects.filter(link_sent_at__isnull=False)
    return {*sent.values_list("key", flat=True), *FormerKey.objects.values_list("key", flat=True)}


@pytest.mark.usefixtures("mayor")
@SETTINGS
@given(first=held, second=held, is_turned=st.booleans())
@transaction.atomic
def test_all_of_both_is_found_once(
    case: Case, other: Case, organiser: Person, arnstadt: Authority, *,
    first: dict[str, Any], second: dict[str, Any], is_turned: bool,
) -> None:  # fmt: skip
    fill(case, first, "x", organiser)
    fill(other, second, "y", organiser)
    require_all_once(*((other, case) if is_turned else (case, other)), organiser)
    transaction.set_rollback(True)


def require_all_once(stays: Case, goes: Case, organiser: Person) -> None:
    before, keys, authors = everything([stays, goes]), links(), list_authors()
    merge(stays, goes, actor=organiser)
    note = stays.entries.latest("pk")
    assert everything([stays]) == before + Counter([("entry", note.pk)])
    assert not goes.entries.exists() | goes.contacts.exists() | goes.applications.exists()
    assert keys <= links()
    assert list_authors() == authors


def list_authors() -> list[tuple[str, str]]:
    """Of what somebody said: what, and who, however their name is written."""
    said = CaseEntry.objects.exclude(contact=None).order_by("pk")
    names = said.values_list("text", "contact__name")
    return [(text, " ".join(name.lower().split())) for text, name in names]


def test_a_place_that_both_know_is_there_once(
    case: Case, other: Case, organiser: Person, ilm_kreis: Authority
) -> None:
    for one in (case, other):
        add_authority(one, ilm_kreis, actor=organiser)
    merge(case, other, actor=organiser)
    assert [one.pk for one in case.others.order_by("pk")] == sorted({ilm_kreis.pk, other.lead_id})
    assert not other.others.exists()


def test_every_table_that_knows_a_case_is_thought_of() -> None:
    """Whoever adds one decides here whether it moves: all do, but the steps of the way."""
    links = Case._meta.get_fields(include_hidden=True)
    pointing = {it.related_model._meta.label for it in links if isinstance(it, ManyToOneRel)}
    assert pointing == {
        "advising.Application", "advising.Case", "advising.CaseEntry", "advising.Case_others",
        "advising.Contact", "advising.Move", "correspondence.Draft",
    }  # fmt: skip
