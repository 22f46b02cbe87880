"""The words of the outbox in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.mail.models import Address, Letter


def name_letters(numbers: Collection[int]) -> dict[int, Thing]:
    letters = Letter.objects.filter(pk__in=numbers).only("subject")
    return {it.pk: Thing(it.heading, reverse("outbox_letter", args=[it.pk])) for it in letters}


def name_addresses(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Address.objects.filter(pk__in=numbers).values_list("pk", "address")
    return {number: Thing(address) for number, address in rows}


name_verbs(
    {
        "mail.held": _("E-Mail angehalten"),
        "mail.released": _("E-Mail freigegeben"),
        "mail.retried": _("E-Mail noch einmal gesendet"),
        "mail.returned": _("E-Mail kam zurück"),
        "mail.address_closed": _("Adresse gesperrt"),
        "mail.address_reopened": _("Adresse wieder geöffnet"),
    }
)
name_details({"mail": _("Nummer"), "mails": _("E-Mails"), "waiting": _("wartende E-Mails")})
name_kind("mail.letter", _("E-Mail"), name_letters)
name_kind("mail.address", _("E-Mail-Adresse"), name_addresses)
