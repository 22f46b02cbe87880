"""The network itself: positions, who holds them, and who is a member in which role."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority


def valid_on(on: date | None) -> models.Q:
    """Rows whose `starts`–`ends` covers a day (default today); open ends cover all."""
    on = on or timezone.localdate()
    return models.Q(models.Q(starts__isnull=True) | models.Q(starts__lte=on)) & models.Q(
        models.Q(ends__isnull=True) | models.Q(ends__gte=on)
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    """No period ends before it starts; an open side is always right."""
    return models.CheckConstraint(
        condition=models.Q(starts__isnull=True)
        | models.Q(ends__isnull=True)
        | models.Q(ends__gte=models.F("starts")),
        name=name,
    )


class ValidQuerySet[M: models.Model](models.QuerySet[M]):
    def valid(self, on: date | None = None) -> Self:
        return self.filter(valid_on(on))


class Membership(models.Model):
    """A role of a person in the network, with its validity."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    starts = models.DateField(_("seit"), default=timezone.localdate, null=True, blank=True)
    ends = models.DateField(_("bis"), null=True, blank=True)

    objects = ValidQuerySet["Membership"].as_manager()

    class Meta:
        ordering = ("person", "starts", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=models.Q(ends__isnull=True),
                name="roster_membership_one_open_per_role",
            ),
            ends_after_start("roster_membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class PositionState(models.TextChoices):
    PLANNED = "planned", _("geplant")
    FILLED = "filled", _("besetzt")
    VACANT = "vacant", _("unbesetzt")
    ENDED = "ended", _("beendet")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    PositionState.PLANNED: frozenset(
        {PositionState.FILLED, PositionState.VACANT, PositionState.ENDED}
    ),
    PositionState.FILLED: frozenset({PositionState.VACANT, PositionState.ENDED}),
    PositionState.VACANT: frozenset({PositionState.FILLED, PositionState.ENDED}),
    PositionState.ENDED: frozenset(),
}


class PositionQuerySet(models.QuerySet["Position"]):
    def standing(self) -> Self:
        """Positions that exist today: filled or vacant."""
        return self.filter(state__in=(PositionState.FILLED, PositionState.VACANT))

    def visible_to(self, viewer: Person) -> Self:
        """Organisers see every position; anyone else those they hold or held."""
        return self if viewer.is_organiser else self.filter(holdings__person=viewer).distinct()


class Position(models.Model):
    """A post at an authority, which may serve several authorities. Outlives its holders."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="positions")
    serves = models.ManyToManyField(
        Authority,
        blank=True,
        related_name="served_by",
        help_text="Further authorities this position works for.",
    )
    kind = models.CharField(
        _("Art der Stelle"),
        max_length=20,
        choices=[(role.value, role.label) for role in POSITION_ROLES],
        default=Role.MANAGER,
    )
    share = models.DecimalField(
        _("Anteil einer Vollzeitstelle"), max_digits=3, decimal_places=2, default=1
    )
    permanent = models.BooleanField(_("verstetigt"), default=False)
    state = models.CharField(max_length=10, choices=PositionState, default=PositionState.FILLED)
    starts = models.DateField(_("seit"), null=True, blank=True)
    ends = models.DateField(_("befristet bis"), null=True, blank=True)

    objects: ClassVar[PositionQuerySet] = PositionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("authority", "kind", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(share__gt=0, share__lte=1), name="roster_position_share"
            ),
            ends_after_start("roster_position_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(permanent=False) | models.Q(ends__isnull=True),
                name="roster_position_permanent_has_no_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.authority_id}"


class FundingPeriod(models.Model):
    """A period in which a programme pays for a position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="funding_periods")
    programme = models.CharField(_("Programm"), max_length=160)
    starts = models.DateField(_("von"), null=True, blank=True)
    ends = models.DateField(_("bis"), null=True, blank=True)

    objects = ValidQuerySet["FundingPeriod"].as_manager()

    class Meta:
        ordering = ("position", "starts", "pk")
        constraints: ClassVar = [ends_after_start("roster_funding_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.programme} {self.starts}–{self.ends}"


class Holding(models.Model):
    """A person in a position, from a day to a day."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holdings")
    starts = models.DateField(_("seit"), null=True, blank=True)
    ends = models.DateField(_("bis"), null=True, blank=True)

    objects = ValidQuerySet["Holding"].as_manager()

    class Meta:
        ordering = ("position", "starts", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position", "person"),
                condition=models.Q(ends__isnull=True),
                name="roster_holding_one_open",
            ),
            ends_after_start("roster_holding_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.position_id}"


class RosterImportState(models.TextChoices):
    OPEN = "open", _("in Arbeit")
    APPLIED = "applied", _("übernommen")
    DISCARDED = "discarded", _("verworfen")


class RosterImportQuerySet(models.QuerySet["RosterImport"]):
    def visible_to(self, viewer: Person) -> Self:
        """Organisers see the lists they brought themselves."""
        return self.filter(person=viewer) if viewer.is_organiser else self.none()

    def open(self) -> Self:
        return self.filter(state=RosterImportState.OPEN)


class RosterImport(models.Model):
    """A list of people on its way into the roster: what the file says and what was decided.

    It stands in the database so that a reload, a second window or a day's pause loses nothing.
    The rows are deleted as soon as the list is applied or discarded.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roster_imports"
    )
    file_name = models.CharField(max_length=200)
    table = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=RosterImportState, default=RosterImportState.OPEN
    )
    counts = models.JSONField(default=dict, help_text="What happened when it was applied.")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[RosterImportQuerySet] = RosterImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.file_name
