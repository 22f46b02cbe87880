"""Introductions: somebody asks, somebody is proposed, both agree, and they are in touch."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.people.models import Person

#: Who has not answered after this long is reminded, once.
REMINDED_AFTER = timedelta(days=7)
#: After this long without an answer the organisers look after it.
PATIENCE = timedelta(days=14)
#: An address that nobody confirmed is forgotten after this long.
CONFIRMED_WITHIN = timedelta(days=7)
#: Name and address of people without account are kept this long after the end.
KEPT_FOR_STRANGERS = timedelta(days=180)


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Adresse noch nicht bestätigt")
    OPEN = "open", _("sucht einen Kontakt")
    PROPOSED = "proposed", _("beide sind gefragt")
    AGREED = "agreed", _("vermittelt")
    CLOSED = "closed", _("ohne Kontakt abgeschlossen")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    State.UNCONFIRMED: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.PROPOSED, State.CLOSED}),
    State.PROPOSED: frozenset({State.AGREED, State.OPEN, State.CLOSED}),
    State.AGREED: frozenset(),
    State.CLOSED: frozenset(),
}


class Outcome(models.TextChoices):
    HELPED = "helped", _("hat geholfen")
    NOT_HELPED = "not_helped", _("hat nicht geholfen")


class Side(models.TextChoices):
    ASKER = "asker", _("wer fragt")
    CONTACT = "contact", _("wer gefragt wird")

    @property
    def other(self) -> "Side":
        return Side.CONTACT if self is Side.ASKER else Side.ASKER


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def waiting_for_organisers(self) -> Self:
        """Those for which somebody has to be found."""
        return self.filter(state=State.OPEN)

    def unanswered_for_long(self) -> Self:
        return self.filter(
            state=State.PROPOSED,
            proposals__closed_at__isnull=True,
            proposals__proposed_at__lt=timezone.now() - PATIENCE,
        )

    def visible_to(self, viewer: Person) -> Self:
        """Organisers see what is confirmed; anyone else what they asked themselves."""
        if viewer.is_organiser:
            return self.exclude(state=State.UNCONFIRMED)
        return self.filter(asker=viewer)


class Introduction(models.Model):
    """What somebody asks for. Who asks may have no account: name and address are kept here."""

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="introductions",
    )
    name = models.CharField(_("Ihr Name"), max_length=160)
    email = models.EmailField(_("Ihre E-Mail-Adresse"))
    organisation = models.CharField(_("Ihre Kommune"), max_length=160)
    language = models.CharField(max_length=2, default="de")
    topic = models.CharField(
        _("Thema"), max_length=160, help_text=_("Zum Beispiel: Wärmeplanung mit Nachbargemeinden")
    )
    purpose = models.TextField(
        _("Wobei soll der Kontakt helfen?"),
        max_length=2000,
        help_text=_("Zwei, drei Sätze genügen. Die gefragte Person liest sie."),
    )
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("Hat es geholfen?"), max_length=12, choices=Outcome, blank=True)
    outcome_note = models.TextField(_("Was wurde daraus?"), max_length=2000, blank=True)

    objects: ClassVar[IntroductionQuerySet] = IntroductionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("state", "asked_at"))]

    def __str__(self) -> str:
        return self.topic


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def standing(self) -> Self:
        return self.filter(closed_at__isnull=True, introduction__state=State.PROPOSED)

    def waiting_for(self, person: Person) -> Self:
        """Where `person` is asked and has not answered."""
        asker = models.Q(introduction__asker=person, asker_agreed_at=None)
        return self.standing().filter(asker | models.Q(contact=person, contact_agreed_at=None))

    def to_remind(self) -> Self:
        return self.standing().filter(
            reminded_at__isnull=True, proposed_at__lt=timezone.now() - REMINDED_AFTER
        )


class Proposal(models.Model):
    """Somebody proposed as a contact. Each side answers by a key of its own."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="proposals")
    contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    direct = models.BooleanField(default=False, help_text="Asked for by name, by a member.")
    asker_key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    contact_key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    proposed_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True)
    asker_agreed_at = models.DateTimeField(null=True)
    contact_agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=8, choices=Side, blank=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("introduction",),
                condition=models.Q(closed_at__isnull=True),
                name="introductions_one_standing_proposal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id} → {self.contact_id}"

    def agreed_at(self, side: Side) -> object:
        return self.asker_agreed_at if side == Side.ASKER else self.contact_agreed_at

    def side_of(self, person: Person) -> Side:
        return Side.CONTACT if person.pk == self.contact_id else Side.ASKER

    def key(self, side: Side) -> str:
        return self.asker_key if side == Side.ASKER else self.contact_key
