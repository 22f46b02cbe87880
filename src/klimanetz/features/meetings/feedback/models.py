"""What people thought of a meeting, without anything that says who."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import Meeting


class Grade(models.IntegerChoices):
    YES = 4, _("ja")
    RATHER = 3, _("eher ja")
    HARDLY = 2, _("eher nein")
    NO = 1, _("nein")


class Round(models.Model):
    """Those who were there at one meeting were asked."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="feedback")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class Opinion(models.Model):
    """One answer. No time, and a key in no order: nothing tells when it came, or after whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="opinions")
    useful = models.PositiveSmallIntegerField(
        _("Hat Ihnen das Treffen für Ihre Arbeit etwas gebracht?"), choices=Grade
    )
    time_well_spent = models.PositiveSmallIntegerField(
        _("War die Zeit gut genutzt?"), choices=Grade
    )
    had_a_say = models.PositiveSmallIntegerField(
        _("Kamen Sie mit dem zu Wort, was Ihnen wichtig ist?"), choices=Grade
    )
    comment = models.TextField(
        _("Was sollen wir beibehalten oder anders machen?"), blank=True, max_length=2000
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.round_id}"


#: The questions, in their order.
QUESTIONS = ("useful", "time_well_spent", "had_a_say")


class SpentKey(models.Model):
    """A key that has answered, as a one-way hash: it cannot answer twice, and tells nothing.

    Which key went to whom is kept nowhere.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar = ("digest",)

    def __str__(self) -> str:
        return self.digest[:8]
