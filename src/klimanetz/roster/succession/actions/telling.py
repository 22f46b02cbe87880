"""Leading people to the handover file: who leaves, and who comes."""

from django.db import transaction

from klimanetz.roster.models import Holding
from klimanetz.roster.succession import mails
from klimanetz.roster.succession.models import Notice


@transaction.atomic
def tell_leaver(holding: Holding) -> int:
    """Once for a holding, whoever moves its last day afterwards."""
    _notice, fresh = Notice.objects.get_or_create(holding=holding, occasion=Notice.Occasion.LEAVING)
    if fresh:
        mails.handover_asked(holding)
    return int(fresh)


@transaction.atomic
def tell_successor(holding: Holding) -> int:
    _notice, fresh = Notice.objects.get_or_create(
        holding=holding, occasion=Notice.Occasion.STARTING
    )
    if fresh:
        mails.handover_waiting(holding)
    return int(fresh)
