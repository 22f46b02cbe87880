"""A mail is written, and may wait until somebody sends it."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from klimanetz.core.jobs import A_FEW
from klimanetz.features.advising.actions.locking import require
from klimanetz.features.advising.correspondence import postage
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import CaseFile, Contact
from klimanetz.people.models import Person

#: What nobody sent for so long is not sent any more.
KEPT = timedelta(days=60)


@transaction.atomic
def keep_draft(
    draft: Draft, *, contacts: Iterable[Contact], files: Iterable[CaseFile], actor: Person
) -> Draft:
    """New or changed. Nobody sees it but those who advise, so the audit trail says nothing."""
    contacts, files = list(contacts), list(files)
    require(postage.can_send(contacts, files))
    draft.by, draft.changed_at = actor, timezone.now()
    draft.save()
    draft.contacts.set(contacts)
    draft.attached.set(files)
    return draft


def discard(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).delete()


def forget_old_drafts() -> int:
    """Also those to contacts who have left the case."""
    too_old = Q(changed_at__lt=timezone.now() - KEPT)
    old = Draft.objects.filter(too_old | Q(contacts=None)).distinct()
    few = list(old.order_by("pk").values_list("pk", flat=True)[:A_FEW])
    Draft.objects.filter(pk__in=few).delete()
    return len(few)
