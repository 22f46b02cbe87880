"""One row is the lock of a case; its `version` tells whether somebody else was faster."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused, Verdict
from klimanetz.core.verbs import say_verb
from klimanetz.features.advising.models import Case, Contact, Move


class Overtaken(Refused):
    """Somebody else changed the case since the page was opened."""


def lock(case: Case) -> Case:
    """The case as it is now, held until the transaction ends.

    Read only when it is held: what is joined while one waits is what it was before.
    """
    rows = Case.objects.filter(pk=case.pk)
    rows.select_for_update().get()
    return rows.select_related("lead").get()


def lock_home(case: Case) -> Case:
    """The case, or the one that it was merged into meanwhile: what is added to it stands there."""
    row = lock(case)
    return lock(row.merged_into) if row.merged_into else row


def lock_contact(contact: Contact) -> Contact:
    """The contact as it is now, with its case held: nobody waits crosswise for the other."""
    case = lock_home(contact.case)
    row = Contact.objects.filter(pk=contact.pk).first()
    if row is None:
        raise Refused(_("Diese Person steht nicht mehr beim Fall."))
    row.case = case
    return row


def require_version(row: Case, version: int | None) -> None:
    """Refused where it is no longer the case that somebody decided upon; None decides anyway."""
    if version is not None and version != row.version:
        raise Overtaken(tell_change(row))


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


def keep(row: Case, **changes: Any) -> Case:  # noqa: ANN401 - values of any field
    """Write what changed; everybody who decided upon the case before is told."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.touched_at = timezone.now()
    row.save(update_fields=[*changes, "version", "touched_at"])
    return row


def tell_change(case: Case) -> str:
    """Who did what last, as a sentence."""
    entries = AuditEntry.objects.filter(subject=name_subject(case))
    last = entries.order_by("-at", "-pk").first()
    who = name_actor(last.actor) if last else _("Jemand")
    if last is not None and last.verb == "move_case":
        return _(
            "%(who)s hat den Fall inzwischen weiterbewegt: %(what)s. "
            "Bitte prüfen Sie, ob Ihr Schritt noch passt."
        ) % {"who": who, "what": _say_move(case.moves.latest("pk"))}
    return _(
        "%(who)s hat den Fall inzwischen geändert (%(what)s). "
        "Bitte prüfen Sie, ob Ihr Schritt noch passt."
    ) % {"who": who, "what": say_verb(last.verb) if last else "–"}


def _say_move(move: Move) -> str:
    return _("von „%(left)s“ zu „%(reached)s“") % {
        "left": move.get_left_display(),
        "reached": move.get_reached_display(),
    }
