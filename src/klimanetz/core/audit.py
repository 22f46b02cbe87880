"""The audit trail: every action writes one line of who did what."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from klimanetz.core.models import AuditEntry

#: The actor of what a due date causes rather than a person.
SYSTEM = "system"
#: The actor where a link in a mail is the key.
BY_LINK = "link"
ACTORS = {SYSTEM: _("automatisch"), BY_LINK: _("über einen Link")}


def name_subject(thing: Model) -> str:
    """`meetings.meeting:7`, the name under which a thing stands in the audit trail."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(verb: str, thing: Model, *, actor: object = SYSTEM, **detail: object) -> None:
    """Write one line of the audit trail, in the transaction of its cause."""
    AuditEntry.objects.create(
        actor=str(actor)[:200], verb=verb, subject=name_subject(thing), detail=detail
    )


def name_actor(actor: str) -> str:
    """`Olga Organisatorin <olga@…>` is named without the address."""
    return str(ACTORS.get(actor) or actor.partition(" <")[0])
