"""What the federal funding database lists for municipalities, and what became of it here."""

from typing import ClassVar, Final, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.models import Level, Programme

ADDRESS: Final = "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/{}.html"


class State(models.TextChoices):
    NEW = "new", _("neu")
    CHANGED = "changed", _("geändert")
    GONE = "gone", _("nicht mehr in der Datenbank")
    TAKEN = "taken", _("übernommen")
    ASIDE = "aside", _("zur Seite gelegt")


#: Somebody has to look at these.
WAITING: Final = (State.NEW, State.CHANGED, State.GONE)


class ListingQuerySet(models.QuerySet["Listing"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)


class Listing(models.Model):
    """A programme as the federal database shows it. `key` is its address there.

    `texts` are the raw HTML of its parts, unedited as the licence asks; `links` say where the links
    in them lead; `further` are pairs of title and address. `missing_since`: the first import that
    did not bring it any more.
    """

    key = models.CharField(max_length=300, unique=True)
    title = models.CharField(max_length=500)
    giver = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=10, choices=Level)
    land = models.CharField(max_length=2, blank=True)
    areas = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    links = models.JSONField(default=dict)
    further = models.JSONField(default=list)
    issued_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    first_seen_on = models.DateField(default=timezone.localdate)
    changed_on = models.DateField(null=True, blank=True)
    changed_parts = models.JSONField(default=list)
    missing_since = models.DateField(null=True, blank=True)
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="listings"
    )

    objects: ClassVar[ListingQuerySet] = ListingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("level", "title", "key")
        indexes: ClassVar = [models.Index(fields=("state", "title"), name="watchlist_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return ADDRESS.format(self.key)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING
