"""The handover file of a position as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import Contact, Document, Errand, Note, Question


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    note: Note | None

    @property
    def text(self) -> str:
        return self.note.text if self.note else ""


@dataclass(frozen=True, slots=True)
class Folder:
    position: Position
    answers: Sequence[Answer]
    contacts: Sequence[Contact]
    errands: Sequence[Errand]
    documents: Sequence[Document]

    @property
    def answered(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.text]

    @property
    def unanswered(self) -> list[Answer]:
        return [answer for answer in self.answers if not answer.text]

    @property
    def is_empty(self) -> bool:
        return not (self.answered or self.contacts or self.errands or self.documents)


def open_folder(position: Position) -> Folder:
    """Five queries."""
    return Folder(
        position=position,
        answers=read_answers(position),
        contacts=list(Contact.objects.filter(position=position).order_by("name", "pk")),
        errands=list(Errand.objects.filter(position=position)),
        documents=list(
            Document.objects.filter(position=position)
            .select_related("uploaded_by")
            .order_by("name", "pk")
        ),
    )


def read_answers(position: Position) -> list[Answer]:
    """The questions that stand, and those retired since somebody answered them here."""
    rows = Note.objects.filter(position=position).select_related("written_by").order_by("pk")
    notes = {note.question_id: note for note in rows}
    answered = [pk for pk, note in notes.items() if note.text]
    questions = Question.objects.filter(Q(retired_at__isnull=True) | Q(pk__in=answered))
    return [Answer(one, notes.get(one.pk)) for one in questions.order_by("rank", "pk")]
