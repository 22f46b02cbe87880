"""The standing call: who has something to report says so at any time."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import AgendaItem, Series
from klimanetz.people.models import Person
from klimanetz.roster.directory.models import FieldOfAction


class State(models.TextChoices):
    PROPOSED = "proposed", _("neu")
    KEPT = "kept", _("für später vorgemerkt")
    PLACED = "placed", _("auf der Tagesordnung")
    HELD = "held", _("gehalten")
    DECLINED = "declined", _("nicht aufgenommen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


#: From each state to the states it may reach. What comes off an agenda is kept for later.
LIFECYCLE: dict[str, frozenset[str]] = {
    State.PROPOSED: frozenset({State.KEPT, State.PLACED, State.DECLINED, State.WITHDRAWN}),
    State.KEPT: frozenset({State.PLACED, State.DECLINED, State.WITHDRAWN}),
    State.PLACED: frozenset({State.HELD, State.KEPT, State.WITHDRAWN}),
    State.HELD: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
#: What can still find its place.
STANDING = (State.PROPOSED, State.KEPT)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def standing(self) -> Self:
        return self.filter(state__in=STANDING)

    def new(self) -> Self:
        """What waits for a word of the organisers."""
        return self.filter(state=State.PROPOSED)

    def visible_to(self, viewer: Person) -> Self:
        """The twin of `rules.can_see`: organisers see all, anyone else what they offered."""
        return self if viewer.is_organiser else self.filter(proposer=viewer)


class Contribution(models.Model):
    """Something somebody can report. Without a series it is offered to the whole network.

    Who speaks may be somebody else than who offers it, and may have no account.
    """

    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("Bei welchen Treffen?"),
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="contributions"
    )
    title = models.CharField(
        _("Worum geht es?"),
        max_length=160,
        help_text=_("Zum Beispiel: Nahwärme aus dem Bach – was uns das erste Jahr gelehrt hat"),
    )
    takeaway = models.TextField(
        _("Was können andere mitnehmen?"),
        max_length=2000,
        help_text=_("Zwei, drei Sätze genügen. Auch was schiefging, hilft."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("Wie viele Minuten, mit Fragen?"),
        default=20,
        validators=[MinValueValidator(5), MaxValueValidator(180)],
    )
    field = models.ForeignKey(
        FieldOfAction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Handlungsfeld"),
    )
    speaker_name = models.CharField(_("Wer trägt vor?"), max_length=160)
    speaker_email = models.EmailField(_("E-Mail"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    words = models.TextField(max_length=2000, blank=True, help_text="What the organisers answered.")
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="contribution"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-proposed_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("state", "proposed_at"))]

    def __str__(self) -> str:
        return self.title

    def may_become(self, state: State) -> bool:
        return state in LIFECYCLE[self.state]
