"""Who is asked to a meeting, and every answer they gave.

A place, on site or online, is taken by that reply and by a deputy who takes part so. Where none is
free the reply becomes one that waits; a waiting invitation that names a deputy waits for them.
"""

import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models.meeting import Meeting
from klimanetz.features.meetings.models.vocabulary import (
    ACCEPTED,
    LINES,
    Mode,
    Reply,
    Source,
    State,
)

#: Nobody is asked twice within this time, by whatever mail.
PAUSE = timedelta(days=1)


def new_token() -> str:
    return secrets.token_urlsafe(18)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def unanswered(self) -> Self:
        return self.standing().filter(reply=Reply.OPEN)

    def remindable(self) -> Self:
        """Without answer, and neither invited nor reminded within a day."""
        rested = timezone.now() - PAUSE
        left_alone = models.Q(reminded_at=None) | models.Q(reminded_at__lte=rested)
        return self.unanswered().filter(left_alone, invited_at__lte=rested)

    def answerable(self) -> Self:
        """The twin of `rules.can_answer`: what the invited people can still answer themselves."""
        return self.standing().filter(
            meeting__state=State.INVITED, meeting__answer_by__gt=timezone.now()
        )

    def coming(self) -> Self:
        """Everyone who takes part, themselves or by a deputy."""
        return self.standing().filter(reply__in=(Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY))

    def on_site(self) -> Self:
        """Everyone who takes a seat, themselves or by a deputy."""
        deputy = models.Q(reply=Reply.DEPUTY, deputy_mode=Mode.ON_SITE)
        return self.standing().filter(models.Q(reply=Reply.ON_SITE) | deputy)

    def online(self) -> Self:
        """Everyone who joins by video; those who wait for a seat are not counted."""
        deputy = models.Q(reply=Reply.DEPUTY, deputy_mode=Mode.ONLINE)
        return self.standing().filter(models.Q(reply=Reply.ONLINE) | deputy)

    def placed(self, mode: str) -> Self:
        return self.on_site() if mode == Mode.ON_SITE else self.online()

    def not_offered(self, mode: str) -> Self:
        """The answers that a meeting in `mode` has no place for."""
        if mode == Mode.ONLINE:
            return self.on_site() | self.standing().filter(reply=Reply.WAITING)
        if mode == Mode.ON_SITE:
            return self.online() | self.standing().filter(reply=Reply.WAITING_ONLINE)
        return self.none()

    def waiting(self, mode: str = Mode.ON_SITE) -> Self:
        """The waiting list of a mode, the first in line first."""
        return self.standing().filter(reply=LINES[mode]).order_by("waiting_since", "pk")


class Invitation(models.Model):
    """One person (or guest by address) asked to one meeting; carries the current answer.

    Name and address are copied when invited: a guest has no account, and a list of a past
    meeting must not change when somebody moves.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
    )
    name = models.CharField(_("Name"), max_length=220)
    email = models.EmailField(_("E-Mail"))
    organisation = models.CharField(_("Kommune oder Organisation"), max_length=200, blank=True)
    district = models.CharField(_("Kreis"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="de")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    reply = models.CharField(max_length=10, choices=Reply, default=Reply.OPEN)
    deputy_name = models.CharField(_("Name der Vertretung"), max_length=160, blank=True)
    deputy_email = models.EmailField(_("E-Mail der Vertretung"), blank=True)
    deputy_mode = models.CharField(
        _("Teilnahme der Vertretung"),
        max_length=8,
        choices=[(Mode.ON_SITE.value, Mode.ON_SITE.label), (Mode.ONLINE.value, Mode.ONLINE.label)],
        blank=True,
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    deadline_reminded_at = models.DateTimeField(null=True, editable=False)
    eve_reminded_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "pk")
        indexes: ClassVar = [models.Index(fields=("meeting", "reply"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "meeting", Lower("email"), name="meetings_invitation_once_per_address"
            ),
            models.UniqueConstraint(
                fields=("meeting", "person"), name="meetings_invitation_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.meeting_id}"

    def get_absolute_url(self) -> str:
        """The page on which one answers without signing in; the token in it is the key."""
        return f"/antwort/{self.token}/"

    @property
    def place(self) -> str:
        """The mode in which they (or their deputy) have a place; empty where they have none."""
        if self.reply == Reply.DEPUTY:
            return self.deputy_mode
        return self.reply if self.reply in LINES else ""

    @property
    def waits_for(self) -> str:
        """The mode in whose waiting list they stand; empty where they stand in none."""
        return next((mode for mode, reply in LINES.items() if reply == self.reply), "")

    @property
    def knows_video_link(self) -> bool:
        """Whoever accepted sees the link; so does who waits for a seat: they join online meanwhile,
        as long as everyone fits there. Answering "online" gives the place in line up.
        """
        if self.withdrawn_at is not None or self.reply not in ACCEPTED:
            return False
        return not self.waits_for or (self.reply == Reply.WAITING and self.meeting.waits_online)


class Answer(models.Model):
    """One answer of one invitation, kept with its time and source for ever."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=10, choices=Reply)
    deputy_name = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.reply}"
