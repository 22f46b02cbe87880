"""A case: one or more authorities on their way, over years, in the hands of one adviser."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.models.lifecycle import CLOSED, LOST, Option, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position

#: A case in which nobody did anything for so long is shown as forgotten.
FORGOTTEN_AFTER = timedelta(days=30)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, viewer: Person) -> Self:
        """Organisers see every case; contacts have their link, and nobody else sees any."""
        return self if viewer.is_organiser else self.none()

    def home_of(self, number: int) -> Self:
        """The case of that number, or the one that it was merged into."""
        target = Case.objects.filter(pk=number).values("merged_into")
        return self.filter(models.Q(pk=number, merged_into=None) | models.Q(pk__in=target))

    def open(self) -> Self:
        return self.exclude(stage__in=CLOSED)

    def running(self) -> Self:
        """Open and not paused: somebody has to do something."""
        return self.open().filter(paused_at__isnull=True)

    def due(self) -> Self:
        """The next step or the day of waking up has come."""
        today = timezone.localdate()
        return self.open().filter(
            models.Q(paused_at__isnull=True, next_on__lte=today) | models.Q(wake_on__lte=today)
        )

    def orphaned(self) -> Self:
        """In the hands of somebody who no longer runs the network."""
        return self.exclude(owner=None).exclude(owner__in=Person.objects.organisers())

    def forgotten(self) -> Self:
        return self.running().filter(touched_at__lt=timezone.now() - FORGOTTEN_AFTER)


class Case(models.Model):
    """`lead` is the authority that would employ; `others` go with it.

    `version` counts every change: of two people who move one case at once, the second is told.
    `check_query` is the query of the check that it began with, else empty. What belonged to a case
    that was merged is in the one that it was `merged_into`, which itself never is.
    """

    lead = models.ForeignKey(Authority, models.PROTECT, related_name="cases")
    others = models.ManyToManyField(Authority, blank=True, related_name="cases_beside")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="cases"
    )
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.CONTACT)
    stage_since = models.DateField(default=timezone.localdate)
    option = models.CharField(_("Gewählter Weg"), max_length=10, choices=Option, blank=True)
    next_step = models.CharField(_("Nächster Schritt"), max_length=200, blank=True)
    next_on = models.DateField(_("am"), null=True, blank=True)
    starts_on = models.DateField(_("Geplanter Beginn der Stelle"), null=True, blank=True)
    council_on = models.DateField(_("Sitzung des Rates am"), null=True, blank=True)
    apply_by = models.DateField(_("Bewerben bis"), null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.CharField(_("Warum ruht der Fall?"), max_length=300, blank=True)
    wake_on = models.DateField(_("Wieder vornehmen am"), null=True, blank=True)
    reason = models.CharField(_("Grund"), max_length=300, blank=True)
    check_query = models.CharField(max_length=600, blank=True)
    position = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("next_on", "pk")
        indexes: ClassVar = [
            models.Index(fields=("stage", "next_on")),
            models.Index(fields=("touched_at",)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(paused_at__isnull=True)
                | ~models.Q(pause_reason="") & models.Q(wake_on__isnull=False),
                name="advising_pause_has_reason_and_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=LOST) | ~models.Q(reason=""),
                name="advising_lost_case_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=False, stage__in=sorted(CLOSED))
                | models.Q(closed_at__isnull=True) & ~models.Q(stage__in=sorted(CLOSED)),
                name="advising_closed_case_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=False, stage=Stage.MERGED)
                | models.Q(merged_into__isnull=True) & ~models.Q(stage=Stage.MERGED),
                name="advising_merged_case_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.stage}"

    @property
    def is_closed(self) -> bool:
        return self.stage in CLOSED

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_forgotten(self) -> bool:
        """The twin of `forgotten()`."""
        running = not (self.is_closed or self.is_paused)
        return running and self.touched_at < timezone.now() - FORGOTTEN_AFTER


class Move(models.Model):
    """That a case left a stage; so the time in each is counted. The first has no `left`."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="moves")
    left = models.CharField(max_length=20, choices=Stage, blank=True)
    reached = models.CharField(max_length=20, choices=Stage)
    on = models.DateField(default=timezone.localdate, help_text="The day it happened.")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, help_text="When it was entered.")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id} {self.left}→{self.reached}"
