"""Writing minutes, by several people at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_subject, record
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.minutes import mails, rules
from klimanetz.features.meetings.minutes.merging import merge
from klimanetz.features.meetings.minutes.models import Entry, Kind, Minutes
from klimanetz.features.meetings.minutes.owners import find_owner
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person

#: Who writes all afternoon stands in the audit trail once an hour.
NOTED_EVERY = timedelta(hours=1)
#: More than a long day brings; a machine that goes wild is stopped.
MOST_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """An entry as somebody has it on their screen, and as it was when they began (`base_…`)."""

    key: str
    text: str
    kind: str = Kind.INFORMATION
    owner: str = ""
    due_on: date | None = None
    item: int | None = None
    removed: bool = False
    base_text: str = ""
    base_kind: str = Kind.INFORMATION
    base_owner: str = ""
    base_due_on: str = ""
    base_removed: bool = False

    @property
    def due(self) -> str:
        return self.due_on.isoformat() if self.due_on else ""

    @property
    def is_unchanged(self) -> bool:
        now = (self.text, self.kind, self.owner, self.due, self.removed)
        before = (self.base_text, self.base_kind, self.base_owner, self.base_due_on)
        return now == (*before, self.base_removed)


@transaction.atomic
def write(meeting: Meeting, typed: Typed, *, actor: Person) -> Entry:
    """The entry as it stands now: what somebody typed, with what others typed meanwhile."""
    meeting = lock(meeting.pk)
    require(rules.can_be_written(meeting))
    minutes, _new = Minutes.objects.get_or_create(meeting=meeting)
    entry = find_or_begin(meeting, typed)
    if not take_over(entry, typed):
        return entry
    minutes.revision += 1
    entry.revision = minutes.revision
    minutes.save(update_fields=["revision"])
    entry.save()
    note_writer(meeting, actor)
    return entry


def find_or_begin(meeting: Meeting, typed: Typed) -> Entry:
    known = meeting.entries.filter(key=typed.key).select_related("item").first()
    if known is not None:
        return known
    if meeting.entries.count() >= MOST_ENTRIES:
        raise Refused(_("Dieses Protokoll hat zu viele Einträge."))
    item = meeting.agenda.filter(pk=typed.item or 0).first()
    return Entry(
        meeting=meeting, key=typed.key, item=item, item_title=item.title if item else "", revision=0
    )


def take_over(entry: Entry, typed: Typed) -> bool:
    """Merge what was typed into the entry; says whether anything changed."""
    before = facts_of(entry)
    entry.removed = is_removed(entry, typed)
    entry.text = merge(typed.base_text, entry.text, typed.text)
    if typed.kind != typed.base_kind:
        entry.kind = typed.kind
    if typed.due != typed.base_due_on:
        entry.due_on = typed.due_on
    if typed.owner != typed.base_owner:
        give_to(entry, merge(typed.base_owner, entry.who, typed.owner))
    return entry._state.adding or facts_of(entry) != before


def is_removed(entry: Entry, typed: Typed) -> bool:
    """Taken away only by who has seen all of it; and it comes back with the next word."""
    if typed.removed != typed.base_removed:
        return typed.removed and entry.text == typed.base_text
    return entry.removed and typed.text == typed.base_text


def give_to(entry: Entry, who: str) -> None:
    owner = find_owner(entry.meeting, who)
    entry.owner_name, entry.owner_email = owner.name, owner.email
    entry.owner_id = owner.person_id


def facts_of(entry: Entry) -> tuple[object, ...]:
    return (entry.text, entry.kind, entry.who, entry.due_on, entry.removed)


def note_writer(meeting: Meeting, actor: Person) -> None:
    lately = AuditEntry.objects.filter(
        subject=name_subject(meeting),
        verb="write_minutes",
        actor=str(actor)[:200],
        at__gt=Now() - NOTED_EVERY,
    )
    if not lately.exists():
        record("write_minutes", meeting, actor=actor)


@transaction.atomic
def name_taker(meeting: Meeting, taker: Person | None, *, actor: object) -> None:
    """A member writes along at this meeting; nobody: the organisers alone."""
    meeting = lock(meeting.pk)
    if taker is not None and not taker.is_member:
        raise Refused(_("Mitschreiben können Mitglieder des Netzwerks."))
    minutes, _new = Minutes.objects.get_or_create(meeting=meeting)
    if minutes.taker_id != (taker.pk if taker else None):
        minutes.taker = taker
        minutes.save(update_fields=["taker"])
        record("name_minute_taker", meeting, actor=actor, taker=taker.full_name if taker else "")
        if taker is not None:
            mails.taker_named(meeting, taker, actor=actor)
