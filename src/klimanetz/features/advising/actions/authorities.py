"""The authorities of a case: which would employ, and which go with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions.locking import keep, lock
from klimanetz.features.advising.actions.opening import find_todays, require_no_open
from klimanetz.features.advising.models import Case
from klimanetz.places.models import Authority


@transaction.atomic
def add_authority(case: Case, authority: Authority, *, actor: object) -> Case:
    row = lock(case)
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
    row = lock(case)
    if not row.others.filter(pk=authority.pk).exists():
        return row
    row.others.remove(authority)
    keep(row)
    record("remove_case_authority", row, actor=actor, authority=authority.title)
    return row


@transaction.atomic
def move_to_successor(case: Case, *, successor: Authority | None = None, actor: object) -> Case:
    """The case goes on with what its authorities are today, after a change of territory.

    Where several took the lead over, `successor` says which; refused where it is none of them,
    or has an open case of its own.
    """
    row = lock(case)
    before = row.lead
    heirs = before.today()
    lead = successor if successor in heirs else find_todays(before)
    if lead != before and not row.is_closed:
        require_no_open(lead)
    beside = set(row.others.all())
    now_beside = {heir for one in beside for heir in one.today()[:1]} - {lead}
    if (lead, now_beside) == (before, beside):
        return row
    row.others.set(now_beside)
    keep(row, lead=lead)
    record("move_case_to_successor", row, actor=actor, authority=lead.title)
    return row
