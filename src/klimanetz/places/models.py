"""The register of local authorities. Keys are text; nothing is ever identified by name."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.places.kinds import DESIGNATIONS, Kind, full_title

__all__ = ["Authority", "AuthorityQuerySet", "Kind", "Outline", "Register", "Succession"]


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

    def ended(self) -> Self:
        """Authorities that no longer exist; what hangs on them waits for a decision."""
        return self.filter(valid_to__lt=timezone.localdate())

    def in_land(self, land: str) -> Self:
        """By the two-digit key of a Land; all of Germany where it is empty."""
        return self.filter(ars__startswith=land) if land else self.all()

    def lands(self) -> set[str]:
        """The two-digit keys of all Länder there is somebody of."""
        keys = self.annotate(land=Left("ars", 2)).order_by().values_list("land", flat=True)
        return set(keys.distinct())

    def todays_successors(self, ended: Collection["Authority"]) -> dict[int, list["Authority"]]:
        """What became of each: the valid authorities at the end of every chain of changes.

        Those that took over the most inhabitants stand first. Two queries, however many ask.
        """
        chain = Succession.chains()
        reached = {authority.pk: _follow(chain, authority.pk) for authority in ended}
        valid = self.valid().in_bulk({pk for pks in reached.values() for pk in pks})
        return {pk: [valid[end] for end in ends if end in valid] for pk, ends in reached.items()}


def _follow(chain: dict[int, list[int]], start: int) -> list[int]:
    """All keys reachable from `start`, nearest first, itself left out."""
    reached: dict[int, None] = {}
    waiting = [start]
    while waiting:
        following = [pk for pk in chain.get(waiting.pop(0), ()) if pk not in reached]
        reached.update(dict.fromkeys(following))
        waiting += following
    reached.pop(start, None)
    return list(reached)


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
    longitude = models.FloatField(
        null=True,
        help_text="The register's centre of a municipality; elsewhere that of the inhabitants.",
    )
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
            ),
            models.UniqueConstraint(
                fields=("ags",),
                condition=models.Q(valid_to__isnull=True) & ~models.Q(ags=""),
                name="places_authority_ags_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        """What stays the same when a municipality changes its association: the AGS."""
        return self.ags or self.ars

    def today(self) -> list["Authority"]:
        """What it is today: itself while it is valid, else those that took it over."""
        if self.valid_to is None or self.valid_to >= timezone.localdate():
            return [self]
        return Authority.objects.todays_successors([self])[self.pk]

    @property
    def title(self) -> str:
        """The name as one says it: `Landkreis Gotha`, `Ilm-Kreis`, `Stadt Gotha`."""
        return full_title(self.name, self.kind_code)

    @property
    def designation(self) -> str:
        """What the register calls it: `Landkreis`, `Große Kreisstadt`, `Samtgemeinde`."""
        official = DESIGNATIONS.get(self.kind_code)
        return gettext(official) if official else str(Kind(self.kind).label)

    @property
    def slug(self) -> str:
        """The last part of its address, e.g. `160510000000-erfurt`; only the key counts."""
        return f"{self.ars}-{slugify(self.name)}"


class Register(models.Model):
    """Which issue of the official register the authorities of a Land were last read from."""

    land = models.CharField(_("Land (amtlicher Schlüssel)"), max_length=2, unique=True)
    status_on = models.DateField(_("Gebietsstand"))
    credit = models.CharField(_("Quelle"), max_length=200)

    class Meta:
        ordering = ("land",)

    def __str__(self) -> str:
        return f"{self.land}: {self.credit}"


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
    inhabitants = models.PositiveIntegerField(null=True, help_text="How many moved with it.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("predecessor", "successor", "change", "legal_on"),
                name="places_succession_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"

    @classmethod
    def chains(cls) -> dict[int, list[int]]:
        """From each authority that went to those that took it over, most inhabitants first.

        Where only a part was handed over, the authority itself goes on.
        """
        chain: dict[int, list[int]] = {}
        rows = cls.objects.exclude(change=cls.Change.PART_TRANSFERRED).order_by(
            models.F("inhabitants").desc(nulls_last=True), "pk"
        )
        for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
            chain.setdefault(predecessor, []).append(successor)
        return chain


class Outline(models.Model):
    """The boundary of an authority as an SVG path on the plane of `places.projection`."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="outline")
    path = models.TextField(help_text="As fine as a map of one Land shows it.")
    coarse_path = models.TextField(blank=True, help_text="For a map of all Germany; districts.")
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.authority_id}"
