"""Releasing: what was written is kept as a version, and what was promised becomes action items."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.minutes import mails, rules
from klimanetz.features.meetings.minutes.actions.reviewing import gather_readers
from klimanetz.features.meetings.minutes.content import describe_items
from klimanetz.features.meetings.minutes.models import (
    ActionItem,
    Entry,
    Kind,
    Minutes,
    MinutesVersion,
)
from klimanetz.features.meetings.minutes.models.following import REMINDERS
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.people.models import Person


@transaction.atomic
def release(
    meeting: Meeting, *, readers: str, extract: Collection[str], seen: str = "", actor: Person
) -> MinutesVersion:
    """A new version, unless nothing changed; the first one is announced to those who were there.

    `seen` is the `stand` of the minutes on the page: nobody releases what they have not read.
    """
    meeting = lock(meeting.pk)
    require(rules.can_release(meeting))
    minutes = Minutes.objects.get(meeting=meeting)
    entries = list(meeting.entries.standing().exclude(text="").select_related("item"))
    if not entries:
        raise Refused(_("Im Protokoll steht noch nichts."))
    last = minutes.versions.first()
    if not is_released(minutes, last, readers, entries, extract):
        require(rules.was_read(minutes, seen))
    minutes.meeting, minutes.readers = meeting, readers
    choose_extract(minutes, entries, extract)
    minutes.save(update_fields=["readers", "revision"])
    if last is not None and last.of_revision == minutes.revision:
        changed_for_the_public()
        return last
    version = keep_version(minutes, last.number + 1 if last else 1, actor)
    follow(version, entries, actor=actor)  # what somebody has to do reaches them first
    publish(minutes, version, actor=actor)
    return version


def is_released(
    minutes: Minutes,
    last: MinutesVersion | None,
    readers: str,
    entries: Iterable[Entry],
    extract: Collection[str],
) -> bool:
    """Whether exactly that stands already: the button was pressed twice."""
    if last is None or last.of_revision != minutes.revision:
        return False
    return minutes.readers == readers and not chosen_anew(entries, extract)


def chosen_anew(entries: Iterable[Entry], extract: Collection[str]) -> list[Entry]:
    return [one for one in entries if one.is_public != (one.key in extract)]


def choose_extract(minutes: Minutes, entries: Iterable[Entry], extract: Collection[str]) -> None:
    """What is public changes the version as well: a choice is part of what was released."""
    changed = chosen_anew(entries, extract)
    if not changed:
        return
    minutes.revision += 1
    for one in changed:
        one.in_extract, one.revision = one.key in extract, minutes.revision
        one.save(update_fields=["in_extract", "revision"])


def keep_version(minutes: Minutes, number: int, actor: Person) -> MinutesVersion:
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        content={"items": describe_items(minutes.meeting)},
        of_revision=minutes.revision,
        released_at=timezone.now(),
        released_by=actor.full_name,
    )


def publish(minutes: Minutes, version: MinutesVersion, *, actor: Person) -> None:
    meeting = minutes.meeting
    if meeting.state != State.PUBLISHED:
        meeting.become(State.PUBLISHED)
        meeting.save(update_fields=["state"])
    record("release_minutes", meeting, actor=actor, version=version.number)
    changed_for_the_public()
    if version.number == 1:
        mails.released(minutes, gather_readers(minutes), actor=actor)


def follow(version: MinutesVersion, entries: Iterable[Entry], *, actor: Person) -> None:
    """Action items as they were released; what stands there no more is dropped."""
    meeting = version.minutes.meeting
    promised = [one for one in entries if one.kind == Kind.ACTION]
    known = {one.entry_id: one for one in meeting.action_items.all()}
    for entry in promised:
        fresh = entry.pk not in known
        carry_over(
            ActionItem(meeting=meeting, entry=entry) if fresh else known.pop(entry.pk), entry
        )
    now = timezone.now()
    for left in known.values():
        if left.is_open:
            left.dropped_at = now
            left.save(update_fields=["dropped_at"])
    tell_owners(version, actor=actor)


def carry_over(action: ActionItem, entry: Entry) -> None:
    if action.due_on != entry.due_on or action.pk is None:
        action.reminded = passed_reminders(entry)
    action.text, action.due_on, action.dropped_at = entry.said, entry.due_on, None
    action.owner_id, action.owner_name = entry.owner_id, entry.owner_name
    action.owner_email = entry.owner_email
    action.save()


def passed_reminders(entry: Entry) -> int:
    """Who hears of it today need not be reminded of what is near or over already."""
    if entry.due_on is None:
        return 0
    left = (timezone.localdate() - entry.due_on).days
    return sum(left >= days for days in REMINDERS)


def tell_owners(version: MinutesVersion, *, actor: Person) -> None:
    """Each owner gets one mail with all that is new to them."""
    fresh: dict[str, list[ActionItem]] = {}
    standing = version.minutes.meeting.action_items.open().exclude(owner_email="")
    for action in standing.select_related("owner"):
        if action.told_to != action.owner_email:
            fresh.setdefault(action.owner_email, []).append(action)
    for actions in fresh.values():
        mails.assigned(version, actions, actor=actor)
        for action in actions:
            action.told_to = action.owner_email
            action.save(update_fields=["told_to"])
