"""The authorities of a case: which would employ, and which go with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions.locking import keep, lock, lock_home
from klimanetz.features.advising.actions.opening import find_todays, require_no_open
from klimanetz.features.advising.models import Case
from klimanetz.places.models import Authority


@transaction.atomic
def add_authority(case: Case, authority: Authority, *, actor: object) -> Case:
    row = lock_home(case)
    authority = find_todays(authority)
    if authority.pk == row.lead_id:
        raise Refused(
            _("%(authority)s ist schon die Kommune dieses Falls.") % {"authority": authority.title}
        )
    if row.others.filter(pk=authority.pk).exists():
        return row
    row.others.add(authority)
    keep(row)
    record("add_case_authority", row, actor=actor, authority=authority.title)
    return row


@transaction.atomic
def remove_authority(case: Case, authority: Authority, *, actor: object) -> Case:
    row = lock_home(case)
    if not row.others.filter(pk=authority.pk).exists():
        return row
    row.others.remove(authority)
    keep(row)
    record("remove_case_authority", row, actor=actor, authority=authority.title)
    return row


@transaction.atomic
def move_to_successor(case: Case, *, successor: Authority | None = None, actor: object) -> Case:
    """The case goes on with what its authorities are today, after a change of territory.

    Where several took one over, `successor` says which, and the others wait until somebody says.
    Refused where the lead is none of them, or its successor has an open case of its own.
    """
    row = lock(case)
    before, beside = row.lead, set(row.others.all())
    lead = find_heir(before, successor)
    now_beside = {find_heir(one, successor) for one in beside} - {lead}
    if (lead, now_beside) == (before, beside):
        find_todays(before)
        return row
    if lead != before and not row.is_closed:
        require_no_open(lead)
    row.others.set(now_beside)
    keep(row, lead=lead)
    record("move_case_to_successor", row, actor=actor, authority=lead.title)
    return row


def find_heir(place: Authority, chosen: Authority | None) -> Authority:
    """The one that was chosen, or the only one; else the place as it was."""
    heirs = place.today()
    if chosen in heirs:
        return chosen
    return heirs[0] if len(heirs) == 1 else place
