"""An application for a grant; a case may have several at once, each with a state of its own."""

from typing import ClassVar, Final, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models.case import Case
from klimanetz.features.advising.models.lifecycle import CLOSED


class ApplicationState(models.TextChoices):
    PREPARED = "prepared", _("in Vorbereitung")
    SUBMITTED = "submitted", _("eingereicht")
    QUERIED = "queried", _("Rückfragen")
    GRANTED = "granted", _("bewilligt")
    REFUSED = "refused", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


#: With the authority that decides.
WAITING: Final = frozenset({ApplicationState.SUBMITTED, ApplicationState.QUERIED})
UNDECIDED: Final = WAITING | {ApplicationState.PREPARED}


class ApplicationQuerySet(models.QuerySet["Application"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def undecided(self) -> Self:
        return self.filter(state__in=UNDECIDED)

    def overdue(self) -> Self:
        """The notice was expected before today, and nobody has entered any; of open cases."""
        waiting = self.waiting().filter(expected_on__lt=timezone.localdate())
        return waiting.exclude(case__stage__in=CLOSED)


class Application(models.Model):
    """`programme` is the slug of a programme the installation knows, empty for any other.

    Amounts are euros of the whole grant.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="applications")
    programme = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("Programm"), max_length=160)
    state = models.CharField(
        max_length=10, choices=ApplicationState, default=ApplicationState.PREPARED
    )
    reference = models.CharField(_("Aktenzeichen"), max_length=80, blank=True)
    applied = models.DecimalField(
        _("Beantragt"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    granted = models.DecimalField(
        _("Bewilligt"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    submitted_on = models.DateField(_("Eingereicht am"), null=True, blank=True)
    expected_on = models.DateField(_("Bescheid erwartet am"), null=True, blank=True)
    decided_on = models.DateField(_("Bescheid vom"), null=True, blank=True)
    grant_starts = models.DateField(_("Bewilligt von"), null=True, blank=True)
    grant_ends = models.DateField(_("Bewilligt bis"), null=True, blank=True)
    reason = models.CharField(_("Grund der Ablehnung"), max_length=300, blank=True)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("case", "entered_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state=ApplicationState.GRANTED)
                | models.Q(granted__isnull=False, decided_on__isnull=False),
                name="advising_granted_has_sum_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(grant_starts__isnull=True)
                | models.Q(grant_ends__isnull=True)
                | models.Q(grant_ends__gte=models.F("grant_starts")),
                name="advising_grant_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED
