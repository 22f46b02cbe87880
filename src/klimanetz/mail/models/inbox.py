"""What was read from the mailbox, and how far."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class Received(models.Model):
    """One message that was somebody's: it has its effect once, however often it is read.

    Nothing of its content is kept; `key` is a digest of its Message-ID.
    """

    key = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return self.key


class MailboxManager(models.Manager["Mailbox"]):
    def take_turn(self, name: str, *, every: timedelta) -> "Mailbox | None":
        """The mailbox, where it is time to look into it and nobody else does just now."""
        self.get_or_create(name=name)
        now = timezone.now()
        mine = self.filter(name=name, due_at__lte=now).update(due_at=now + every)
        return self.get(name=name) if mine else None


class Mailbox(models.Model):
    """How far a folder on the mail server was read, and whether that works."""

    name = models.CharField(max_length=300, unique=True, help_text="user@server/folder")
    uid_validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(
        max_length=500, blank=True, help_text="Why it cannot be read, in the server's words."
    )
    trouble_since = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MailboxManager] = MailboxManager()

    def __str__(self) -> str:
        return self.name

    def note_trouble(self, words: str) -> None:
        self.trouble = words
        self.trouble_since = self.trouble_since or timezone.now()
        self.save(update_fields=["trouble", "trouble_since"])

    def note_progress(self, uid_validity: int, last_uid: int) -> None:
        self.uid_validity, self.last_uid = uid_validity, last_uid
        self.trouble, self.trouble_since = "", None
        self.save(update_fields=["uid_validity", "last_uid", "trouble", "trouble_since"])
