"""Asking is due a year after the last sign, reminding after two weeks without an answer."""

from django.db.models import Exists, OuterRef

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.mail.models import Address
from klimanetz.roster.confirming import actions
from klimanetz.roster.confirming.members import due_today, members
from klimanetz.roster.confirming.models import Confirmation


@due_job
def ask_members() -> int:
    return sum(actions.ask(person) for person in due_today()[:A_FEW])


@due_job
def remind_members() -> int:
    """Nobody who left, and nobody whom no mail reaches."""
    closed = Address.objects.closed().filter(address=OuterRef("person__email"))
    due = Confirmation.objects.to_remind().filter(~Exists(closed), person__in=members())
    return sum(actions.remind(one) for one in due.select_related("person").order_by("pk")[:A_FEW])
