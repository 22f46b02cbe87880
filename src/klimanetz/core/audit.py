"""The audit trail: every action writes one line of who did what."""

from django.db.models import Model

from klimanetz.core.models import AuditEntry

#: The actor of what a due date causes rather than a person.
SYSTEM = "system"


def name_subject(thing: Model) -> str:
    """`meetings.meeting:7`, the name under which a thing stands in the audit trail."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(verb: str, thing: Model, *, actor: object = SYSTEM, **detail: object) -> None:
    """Write one line of the audit trail, in the transaction of its cause."""
    AuditEntry.objects.create(
        actor=str(actor)[:200], verb=verb, subject=name_subject(thing), detail=detail
    )
