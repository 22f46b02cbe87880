"""The words of the register of places in the audit trail."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.places.models import Authority


def name_authorities(numbers: Collection[int]) -> dict[int, Thing]:
    names = Authority.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {number: Thing(name) for number, name in names}


def name_registers(numbers: Collection[int]) -> dict[int, Thing]:
    return {number: Thing(str(_("Verzeichnis der Kommunen"))) for number in numbers}


name_verbs(
    {
        "places.imported": _("Verzeichnis der Kommunen eingelesen"),
        "places.succeeded": _("in einer anderen Kommune aufgegangen"),
        "places.outlined": _("Umrisse der Karte eingelesen"),
    }
)
name_details(
    {
        "status_on": _("Gebietsstand"),
        "added": _("neu"),
        "changed": _("geändert"),
        "ended": _("weggefallen"),
        "successor": _("Nachfolgerin"),
        "legal_on": _("rechtswirksam am"),
        "credit": _("Quelle"),
        "outlines": _("Umrisse"),
    }
)
name_kind("places.register", _("Verzeichnis der Kommunen"), name_registers)
name_kind("places.outline", _("Umrisse"), name_registers)
name_kind("places.authority", _("Kommune"), name_authorities)
