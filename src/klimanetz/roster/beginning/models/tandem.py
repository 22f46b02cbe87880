"""A tandem: somebody new and a colleague in a similar authority who goes with them."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.people.models import Person

#: Nobody goes with more people than these at a time, open requests included.
MOST = 2
#: From then on one is no newcomer any more and can go with others.
SENIORITY = timedelta(days=365)

#: After so long without an answer the organisers look after a request.
PATIENCE = timedelta(days=14)


class TandemState(models.TextChoices):
    OPEN = "open", _("angefragt")
    ACTIVE = "active", _("läuft")
    DECLINED = "declined", _("nicht zustande gekommen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    ENDED = "ended", _("beendet")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    TandemState.OPEN: frozenset({TandemState.ACTIVE, TandemState.DECLINED, TandemState.WITHDRAWN}),
    TandemState.ACTIVE: frozenset({TandemState.ENDED}),
    TandemState.DECLINED: frozenset(),
    TandemState.WITHDRAWN: frozenset(),
    TandemState.ENDED: frozenset(),
}
STANDING = (TandemState.OPEN, TandemState.ACTIVE)


class Side(models.TextChoices):
    NEWCOMER = "newcomer", _("wer neu ist")
    BUDDY = "buddy", _("wer begleitet")

    @property
    def other(self) -> "Side":
        return Side.BUDDY if self is Side.NEWCOMER else Side.NEWCOMER


class TandemQuerySet(models.QuerySet["Tandem"]):
    def standing(self) -> Self:
        return self.filter(state__in=STANDING)

    def waiting_for(self, person: Person) -> Self:
        """Where somebody asks `person` and has no answer yet."""
        newcomer = models.Q(newcomer=person, newcomer_agreed_at=None)
        return self.filter(
            newcomer | models.Q(buddy=person, buddy_agreed_at=None), state=TandemState.OPEN
        )

    def unanswered_for_long(self) -> Self:
        return self.filter(state=TandemState.OPEN, asked_at__lt=timezone.now() - PATIENCE)

    def of(self, person: Person) -> Self:
        return self.filter(models.Q(newcomer=person) | models.Q(buddy=person))

    def visible_to(self, viewer: Person) -> Self:
        """Organisers see all; anyone else those they belong to."""
        return self if viewer.is_organiser else self.of(viewer)


class Tandem(models.Model):
    """Both agree before they learn each other's address. Each side answers by a key of its own."""

    newcomer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    buddy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tandems")
    state = models.CharField(max_length=10, choices=TandemState, default=TandemState.OPEN)
    seat = models.PositiveSmallIntegerField(help_text="Which of the buddy's places it takes.")
    newcomer_key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    buddy_key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    newcomer_agreed_at = models.DateTimeField(null=True)
    buddy_agreed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[TandemQuerySet] = TandemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("newcomer",),
                condition=models.Q(state__in=STANDING),
                name="beginning_tandem_one_per_newcomer",
            ),
            models.UniqueConstraint(
                fields=("buddy", "seat"),
                condition=models.Q(state__in=STANDING),
                name="beginning_tandem_one_per_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(seat__gte=1, seat__lte=MOST), name="beginning_tandem_seats"
            ),
            models.CheckConstraint(
                condition=~models.Q(newcomer=models.F("buddy")), name="beginning_tandem_takes_two"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=TandemState.ACTIVE)
                | models.Q(newcomer_agreed_at__isnull=False, buddy_agreed_at__isnull=False),
                name="beginning_tandem_both_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newcomer_id} & {self.buddy_id}"

    def person(self, side: Side) -> Person:
        person: Person = self.newcomer if side == Side.NEWCOMER else self.buddy
        return person

    def agreed_at(self, side: Side) -> object:
        return self.newcomer_agreed_at if side == Side.NEWCOMER else self.buddy_agreed_at

    def key(self, side: Side) -> str:
        return self.newcomer_key if side == Side.NEWCOMER else self.buddy_key

    def side_of(self, person: Person) -> Side:
        return Side.NEWCOMER if person.pk == self.newcomer_id else Side.BUDDY


class Offer(models.Model):
    """Somebody is ready to go with newcomers."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="tandem_offer"
    )
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}"
