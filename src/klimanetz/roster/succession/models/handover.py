"""The handover file of a position: what the next person in it has to know. It outlives holders."""

from pathlib import PurePath
from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.models import Holding, Position


class QuestionQuerySet(models.QuerySet["Question"]):
    def standing(self) -> Self:
        return self.filter(retired_at__isnull=True)


class Question(models.Model):
    """What a handover file asks for; organisers keep the list. A retired one keeps its answers."""

    text = models.CharField(_("Frage"), max_length=160)
    hint = models.CharField(
        _("Hinweis"), max_length=300, blank=True, help_text=_("Was in die Antwort gehört.")
    )
    rank = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=100, help_text=_("Kleine Zahlen stehen oben.")
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("rank", "pk")

    def __str__(self) -> str:
        return self.text


class Note(models.Model):
    """The answer to one question for one position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="handover_notes")
    question = models.ForeignKey(Question, models.PROTECT, related_name="notes")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="handover_notes"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("question", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position", "question"), name="succession_one_note_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position_id} {self.question_id}"


class Contact(models.Model):
    """Whom to call about what."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="handover_contacts")
    name = models.CharField(_("Name"), max_length=160)
    about = models.CharField(
        _("Wofür"), max_length=200, help_text=_("Zum Beispiel: Zuwendungsbescheid, Hausmeister.")
    )
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Errand(models.Model):
    """Something that is left to do."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="handover_errands")
    text = models.CharField(_("Was ist zu tun?"), max_length=300)
    due_on = models.DateField(_("bis wann"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = (models.F("done_at").asc(nulls_first=True), "due_on", "pk")

    def __str__(self) -> str:
        return self.text


def place_file(document: "Document", name: str) -> str:
    """A path that tells nothing and cannot be guessed; the name is kept in the row."""
    return f"handover/{document.position_id}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class Document(models.Model):
    """A file for the next person. Served only by the view that asks who is there."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="handover_documents")
    file = models.FileField(_("Datei"), upload_to=place_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="Its content type, found by looking inside.")
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="handover_documents"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """That somebody was led to the handover file: once on leaving, once on starting."""

    class Occasion(models.TextChoices):
        LEAVING = "leaving"
        STARTING = "starting"

    holding = models.ForeignKey(Holding, models.CASCADE, related_name="handover_notices")
    occasion = models.CharField(max_length=10, choices=Occasion)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("holding", "occasion"), name="succession_told_once_of_handover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.holding_id} {self.occasion}"
