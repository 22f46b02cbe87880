"""What every part stands on: who runs this installation, and what was done by whom."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class NetworkManager(models.Manager["Network"]):
    def current(self) -> "Network":
        """The one network of this installation; a blank one before it is set up."""
        return self.first() or Network()


class Network(models.Model):
    """The network that this installation serves, and the agency that runs it (one row)."""

    name = models.CharField(_("Name des Netzwerks"), max_length=120, default="Klimanetz")
    claim = models.CharField(
        _("Ein Satz über das Netzwerk"),
        max_length=300,
        blank=True,
        help_text=_("Steht groß auf der Startseite."),
    )
    land = models.CharField(_("Land (amtlicher Schlüssel)"), max_length=2, default="16")
    operator = models.CharField(_("Träger"), max_length=200, blank=True)
    address = models.TextField(_("Anschrift"), blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    logo = models.FileField(_("Logo (SVG oder PNG)"), upload_to="network", blank=True)
    imprint = models.TextField(_("Impressum"), blank=True)
    privacy = models.TextField(_("Datenschutz"), blank=True)
    accessibility = models.TextField(_("Barrierefreiheit"), blank=True)
    keep_months = models.PositiveSmallIntegerField(
        _("Nach dem Ausscheiden aufbewahren (Monate)"),
        default=6,
        validators=[MaxValueValidator(120)],
        help_text=_(
            "So lange nach dem Ende der letzten Rolle werden persönliche Angaben gelöscht."
        ),
    )
    second_factor_required = models.BooleanField(
        _("Netzwerkmanagement braucht einen zweiten Faktor"),
        default=False,
        help_text=_("Ohne ihn öffnet sich die Verwaltung nicht. Mitglieder betrifft das nicht."),
    )
    revision = models.PositiveBigIntegerField(
        default=1,
        editable=False,
        help_text="Grows with every change the public can see; validates cached pages.",
    )

    objects: ClassVar[NetworkManager] = NetworkManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="core_network_one_row")
        ]

    def __str__(self) -> str:
        return self.name


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, person: object) -> Self:
        """The twin of `rules.can_read_trail`."""
        return self if getattr(person, "is_organiser", False) else self.none()


class AuditEntry(models.Model):
    """One thing done: who, when, what, to which thing. Written by actions, never changed.

    Only who it was is taken away when a person is erased (`people.custody`).
    """

    at = models.DateTimeField(db_default=Now(), db_index=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    detail = models.JSONField(default=dict)

    objects: ClassVar[AuditQuerySet] = AuditQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.subject}"


class Attempt(models.Model):
    """How often one client tried one thing within one window of time."""

    key = models.CharField(max_length=120)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("key", "window"), name="core_attempt_once_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
