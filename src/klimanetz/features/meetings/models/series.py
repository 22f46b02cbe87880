"""Meetings that come round: a rhythm, and what stands in its way."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.Model):
    """A row of meetings in one rhythm, as "vierteljährliches Netzwerktreffen".

    What people offer to report belongs to the series, not to one date: it waits for a place.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=160)
    every_months = models.PositiveSmallIntegerField(
        _("Alle wie viel Monate?"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("title", "pk")
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title
