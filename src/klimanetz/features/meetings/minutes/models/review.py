"""Who may look through the minutes before they are released, and what they propose."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.features.meetings.minutes.models.minutes import Minutes
from klimanetz.features.meetings.models import AgendaItem


class Reader(models.Model):
    """Somebody who was there, by address. The key opens the minutes without signing in."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="participants")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=220)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="de")

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint("minutes", Lower("email"), name="minutes_reader_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/protokoll/{self.key}/"


class Decision(models.TextChoices):
    OPEN = "open", _("noch offen")
    ACCEPTED = "accepted", _("übernommen")
    DECLINED = "declined", _("nicht übernommen")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open(self) -> Self:
        return self.filter(decision=Decision.OPEN)


class Correction(models.Model):
    """What one reader would change at one item (none: anything else)."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=5000)
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.TextField(blank=True, max_length=500)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CorrectionQuerySet] = CorrectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]
