"""Who wants to join, and who was invited to."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.signed import read_signed, write_signed
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import ends_after_start

#: So long the link to confirm an address holds, and the request waits for it.
CONFIRM_WITHIN = timedelta(days=7)
#: Who waits longer than this is shown first.
TOO_LONG = timedelta(days=7)
INVITED_FOR = timedelta(days=30)


class RequestState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Adresse noch nicht bestätigt")
    OPEN = "open", _("wartet auf Sie")
    ASKED = "asked", _("Rückfrage gestellt")
    APPROVED = "approved", _("angenommen")
    DECLINED = "declined", _("abgelehnt")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    RequestState.UNCONFIRMED: frozenset({RequestState.OPEN}),
    RequestState.OPEN: frozenset(
        {RequestState.ASKED, RequestState.APPROVED, RequestState.DECLINED}
    ),
    RequestState.ASKED: frozenset(
        {RequestState.OPEN, RequestState.APPROVED, RequestState.DECLINED}
    ),
    RequestState.APPROVED: frozenset(),
    RequestState.DECLINED: frozenset(),
}
PENDING = (RequestState.OPEN, RequestState.ASKED)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def pending(self) -> Self:
        """Those somebody waits for; the longest waiting first."""
        return self.filter(state__in=PENDING).order_by("confirmed_at", "pk")

    def visible_to(self, viewer: Person) -> Self:
        """Organisers see what is confirmed; what nobody confirmed nobody reads."""
        confirmed = self.exclude(state=RequestState.UNCONFIRMED)
        return confirmed if viewer.is_organiser else self.none()


class JoinRequest(models.Model):
    """Somebody who wants to be a member, as they say it themselves."""

    first_name = models.CharField(_("Vorname"), max_length=100)
    last_name = models.CharField(_("Nachname"), max_length=100)
    email = models.EmailField(_("E-Mail"))
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="join_requests")
    role = models.CharField(
        _("Funktion"),
        max_length=20,
        choices=[(role.value, role.label) for role in POSITION_ROLES],
    )
    starts = models.DateField(_("Stelle seit"), null=True, blank=True)
    ends = models.DateField(_("befristet bis"), null=True, blank=True)
    message = models.TextField(_("Nachricht"), blank=True)
    language = models.CharField(max_length=2, default="de")
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.UNCONFIRMED)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("Begründung"), blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="join_requests",
        help_text="Who it has become.",
    )

    objects: ClassVar[JoinRequestQuerySet] = JoinRequestQuerySet.as_manager()  # type: ignore[assignment]

    if TYPE_CHECKING:
        questions: Any

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(state__in=PENDING),
                name="joining_one_pending_request",
            ),
            ends_after_start("joining_request_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.get_state_display()}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def has_run_out(self) -> bool:
        """Nobody confirmed it in time; the next run of the jobs forgets it."""
        unconfirmed = self.state == RequestState.UNCONFIRMED
        return unconfirmed and self.created_at < timezone.now() - CONFIRM_WITHIN

    @property
    def days_waiting(self) -> int:
        return (timezone.now() - (self.confirmed_at or self.created_at)).days

    @property
    def waits_too_long(self) -> bool:
        return self.is_pending and self.days_waiting >= TOO_LONG.days

    @property
    def confirm_path(self) -> str:
        return reverse("join_confirm", args=[seal(self, "confirm")])


class Question(models.Model):
    """What an organiser asks back, and what comes as an answer."""

    request = models.ForeignKey(JoinRequest, models.CASCADE, related_name="questions")
    text = models.TextField(_("Ihre Frage"))
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("Ihre Antwort"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.text[:40]}"

    @property
    def answer_path(self) -> str:
        return reverse("join_answer", args=[seal(self, "answer")])


class InvitationState(models.TextChoices):
    SENT = "sent", _("eingeladen")
    ACCEPTED = "accepted", _("angenommen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class JoinInvitationQuerySet(models.QuerySet["JoinInvitation"]):
    def visible_to(self, viewer: Person) -> Self:
        return self if viewer.is_organiser else self.none()

    def open(self) -> Self:
        return self.filter(state=InvitationState.SENT)


class JoinInvitation(models.Model):
    """An address that may become a person with a role, by its link, for thirty days."""

    email = models.EmailField(_("E-Mail"))
    name = models.CharField(_("Name"), max_length=200, blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.SENT)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="join_invitations",
        help_text="Who accepted it.",
    )

    objects: ClassVar[JoinInvitationQuerySet] = JoinInvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(state=InvitationState.SENT),
                name="joining_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == InvitationState.SENT

    @property
    def has_run_out(self) -> bool:
        return self.is_open and self.expires_at <= timezone.now()

    @property
    def accept_path(self) -> str:
        return reverse("invitation_accept", args=[seal(self, "invitation")])


def seal(row: models.Model, purpose: str) -> str:
    """The key of a link to this row; nobody can make one up, nor one for another purpose."""
    return write_signed(row.pk, f"joining.{purpose}")


def unseal(token: str, purpose: str) -> int:
    """The row that a link was made for; 0, which is none, where somebody altered it."""
    return int(read_signed(token, f"joining.{purpose}") or 0)
