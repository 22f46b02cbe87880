"""Meetings that come round: a rhythm, and what stands in its way."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Week(models.IntegerChoices):
    FIRST = 1, _("ersten")
    SECOND = 2, _("zweiten")
    THIRD = 3, _("dritten")
    FOURTH = 4, _("vierten")
    LAST = 5, _("letzten")


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, _("Montag")
    TUESDAY = 1, _("Dienstag")
    WEDNESDAY = 2, _("Mittwoch")
    THURSDAY = 3, _("Donnerstag")
    FRIDAY = 4, _("Freitag")


class Series(models.Model):
    """A row of meetings in one rhythm, as "vierteljährliches Netzwerktreffen".

    What people offer to report belongs to the series, not to one date: it waits for a place.
    """

    slug = models.SlugField(max_length=80, unique=True, editable=False)
    title = models.CharField(_("Titel"), max_length=160)
    every_months = models.PositiveSmallIntegerField(
        _("Alle wie viel Monate?"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    week = models.PositiveSmallIntegerField(_("Woche im Monat"), choices=Week, default=Week.THIRD)
    weekday = models.PositiveSmallIntegerField(
        _("Wochentag"), choices=Weekday, default=Weekday.THURSDAY
    )
    first_month = models.PositiveSmallIntegerField(
        _("Zuerst im Jahr im"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )

    class Meta:
        ordering = ("title", "pk")
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title
