"""What happened in a case: talks, notes, mails, files, newest first."""

from pathlib import PurePath
from typing import ClassVar, Final, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models.case import Case
from klimanetz.features.advising.models.contact import Contact


class EntryKind(models.TextChoices):
    NOTE = "note", _("Notiz")
    TALK = "talk", _("Gespräch")
    MAIL_OUT = "mail_out", _("E-Mail von uns")
    MAIL_IN = "mail_in", _("E-Mail an uns")
    REQUEST = "request", _("Anfrage über das Formular")


#: What somebody and we wrote to each other: nobody else reads it, and one day it is forgotten.
LETTERS: Final = (EntryKind.MAIL_OUT, EntryKind.MAIL_IN, EntryKind.REQUEST)


class CaseEntryQuerySet(models.QuerySet["CaseEntry"]):
    def shown_to_contacts(self) -> Self:
        return self.filter(shared=True)


class CaseEntry(models.Model):
    """`shared`: contacts read it on their page. Mails are shared with whom they went to anyway."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind, default=EntryKind.NOTE)
    subject = models.CharField(_("Betreff"), max_length=200, blank=True)
    text = models.TextField(_("Text"), max_length=20_000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    shared = models.BooleanField(_("für die Ansprechpartner:innen sichtbar"), default=False)
    former_address = models.EmailField(
        blank=True, help_text="With whom it was, of letters with somebody who is no contact now."
    )
    message_id = models.CharField(max_length=250, blank=True, help_text="Of a mail that came in.")

    objects: ClassVar[CaseEntryQuerySet] = CaseEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "message_id"),
                condition=~models.Q(message_id=""),
                name="advising_mail_read_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


def place_file(file: "CaseFile", name: str) -> str:
    """A path that tells nothing and cannot be guessed; the name is kept in the row."""
    return f"cases/{file.entry.case_id}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class CaseFile(models.Model):
    """A file of an entry. Served only by the view that asks who is there."""

    entry = models.ForeignKey(CaseEntry, models.CASCADE, related_name="files")
    file = models.FileField(_("Datei"), upload_to=place_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="Its content type, found by looking inside.")
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
