"""What somebody needs at a meeting, and whom they would like to bring."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import Invitation


class Needs(models.Model):
    """Food and access: may tell of health or faith, so it is erased 30 days after the meeting."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="needs")
    text = models.CharField(_("Was sollen wir wissen?"), max_length=500)
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("invitation__name", "pk")
        verbose_name_plural = "needs"

    def __str__(self) -> str:
        return f"{self.invitation_id}"


class CompanionState(models.TextChoices):
    ASKED = "asked", _("wartet auf Ihre Zustimmung")
    WELCOME = "welcome", _("ist eingeladen")
    DECLINED = "declined", _("abgelehnt")


class CompanionQuerySet(models.QuerySet["Companion"]):
    def in_hand(self) -> Self:
        """Without what was asked by somebody who is not invited any more."""
        return self.exclude(state=CompanionState.ASKED, host__withdrawn_at__isnull=False)

    def undecided(self) -> Self:
        return self.in_hand().filter(state=CompanionState.ASKED)

    def with_invitation(self) -> Self:
        """`invited`: whether the guest has an invitation that was not taken back."""
        own = Invitation.objects.standing().annotate(small=Lower("email"))
        own = own.filter(meeting=models.OuterRef("host__meeting"))
        return self.annotate(
            invited=models.Exists(own.filter(small=Lower(models.OuterRef("email"))))
        )


class Companion(models.Model):
    """A guest whom an invited member would like to bring; the organisers agree or not."""

    host = models.ForeignKey(Invitation, models.CASCADE, related_name="companions")
    name = models.CharField(_("Name"), max_length=160)
    email = models.EmailField(_("E-Mail"))
    organisation = models.CharField(_("Kommune oder Organisation"), max_length=200, blank=True)
    why = models.CharField(_("Warum ist der Gast dabei?"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=CompanionState, default=CompanionState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        invited: bool  # of `with_invitation`

    objects: ClassVar[CompanionQuerySet] = CompanionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint("host", Lower("email"), name="company_once_per_address")
        ]

    def __str__(self) -> str:
        return self.name
