"""The three steps after the first sign-in: what was done or put off, and when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    PROFILE = "profile", _("Ihre Angaben")
    CONSENT = "consent", _("Was andere sehen")
    CALENDAR = "calendar", _("Termine im Kalender")


class Outcome(models.TextChoices):
    DONE = "done", _("erledigt")
    SKIPPED = "skipped", _("übersprungen")


class StepTaken(models.Model):
    """A person has taken a step; one that was skipped may be done later, never the reverse."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="steps_taken")
    step = models.CharField(max_length=10, choices=Step)
    outcome = models.CharField(max_length=10, choices=Outcome)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "step"), name="beginning_step_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.step} {self.outcome}"
