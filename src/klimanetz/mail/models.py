"""The outbox. A letter is written once; a mail is that letter to one address."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """What is written once for many: `string.Template` texts whose `${…}` each mail fills in.

    A literal dollar sign stands as `$$`. Values are escaped for HTML and for iCalendar where
    they are filled in, so a letter holds them raw. `calendar` is unfolded iCalendar text.
    """

    purpose = models.CharField(max_length=60, help_text="e.g. meetings.invitation")
    about = models.CharField(
        max_length=120, blank=True, db_index=True, help_text="e.g. meetings.meeting:7"
    )
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    held = models.BooleanField(_("angehalten"), default=False)
    written_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.subject


class MailState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("nicht zustellbar")


class Mail(models.Model):
    """One letter to one address. `key` makes it happen at most once, whoever asks again."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="mails")
    address = models.EmailField()
    name = models.CharField(max_length=220, blank=True)
    values = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True, null=True, blank=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_by = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=500, blank=True, help_text="What the mail server said when it refused."
    )

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(
                fields=("due_at", "id"),
                condition=models.Q(state="waiting"),
                name="mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.address}"
