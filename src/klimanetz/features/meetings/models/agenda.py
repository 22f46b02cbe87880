"""What happens at a meeting, one thing after another."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models.meeting import Meeting


class ItemKind(models.TextChoices):
    WELCOME = "welcome", _("Begrüßung")
    STATE = "state", _("Bericht des Landes")
    FEDERATION = "federation", _("Bericht des Bundes")
    PRACTICE = "practice", _("Praxisbericht")
    CONSULTATION = "consultation", _("Kollegiale Beratung")
    PROJECT = "project", _("Gemeinsames Projekt")
    OPEN_ACTIONS = "open", _("Offene Aufgaben")
    BREAK = "break", _("Pause")
    OTHER = "other", _("Sonstiges")


class AgendaItem(models.Model):
    """One item (TOP); when it begins follows from the items before it.

    The presenter may have no account: then only the name counts, and an address to write to.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Art"), max_length=12, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField(_("Titel"), max_length=160)
    summary = models.TextField(_("Worum geht es?"), blank=True)
    duration = models.PositiveSmallIntegerField(
        _("Minuten"), default=15, validators=[MaxValueValidator(600)]
    )
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    presenter_name = models.CharField(_("Wer trägt vor?"), max_length=160, blank=True)
    presenter_email = models.EmailField(_("E-Mail"), blank=True)

    class Meta:
        ordering = ("meeting", "position", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(duration__lte=600), name="meetings_item_at_most_ten_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.title
