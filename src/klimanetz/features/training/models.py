"""Trainings of others that are worth going to; organisers keep the list."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TrainingQuerySet(models.QuerySet["Training"]):
    def upcoming(self) -> Self:
        """Not over yet, the next first; what one can no longer register for stays until then."""
        last = Coalesce("ends", "starts")
        return (
            self.alias(last=last)
            .filter(last__gte=timezone.localdate())
            .order_by("starts", "title", "pk")
        )

    def open_to_register(self) -> Self:
        """What one can still go to, the next first."""
        today = timezone.localdate()
        still = models.Q(register_by__isnull=True) | models.Q(register_by__gte=today)
        return self.upcoming().filter(still, starts__gte=today)

    def past(self) -> Self:
        """The latest first."""
        last = Coalesce("ends", "starts")
        return (
            self.alias(last=last)
            .filter(last__lt=timezone.localdate())
            .order_by("-starts", "title", "pk")
        )


class Training(models.Model):
    title = models.CharField(gettext_lazy("Titel"), max_length=160)
    giver = models.CharField(gettext_lazy("Wer sie gibt"), max_length=160)
    learns = models.TextField(
        gettext_lazy("Was man lernt"),
        max_length=1000,
        help_text=gettext_lazy("Zwei, drei Sätze: Was kann man danach?"),
    )
    for_whom = models.CharField(
        gettext_lazy("Für wen"),
        max_length=160,
        blank=True,
        help_text=gettext_lazy("Zum Beispiel: neu im Amt, Kämmerei, Bürgermeister:innen"),
    )
    starts = models.DateField(gettext_lazy("Erster Tag"))
    ends = models.DateField(
        gettext_lazy("Letzter Tag"), null=True, blank=True, help_text=gettext_lazy("Bei mehreren.")
    )
    register_by = models.DateField(gettext_lazy("Anmelden bis"), null=True, blank=True)
    online = models.BooleanField(gettext_lazy("Online"), default=False)
    place = models.CharField(gettext_lazy("Ort"), max_length=160, blank=True)
    costs = models.CharField(
        gettext_lazy("Kosten"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("So, wie es dort steht: kostenfrei, 240 Euro."),
    )
    link = models.URLField(
        gettext_lazy("Adresse zum Anmelden"),
        max_length=300,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=gettext_lazy("Die Seite, auf der alles steht."),
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[TrainingQuerySet] = TrainingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("starts", "title", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="training_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(online=True) | ~models.Q(place=""),
                name="training_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        return self.ends or self.starts

    @property
    def where(self) -> str:
        """Jena, online, or Jena oder online"""
        if not self.online:
            return self.place
        return _("%(place)s oder online") % {"place": self.place} if self.place else _("online")

    @property
    def is_closed(self) -> bool:
        """One can no longer register."""
        return self.register_by is not None and self.register_by < timezone.localdate()
