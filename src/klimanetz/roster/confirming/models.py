"""Once a year, and when mail comes back, a member is asked whether their entry still holds."""

import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person

#: After so long without an answer a reminder goes out; after the last one, organisers see it.
PATIENCE = timedelta(days=14)
MOST_REMINDERS = 2


def new_token() -> str:
    return secrets.token_urlsafe(18)


class Answer(models.TextChoices):
    OPEN = "open", _("noch keine Antwort")
    RIGHT = "right", _("stimmt")
    CHANGED = "changed", _("hat sich geändert")
    GONE = "gone", _("nicht mehr dabei")
    BY_HAND = "by_hand", _("von Hand bestätigt")
    OVERTAKEN = "overtaken", _("neu gefragt")


#: After these the entry is as it should be.
CONFIRMED = (Answer.RIGHT, Answer.CHANGED, Answer.BY_HAND)


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, viewer: Person) -> Self:
        """The twin of `rules.can_view_confirmation`."""
        return self if viewer.is_organiser else self.filter(person=viewer)

    def open(self) -> Self:
        return self.filter(answer=Answer.OPEN)

    def to_remind(self) -> Self:
        due = timezone.now() - PATIENCE
        return self.open().filter(mailed_at__lte=due, reminders__lt=MOST_REMINDERS)

    def silent(self) -> Self:
        """All reminders went out, and no answer came."""
        due = timezone.now() - PATIENCE
        return self.open().filter(mailed_at__lte=due, reminders=MOST_REMINDERS)

    def to_settle(self) -> Self:
        """Somebody told the organisers something that is theirs to do."""
        told = models.Q(answer=Answer.GONE) | models.Q(answer=Answer.CHANGED) & ~models.Q(note="")
        return self.filter(told, settled_at__isnull=True)

    def confirmed(self) -> Self:
        return self.filter(answer__in=CONFIRMED)


class Confirmation(models.Model):
    """One time that a person was asked, or confirmed on the phone. The token is their key."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="confirmations"
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When the last mail went.")
    reminders = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ConfirmationQuerySet] = ConfirmationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(answer="open"),
                name="confirming_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="open", answered_at__isnull=True)
                | ~models.Q(answer="open") & models.Q(answered_at__isnull=False),
                name="confirming_answered_has_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(reminders__lte=MOST_REMINDERS), name="confirming_two_reminders"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("mailed_at",), condition=models.Q(answer="open"), name="confirming_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.answer}"

    def get_absolute_url(self) -> str:
        """The page on which one answers without signing in."""
        return f"/bestaetigen/{self.token}/"
