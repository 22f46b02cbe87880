"""What is done before a position runs out. It belongs to one end: a new end begins anew."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.models import Position


class Decision(models.TextChoices):
    """What becomes of a position after its end."""

    OPEN = "open", _("noch offen")
    APPLIED = "applied", _("Anschluss beantragt")
    PERMANENT = "permanent", _("wird verstetigt")
    ENDS = "ends", _("läuft aus")


class FollowUp(models.Model):
    """The decision about one end of a position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="follow_ups")
    term_end = models.DateField()
    decision = models.CharField(
        _("Wie geht es weiter?"), max_length=10, choices=Decision, default=Decision.OPEN
    )
    decided_on = models.DateField(_("Seit wann steht das fest?"), default=timezone.localdate)
    note = models.TextField(_("Anmerkung"), blank=True)

    class Meta:
        ordering = ("position", "term_end")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position", "term_end"), name="succession_one_decision_per_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position_id} {self.term_end} {self.decision}"


class FollowUpItemQuerySet(models.QuerySet["FollowUpItem"]):
    def standing(self) -> Self:
        return self.filter(retired_at__isnull=True)


class FollowUpItem(models.Model):
    """A point of the checklist that organisers keep. A retired one stays where it was ticked."""

    text = models.CharField(_("Was zu tun ist"), max_length=120)
    hint = models.CharField(
        _("Hinweis"), max_length=300, blank=True, help_text=_("Was man dafür wissen muss.")
    )
    lead_months = models.PositiveSmallIntegerField(
        _("Monate vor dem Ende"),
        validators=[MaxValueValidator(36)],
        help_text=_("So viele Monate vor dem Ende der Stelle soll es erledigt sein."),
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[FollowUpItemQuerySet] = FollowUpItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-lead_months", "pk")

    def __str__(self) -> str:
        return self.text


class Tick(models.Model):
    """Somebody did a point of the checklist for one end of a position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="ticks")
    term_end = models.DateField()
    item = models.ForeignKey(FollowUpItem, models.PROTECT, related_name="ticks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="ticks"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position", "term_end", "item"), name="succession_ticked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position_id} {self.item_id}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def untold(self) -> Self:
        """Of which organisers have not heard yet."""
        return self.filter(organisers_told_at=None).order_by("pk")


class Reminder(models.Model):
    """That so many months before one end of a position its holders were reminded.

    The organisers hear of it a little later, with others in one mail.
    """

    position = models.ForeignKey(Position, models.CASCADE, related_name="reminders")
    term_end = models.DateField()
    months = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    organisers_told_at = models.DateTimeField(null=True)

    objects: ClassVar[ReminderQuerySet] = ReminderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position", "term_end", "months"), name="succession_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position_id} {self.term_end} {self.months}"
