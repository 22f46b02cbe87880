"""How an application came to where it stands, and of which delay somebody was told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models import Application, ApplicationState


class Step(models.Model):
    """That an application reached a state. `note`: what was asked, said or refused."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    reached = models.CharField(max_length=10, choices=ApplicationState)
    on = models.DateField(_("am"), default=timezone.localdate)
    note = models.CharField(max_length=500, blank=True)
    answer_by = models.DateField(_("Antworten bis"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, help_text="When it was entered.")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.application_id} {self.reached}"


class DelayNotice(models.Model):
    """Somebody was told that the notice expected for this day has not come."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="delay_notices")
    expected_on = models.DateField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("application", "expected_on"), name="applications_delay_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.expected_on}"
