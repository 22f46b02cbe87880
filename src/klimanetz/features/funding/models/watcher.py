"""Who wants to be told when a rule changes, and which changes were told."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.features.funding.models.rule import Rule

#: So long the link to confirm an address holds.
CONFIRM_WITHIN = timedelta(days=7)
#: So long somebody is told, counted from the last time they said that they want to be.
WATCHED_FOR = timedelta(days=730)


class WatcherQuerySet(models.QuerySet["Watcher"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def run_out(self) -> Self:
        """Never confirmed in time, or not for two years: nobody needs to know of them any more."""
        now = timezone.now()
        never = models.Q(confirmed_at__isnull=True, created_at__lt=now - CONFIRM_WITHIN)
        return self.filter(never | models.Q(confirmed_at__lt=now - WATCHED_FOR))


class Watcher(models.Model):
    """An address that looked at the result of a check and wants to hear when it may be another.

    `query` is the check as it stands in its address; nothing personal is in it. `seen_at`: what
    was written down until then they know.
    """

    email = models.EmailField(_("E-Mail"))
    query = models.CharField(max_length=1900, blank=True)
    language = models.CharField(max_length=2, default="de")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[WatcherQuerySet] = WatcherQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("email", "query"), name="funding_watcher_once_for_a_check"
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="funding_watcher_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_absolute_url(self) -> str:
        return reverse("watch", args=[self.key])

    @property
    def until(self) -> datetime | None:
        return self.confirmed_at + WATCHED_FOR if self.confirmed_at else None


class Telling(models.Model):
    """That a version of a rule was told, so that nobody hears of it twice."""

    rule = models.OneToOneField(Rule, models.CASCADE, related_name="telling")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.rule_id}"
