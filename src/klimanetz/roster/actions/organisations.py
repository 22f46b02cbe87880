"""Organisations that people of the network belong to."""

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Organisation
from klimanetz.roster.actions.people import apply_wanted


@transaction.atomic
def add_organisation(*, actor: object, **fields: str) -> Organisation:
    organisation = Organisation.objects.create(**fields)
    record("add_organisation", organisation, actor=actor, **fields)
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, *, actor: object, **wanted: object) -> None:
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if changes := apply_wanted(row, wanted):
        record("change_organisation", row, actor=actor, changes=changes)


@transaction.atomic
def remove_organisation(organisation: Organisation, *, actor: object) -> None:
    """One that nobody belongs to."""
    row = Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    if row is None:
        return
    if row.people.exists():
        raise Refused(_("Zu dieser Organisation gehören noch Menschen."))
    record("remove_organisation", row, actor=actor, name=row.name)
    row.delete()
