"""A mail leaves the case, and stays in it as an entry."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import add_entry
from klimanetz.features.advising.actions.locking import lock_home, require
from klimanetz.features.advising.correspondence import mails, postage
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import CaseEntry, CaseFile, Contact, EntryKind
from klimanetz.features.advising.rules import can_follow
from klimanetz.people.models import Person


class Unseen(Refused):
    """A colleague changed the mail behind the preview."""


@transaction.atomic
def send(draft: Draft, *, actor: Person, seen: datetime | None = None) -> CaseEntry:
    """Once: whoever clicks again, or has another tab open, is told that it is gone.

    `seen` is when what they looked at was written; nothing else goes out.
    """
    case = lock_home(draft.case)
    row = Draft.objects.filter(pk=draft.pk).select_related("by").first()
    if row is None:
        raise Refused(_("Diese Mail ist schon hinausgegangen oder verworfen."))
    require_seen(row, seen)
    contacts, files = list(row.contacts.select_related("case")), list(row.attached.all())
    require(postage.can_send(contacts, files))
    everyone = case.contacts.count()
    entry = add_entry(
        case,
        EntryKind.MAIL_OUT,
        note_envelope(row.text, contacts, files),
        subject=row.subject,
        contact=contacts[0] if len(contacts) == 1 else None,
        shared=len(contacts) == everyone,
        actor=actor,
    )
    mails.sent(entry, row.text, contacts, files, actor=actor)
    first = case.contacts.filter(pk__in=[one.pk for one in contacts if can_follow(one)])
    first.filter(link_sent_at=None).update(link_sent_at=timezone.now())
    row.delete()
    record("send_case_mail", case, actor=actor, subject=entry.subject, mails=len(contacts))
    return entry


def require_seen(row: Draft, seen: datetime | None) -> None:
    if seen not in (None, row.changed_at):
        raise Unseen(
            _("%(who)s hat diese Mail inzwischen geändert. Bitte sehen Sie sie noch einmal an.")
            % {"who": row.by.full_name if row.by else _("Jemand")}
        )


def note_envelope(text: str, contacts: list[Contact], files: list[CaseFile]) -> str:
    """As the history of the case shows it: to whom it went where that is not plain, and what
    went along."""
    notes = []
    if len(contacts) > 1:
        notes.append(_("An: %s") % ", ".join(one.name for one in contacts))
    if files:
        notes.append(_("Anlagen: %s") % ", ".join(one.name for one in files))
    return "\n\n".join([text, "\n".join(notes)]).strip()
