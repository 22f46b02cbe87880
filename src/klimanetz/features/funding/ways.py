"""The ways in which a town can come to climate action management by a post."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.models.vocabulary import Applicant
from klimanetz.places.models import Authority, Kind


class Way(models.TextChoices):
    """The values stand in addresses that people share."""

    OWN = "eigene", _("eine eigene Stelle")
    SHARED = "gemeinsam", _("eine gemeinsame Stelle mit Nachbarkommunen")
    ASSOCIATION = "gemeinschaft", _("eine Stelle der Verwaltungsgemeinschaft")
    DISTRICT = "landkreis", _("eine Stelle des Landkreises")


APPLICANTS = {
    Kind.MUNICIPALITY: Applicant.MUNICIPALITY,
    Kind.DISTRICT_FREE_CITY: Applicant.DISTRICT_FREE_CITY,
    Kind.ASSOCIATION: Applicant.ASSOCIATION,
    Kind.DISTRICT: Applicant.DISTRICT,
}


def applicant_of(authority: Authority) -> Applicant:
    return APPLICANTS[Kind(authority.kind)]


def ways_of(authority: Authority) -> Iterator[Way]:
    """Those that are open to it; needs its association and its district at hand."""
    yield Way.OWN
    if authority.kind != Kind.DISTRICT:
        yield Way.SHARED
    if authority.association is not None:
        yield Way.ASSOCIATION
    if authority.parent is not None:
        yield Way.DISTRICT


def bearer_of(authority: Authority, way: Way) -> Authority:
    """Who would employ somebody: with others, the one that asks."""
    if way == Way.ASSOCIATION and authority.association is not None:
        return authority.association
    if way == Way.DISTRICT and authority.parent is not None:
        return authority.parent
    return authority
