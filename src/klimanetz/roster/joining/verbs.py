"""How requests and invitations are called in the audit trail."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_kind
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest


def name_requests(numbers: Collection[int]) -> dict[int, Thing]:
    return {it.pk: Thing(it.full_name) for it in JoinRequest.objects.filter(pk__in=numbers)}


def name_invitations(numbers: Collection[int]) -> dict[int, Thing]:
    rows = JoinInvitation.objects.filter(pk__in=numbers)
    return {it.pk: Thing(it.name or it.email) for it in rows}


name_kind("joining.joinrequest", _("Anfrage zum Mitmachen"), name_requests)
name_kind("joining.joininvitation", _("Einladung ins Netzwerk"), name_invitations)
