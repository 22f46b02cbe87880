"""How people wish to hear from the network, by address: guests have no account."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("Sofort: jede Mail, wenn es etwas Neues gibt")
    DAILY = "daily", _("Einmal am Tag: Neues gesammelt am Morgen")
    ASKED_ONLY = "asked", _("Nur Einladungen und was ich selbst veranlasse")


class MailWishManager(models.Manager["MailWish"]):
    def paces(self, addresses: Iterable[str]) -> dict[str, str]:
        """The pace of those who chose another than at once, by address in small letters."""
        chosen = self.filter(address__in={address.lower() for address in addresses})
        return dict(chosen.exclude(pace=Pace.AT_ONCE).values_list("address", "pace"))


class MailWish(models.Model):
    address = models.EmailField(_("E-Mail"), unique=True)
    pace = models.CharField(max_length=7, choices=Pace, default=Pace.AT_ONCE)
    changed_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[MailWishManager] = MailWishManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="mail_wish_lower_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.pace}"
