"""What is kept about a person here can be handed over, and erased without losing what was done."""

from datetime import date

import pytest

from klimanetz.core.custody import registered_custodies
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.succession.custody import (
    collect_handover,
    collect_ticks,
    erase_handover,
    erase_ticks,
)
from klimanetz.roster.succession.models import (
    Contact,
    Document,
    FollowUpItem,
    Note,
    Question,
    Tick,
)

pytestmark = pytest.mark.django_db


def test_ticks(position: Position, manager: Person, neighbour: Person) -> None:
    item = FollowUpItem.objects.create(text="Rat fragen", lead_months=1)
    Tick.objects.create(position=position, term_end=date(2027, 1, 1), item=item, person=manager)
    (record,) = collect_ticks(manager)
    assert "Rat fragen" in record.values()
    assert "Klimaschutzmanagement, Ilmenau" in record.values()
    assert not list(collect_ticks(neighbour))
    assert [erase_ticks(manager), erase_ticks(manager)] == [1, 0]
    assert Tick.objects.get().person is None
    assert {erase_ticks} <= {one.erase for one in registered_custodies()}


def test_handover(position: Position, manager: Person, neighbour: Person) -> None:
    question = Question.objects.create(text="Was läuft?")
    note = Note.objects.create(
        position=position, question=question, written_by=manager,
        text="Mika Managerin (mika.managerin@kommune.example) hat den Radweg begonnen.",
    )  # fmt: skip
    Document.objects.create(
        position=position, name="a.pdf", size=1, kind="a/b", file="x", uploaded_by=manager
    )
    Contact.objects.create(position=position, name="Mika", about="Alles", email=manager.email)
    kept = Contact.objects.create(position=position, name="Frau Amt", about="Haushalt")
    told = [value for record in collect_handover(manager) for value in record.values()]
    assert {note.text, "a.pdf", "Mika"} <= set(told)
    assert not list(collect_handover(neighbour))

    assert erase_handover(manager) > 0
    assert erase_handover(manager) == 0
    note.refresh_from_db()
    assert note.written_by is None
    assert note.text == "[Name gelöscht] ([Name gelöscht]) hat den Radweg begonnen."
    assert Document.objects.get().uploaded_by is None
    assert list(Contact.objects.all()) == [kept]
