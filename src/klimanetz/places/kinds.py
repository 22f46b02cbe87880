"""What the official register calls an authority, by its two-digit kind code (Textkennzeichen)."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Gemeinde")
    DISTRICT = "district", _("Landkreis")
    DISTRICT_FREE_CITY = "district_free_city", _("Kreisfreie Stadt")
    ASSOCIATION = "association", _("Verwaltungsgemeinschaft")


#: Regional shapes and codes that only order the register: a municipality without association.
UNASSOCIATED = "50"
#: The association whose office is that of one of its members (Thuringia, Brandenburg).
ADMINISTERED_BY_MEMBER = "58"
#: Forests, lakes and training areas outside any municipality: nobody governs there locally. The
#: two inhabited ones are run by a federal agency, and the official count leaves them out too.
UNINCORPORATED: Final = frozenset({"65", "66"})
CITIES: Final = frozenset({"61", "62"})

#: German, because they are parts of official names; `Authority.designation` translates one.
DESIGNATIONS: Final = {
    "41": gettext_noop("kreisfreie Stadt"),
    "42": gettext_noop("Stadtkreis"),
    "43": gettext_noop("Kreis"),
    "44": gettext_noop("Landkreis"),
    "45": gettext_noop("Regionalverband"),
    "51": gettext_noop("Amt"),
    "52": gettext_noop("Samtgemeinde"),
    "53": gettext_noop("Verbandsgemeinde"),
    "54": gettext_noop("Verwaltungsgemeinschaft"),
    "55": gettext_noop("Kirchspielslandgemeinde"),
    "56": gettext_noop("Verwaltungsverband"),
    "57": gettext_noop("Verwaltungsgemeinschaft"),
    "58": gettext_noop("erfüllende Gemeinde"),
    "60": gettext_noop("Markt"),
    "61": gettext_noop("kreisfreie Stadt"),
    "62": gettext_noop("Stadtkreis"),
    "63": gettext_noop("Stadt"),
    "64": gettext_noop("Gemeinde"),
    "67": gettext_noop("Große Kreisstadt"),
}


def kind_of(ars: str, kind_code: str) -> Kind:
    """A city that is its own district stands in the register as district and as municipality."""
    if len(ars) == 5:
        return Kind.DISTRICT
    if len(ars) == 9:
        return Kind.ASSOCIATION
    return Kind.DISTRICT_FREE_CITY if kind_code in CITIES else Kind.MUNICIPALITY


def ags_of(ars: str) -> str:
    """The municipality key inside a regional key; an association has none."""
    return {12: ars[:5] + ars[9:], 5: ars}.get(len(ars), "")


def association_key(ars: str) -> str:
    """The key of the association a municipality belongs to, empty where it has none."""
    return ars[:9] if len(ars) == 12 and ars[5] == "5" else ""


def is_authority(key: str) -> bool:
    """No unincorporated area, and no key that only stands in for a lone municipality."""
    if len(key) == 12:
        return key[5] != "9"
    return len(key) != 9 or key[5] == "5"


def split_name(official_name: str, kind: Kind, kind_code: str) -> str:
    """`Eisenach` of `Eisenach, Stadt`; names of associations may hold commas of their own.

    What serves its neighbours bears its own name there (`EG Uder` is that of Uder).
    """
    if kind == Kind.ASSOCIATION and kind_code != ADMINISTERED_BY_MEMBER:
        return official_name.removesuffix("(VGem)").strip()
    return official_name.split(",", 1)[0].removeprefix("EG ").strip()


def full_title(name: str, kind_code: str) -> str:
    """`Landkreis Gotha`, `Stadt Gotha`, but `Ilm-Kreis` and `Städteregion Aachen`."""
    designation = DESIGNATIONS.get(kind_code, "")
    says_itself = kind_code in {"43", "44", "45"} and (
        "kreis" in name.casefold() or "region" in name.casefold()
    )
    if says_itself or name.startswith((f"{designation} ", "VVG ", "GVV ")):
        return name
    return f"{designation} {name}".strip()
