"""Mails of a case on their way out and in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact


class Draft(models.Model):
    """A mail that somebody is writing; sent, it is an entry of the case and no draft any more."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    contacts = models.ManyToManyField(Contact, related_name="+", verbose_name=_("An"))
    subject = models.CharField(_("Betreff"), max_length=180)
    text = models.TextField(_("Text"), max_length=15_000)
    attached = models.ManyToManyField(
        CaseFile, related_name="+", blank=True, verbose_name=_("Anlagen")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.subject


class Arrival(models.Model):
    """From which address the mail of an entry came, as it said itself.

    An entry without a contact came from an address that the case does not know.
    """

    entry = models.OneToOneField(CaseEntry, models.CASCADE, related_name="arrival")
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    automatic = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("address",))]

    def __str__(self) -> str:
        return self.name or self.address
