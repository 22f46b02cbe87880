"""When schools are closed: what the `holidays` library does not know."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.core.models import Network


class SchoolBreakQuerySet(models.QuerySet["SchoolBreak"]):
    def here(self) -> Self:
        """Those of the Land that the network is in."""
        return self.filter(land__in=Network.objects.values("land"))

    def between(self, first: date, last: date) -> Self:
        return self.filter(first_day__lte=last, last_day__gte=first)


class SchoolBreak(models.Model):
    """School holidays of one Land; the first and the last day are free of school."""

    land = models.CharField(max_length=2, help_text="Two-digit official key, as 16.")
    name = models.CharField(_("Name"), max_length=80)
    first_day = models.DateField(_("Erster Ferientag"))
    last_day = models.DateField(_("Letzter Ferientag"))

    objects: ClassVar[SchoolBreakQuerySet] = SchoolBreakQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("first_day", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="series_school_break_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=("land", "first_day", "last_day"), name="series_school_break_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
