"""What the door noted, tap by tap, and the certificates that were let go."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.custody import NOBODY
from klimanetz.features.meetings.models import Attendance, Meeting
from klimanetz.features.meetings.models.invitation import new_token

#: So long a certificate can be fetched by its link: a year, leap days included.
KEPT = timedelta(days=366)


class Tap(models.Model):
    """One decision as it came in; `key` is made where it was tapped, so it counts once.

    It says who noted what and when, and is as lasting as the audit trail; so there is no second
    line there.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="taps")
    key = models.CharField(max_length=40)
    present = models.BooleanField(_("da"))
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("meeting", "key"), name="day_tap_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id}: {self.present}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def standing(self) -> Self:
        """Of people who were there, as far as it is still known who they are."""
        return self.filter(attendance__removed_at=None).exclude(attendance__name=NOBODY)


class Certificate(models.Model):
    """One person may fetch their certificate by a link; it is drawn when they do."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="certificate")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.CharField(max_length=200)

    objects: ClassVar[CertificateQuerySet] = CertificateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.attendance_id}"

    def get_absolute_url(self) -> str:
        return f"/bestaetigung/{self.token}/"

    @property
    def expires_at(self) -> datetime:
        return self.released_at + KEPT
