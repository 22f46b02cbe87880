"""A funding programme: who gives, who decides, under which guideline."""

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    EU = "eu", _("EU")
    FEDERAL = "federal", _("Bund")
    STATE = "state", _("Land")


class Programme(models.Model):
    """`land` is the two-digit key of the Land that gives it; empty where all of Germany may ask.

    What an answer depends on stands in each version of its rules (see `frames.py`).
    """

    slug = models.SlugField(_("Kennwort in der Adresse"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    giver = models.CharField(_("Wer gibt das Geld"), max_length=160)
    decided_by = models.CharField(_("Wer entscheidet"), max_length=160, blank=True)
    level = models.CharField(_("Ebene"), max_length=10, choices=Level)
    land = models.CharField(_("Land"), max_length=2, blank=True)
    guideline = models.CharField(_("Richtlinie"), max_length=200, blank=True)
    guideline_url = models.URLField(
        _("Adresse der Richtlinie"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    about = models.TextField(_("Worum es geht"), max_length=1000, blank=True)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_to = models.DateField(_("gültig bis"), null=True, blank=True)
    #: What the last file said (see `stating.py`); empty where none ever did.
    shipped = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("level", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="funding_programme_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(level="state") | ~models.Q(land=""),
                name="funding_state_programme_has_land",
            ),
        ]

    def __str__(self) -> str:
        return self.name
