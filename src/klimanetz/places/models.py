"""The register of local authorities. Keys are text; nothing is ever identified by name."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Gemeinde")
    DISTRICT = "district", _("Landkreis")
    DISTRICT_FREE_CITY = "district_free_city", _("Kreisfreie Stadt")
    ASSOCIATION = "association", _("Verwaltungsgemeinschaft")


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def valid(self, on: date | None = None) -> Self:
        """Authorities that exist on a day (default today)."""
        on = on or timezone.localdate()
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=on),
        )

    def districts(self) -> Self:
        """Districts and district-free cities: what the map is made of."""
        return self.filter(kind__in=(Kind.DISTRICT, Kind.DISTRICT_FREE_CITY))

    def municipalities(self) -> Self:
        """Municipalities, district-free cities included: what inhabitants live in."""
        return self.filter(kind__in=(Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY))


class Authority(models.Model):
    """A municipality, district, district-free city or administrative association.

    `ars` is 12 digits (municipality, district-free city), 9 (association) or 5 (district);
    `ags` is 8 digits, 5 for a district, empty for an association.
    """

    ars = models.CharField(_("Regionalschlüssel (ARS)"), max_length=12)
    ags = models.CharField(_("Amtlicher Gemeindeschlüssel (AGS)"), max_length=8, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    official_name = models.CharField(_("Amtlicher Name"), max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    kind_code = models.CharField(max_length=2, help_text="Destatis text code, e.g. 63 Stadt")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The district; none for districts and district-free cities.",
    )
    association = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="association_members"
    )
    administered_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="administers",
        help_text="Of an association without an office of its own: the municipality that is it.",
    )
    district_ars = models.GeneratedField(
        expression=Left("ars", 5),
        output_field=models.CharField(max_length=5),
        db_persist=True,
    )
    population = models.PositiveIntegerField(_("Einwohner:innen"), null=True)
    population_on = models.DateField(null=True)
    census_basis = models.CharField(max_length=60, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    area_on = models.DateField(null=True)
    postcode = models.CharField(_("Postleitzahl des Sitzes"), max_length=5, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successors: "models.ManyToManyField[Authority, Succession]" = models.ManyToManyField(
        "self", symmetrical=False, through="Succession", related_name="predecessors"
    )

    objects: ClassVar[AuthorityQuerySet] = AuthorityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "ars")
        indexes: ClassVar = [
            models.Index(fields=("ags",)),
            models.Index(fields=("district_ars",)),
            models.Index(fields=("name",)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("ars",),
                condition=models.Q(valid_to__isnull=True),
                name="places_authority_key_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The last part of its address, e.g. `160510000000-erfurt`; only the key counts."""
        return f"{self.ars}-{slugify(self.name)}"


class Succession(models.Model):
    """What became of an authority: official change of territory (Destatis)."""

    class Change(models.TextChoices):
        DISSOLVED = "1", _("aufgelöst")
        PART_TRANSFERRED = "2", _("Teil abgegeben")
        KEY_CHANGED = "3", _("Schlüssel geändert")
        RENAMED = "4", _("umbenannt")

    predecessor = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    successor = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    change = models.CharField(max_length=1, choices=Change)
    legal_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("predecessor", "successor", "change", "legal_on"),
                name="places_succession_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Outline(models.Model):
    """The boundary of an authority as an SVG path on the plane of `places.projection`."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="outline")
    path = models.TextField()
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.authority_id}"
