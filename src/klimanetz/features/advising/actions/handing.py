"""Give a case into other hands, or back."""

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.jobs import A_FEW
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person


@transaction.atomic
def hand_over(
    case: Case, owner: Person | None, *, version: int | None = None, actor: object
) -> Case:
    row = lock(case)
    if row.owner_id == (owner and owner.pk):
        return row
    require_version(row, version)
    if owner is not None:
        require(rules.can_own(owner))
    keep(row, owner=owner)
    record("hand_over_case", row, actor=actor, owner=owner.full_name if owner else "")
    return row


@transaction.atomic
def take_over(case: Case, *, actor: Person) -> Case:
    """A case of nobody; nobody takes it from a colleague who was faster."""
    row = lock(case)
    if row.owner and row.owner != actor:
        raise Refused(_("%(name)s kümmert sich inzwischen.") % {"name": row.owner.full_name})
    return hand_over(row, actor, actor=actor)


def give_back_orphaned() -> int:
    """Of whoever no longer runs the network: nobody would be told what is due in them."""
    orphaned = list(Case.objects.orphaned().order_by("pk")[:A_FEW])
    for case in orphaned:
        hand_over(case, None, actor=SYSTEM)
    return len(orphaned)
