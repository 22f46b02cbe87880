"""The ways in which a town can come to climate action management by a post."""

from collections.abc import Iterator
from typing import Final

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.models.vocabulary import Applicant
from klimanetz.places.models import Authority, Kind


class Way(models.TextChoices):
    """The values stand in addresses that people share."""

    OWN = "eigene", _("eine eigene Stelle")
    SHARED = "gemeinsam", _("eine gemeinsame Stelle mit Nachbarkommunen")
    ASSOCIATION = "gemeinschaft", _("eine Stelle der Verwaltungsgemeinschaft")
    DISTRICT = "landkreis", _("eine Stelle des Landkreises")


#: Whose a post is, by the kind code of what employs for several towns; see `places.kinds`.
USUAL: Final = _("der Verwaltungsgemeinschaft")
WHOSE: Final = {
    "51": _("des Amtes"),
    "52": _("der Samtgemeinde"),
    "53": _("der Verbandsgemeinde"),
    "55": _("der Kirchspielslandgemeinde"),
    "56": _("des Verwaltungsverbands"),
    "58": _("der erfüllenden Gemeinde"),
}
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


def say_whose(association: Authority) -> str:
    """After „eine Stelle“; as the register calls it in its Land."""
    return str(WHOSE.get(association.kind_code, USUAL))


def name_way(way: Way, bearer: Authority) -> str:
    if way == Way.ASSOCIATION:
        return gettext("eine Stelle %(whose)s") % {"whose": say_whose(bearer)}
    return str(way.label)
