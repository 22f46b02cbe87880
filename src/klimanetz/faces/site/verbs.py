"""The words of the network's own settings in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.models import Network
from klimanetz.core.verbs import Thing, name_kind, name_verbs


def name_networks(numbers: Collection[int]) -> dict[int, Thing]:
    networks = Network.objects.filter(pk__in=numbers).only("name")
    return {it.pk: Thing(it.name, reverse("network_settings")) for it in networks}


name_verbs(
    {
        "change_network": _("Einstellungen geändert"),
        "demo.created": _("Netzwerk zum Ausprobieren angelegt"),
    }
)
name_kind("core.network", _("Netzwerk"), name_networks)
