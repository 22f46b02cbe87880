"""Addresses from which mails come back."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AddressQuerySet(models.QuerySet["Address"]):
    def visible_to(self, person: object) -> Self:
        """The twin of `rules.can_see_outbox`."""
        return self if getattr(person, "is_organiser", False) else self.none()

    def closed(self) -> Self:
        """No mail goes there any more."""
        return self.filter(closed_at__isnull=False)

    def closed_among(self, addresses: Iterable[str]) -> frozenset[str]:
        """Which of `addresses` are closed, in small letters; one query."""
        small = {address.lower() for address in addresses}
        closed = self.closed().filter(address__in=small)
        return frozenset(closed.values_list("address", flat=True))


class Address(models.Model):
    """An address that mails came back from for good; it is closed when that keeps happening."""

    address = models.EmailField(_("E-Mail"), unique=True)
    days = models.JSONField(
        default=list, help_text="The days, as `2027-03-17`, of which a mail came back."
    )
    words = models.CharField(max_length=500, blank=True, help_text="What the mail server said.")
    came_back_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AddressQuerySet] = AddressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("address",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="mail_address_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def latest_day(self) -> date:
        return date.fromisoformat(max(self.days))
