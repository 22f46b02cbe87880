"""Statements composed once do what the ORM does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.forms import model_to_dict
from django.utils import timezone

from klimanetz.core.statements import Reading, insert, update
from klimanetz.mail.models import Letter, Mail, MailState, Urgency

pytestmark = pytest.mark.django_db

BOTH = Reading(
    "SELECT {m}, {l}, 7 FROM mail_mail m JOIN mail_letter l ON l.id = m.letter_id WHERE m.id = %s",
    m=Mail,
    l=Letter,
)


@pytest.fixture
def letter() -> Letter:
    return Letter.objects.create(purpose="test", subject="Guten Tag", text="…", html="…", held=True)


def a_mail(letter: Letter, **fields: object) -> Mail:
    given = {"address": "mika@ilmenau.example", "values": {"ort": "Köln"}, "urgency": Urgency.SOON}
    return Mail(letter=letter, **given | fields)


def test_a_row_is_inserted_as_the_orm_would(letter: Letter) -> None:
    mail = a_mail(letter)
    insert([mail])
    stored = Mail.objects.get()
    assert model_to_dict(stored, exclude=["id"]) == model_to_dict(mail, exclude=["id"])


def test_a_second_row_of_the_same_key_is_refused_or_left_out(letter: Letter) -> None:
    insert([a_mail(letter, key="once")])
    insert([a_mail(letter, key="once"), a_mail(letter, key="twice")], ignore_conflicts=True)
    assert set(Mail.objects.values_list("key", flat=True)) == {"once", "twice"}
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([a_mail(letter, key="once")])


def test_nothing_is_inserted_where_there_is_nothing() -> None:
    insert([])
    assert not Mail.objects.exists()


def test_only_the_named_fields_are_written(letter: Letter) -> None:
    insert([a_mail(letter)])
    mail = Mail.objects.get()
    mail.state, mail.sent_at = MailState.SENT, timezone.now() - timedelta(hours=3)
    mail.values, mail.address = {"ort": "Gotha"}, "nobody@ilmenau.example"
    update(mail, ("state", "sent_at", "values"))
    stored = Mail.objects.get()
    assert (stored.state, stored.sent_at, stored.values) == (mail.state, mail.sent_at, mail.values)
    assert stored.address == "mika@ilmenau.example"


def test_a_reading_gives_the_objects_of_the_orm(letter: Letter) -> None:
    insert([a_mail(letter)])
    mail = Mail.objects.get()
    found = BOTH.first(mail.pk)
    assert found is not None
    read, of, seven = found
    assert model_to_dict(read) == model_to_dict(mail)
    assert (read.due_at, read.pk) == (mail.due_at, mail.pk)
    assert (of.held, of.created_at, seven) == (True, letter.created_at, 7)
    assert not read._state.adding


def test_a_reading_of_nothing_is_none() -> None:
    assert BOTH.first(1) is None
