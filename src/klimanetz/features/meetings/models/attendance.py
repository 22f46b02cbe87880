"""Who was there: noted at the door, by joining online, or afterwards."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models.invitation import Invitation
from klimanetz.features.meetings.models.meeting import Meeting
from klimanetz.features.meetings.models.vocabulary import Mode


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def present(self) -> Self:
        """Without what was taken back."""
        return self.filter(removed_at__isnull=True)


class Attendance(models.Model):
    """One person at one meeting. An invitation is present once, however often it is noted.

    Who came for somebody else carries the deputy's name; who came uninvited has no invitation.
    Nothing is deleted: what was noted by mistake is `removed`, and the audit trail says by whom.
    """

    class Via(models.TextChoices):
        DOOR = "door", _("an der Tür")
        ONLINE = "online", _("online beigetreten")
        LATER = "later", _("nachgetragen")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    name = models.CharField(_("Name"), max_length=220)
    email = models.EmailField(_("E-Mail"), blank=True)
    organisation = models.CharField(_("Kommune oder Organisation"), max_length=200, blank=True)
    mode = models.CharField(
        max_length=8,
        choices=[(Mode.ON_SITE.value, Mode.ON_SITE.label), (Mode.ONLINE.value, Mode.ONLINE.label)],
    )
    via = models.CharField(max_length=8, choices=Via)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.CharField(max_length=200, blank=True)
    tapped_at = models.DateTimeField(
        db_default=Now(), help_text="When somebody last decided: of two decisions the later counts."
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "invitation"), name="meetings_attendance_once_per_invitation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.meeting_id}"
