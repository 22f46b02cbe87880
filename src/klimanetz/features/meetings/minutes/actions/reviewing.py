"""Everyone who was there looks through the minutes."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.minutes import mails, rules
from klimanetz.features.meetings.minutes.models import Correction, Decision, Minutes, Reader
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.participants import list_participants


@transaction.atomic
def open_review(meeting: Meeting, until: date, *, actor: object) -> int:
    """Each who was there gets a link by mail, once; later only the date changes."""
    meeting = lock(meeting.pk)
    require(rules.can_open_review(meeting))
    if until < timezone.localdate():
        raise Refused(_("Dieser Tag ist schon vorbei."))
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or not meeting.entries.standing().exists():
        raise Refused(_("Im Protokoll steht noch nichts."))
    changed = minutes.review_until != until
    minutes.meeting, minutes.review_until = meeting, until
    minutes.save(update_fields=["review_until"])
    if meeting.state != State.IN_REVIEW:
        meeting.become(State.IN_REVIEW)
        meeting.save(update_fields=["state"])
        changed_for_the_public()
    readers = gather_readers(minutes)
    mails.review(minutes, readers, actor=actor)
    if changed:
        record("open_review", meeting, actor=actor, until=str(until), number=len(readers))
    return len(readers)


def gather_readers(minutes: Minutes) -> list[Reader]:
    """Everyone who was there and has an address; those who were corrected in since as well."""
    known = {one.email.lower() for one in minutes.participants.all()}
    there = {one.email.lower(): one for one in list_participants(minutes.meeting) if one.email}
    Reader.objects.bulk_create(
        Reader(
            minutes=minutes,
            person_id=one.person_id,
            name=one.name,
            email=address,
            language=one.language,
        )
        for address, one in there.items()
        if address not in known
    )
    return list(minutes.participants.all())


@transaction.atomic
def propose(reader: Reader, said: Mapping[int | None, str]) -> int:
    """What one would change, by agenda item; each text stands for what they said there before."""
    meeting = lock(reader.minutes.meeting_id)
    minutes = Minutes.objects.select_related("meeting").get(pk=reader.minutes_id)
    require(rules.can_propose(minutes))
    items = {None, *meeting.agenda.values_list("pk", flat=True)}
    open_ones = {one.item_id: one for one in reader.corrections.open()}
    changed = 0
    for item, text in said.items():
        known = open_ones.get(item)
        if item in items and text.strip() != (known.text if known else ""):
            say(reader, item, text.strip(), known)
            changed += 1
    if changed:
        record("propose_correction", meeting, actor=reader.person or BY_LINK, number=changed)
    return changed


def say(reader: Reader, item: int | None, text: str, known: Correction | None) -> None:
    if known is not None and not text:
        known.delete()
        return
    proposal = known or Correction(reader=reader, item_id=item)
    proposal.text, proposal.proposed_at = text, timezone.now()
    proposal.save()


def accept(correction: Correction, *, actor: object) -> None:
    """The organisers changed the entry as it was proposed."""
    decide(correction, Decision.ACCEPTED, "", actor=actor)


def decline(correction: Correction, reason: str, *, actor: object) -> None:
    decide(correction, Decision.DECLINED, reason, actor=actor)


@transaction.atomic
def decide(correction: Correction, decision: Decision, reason: str, *, actor: object) -> None:
    minutes = Minutes.objects.get(participants=correction.reader_id)
    meeting = lock(minutes.meeting_id)
    row = Correction.objects.get(pk=correction.pk)
    if row.decision == decision:
        return
    row.decision, row.reason, row.decided_at = decision, reason, timezone.now()
    row.save(update_fields=["decision", "reason", "decided_at"])
    record(f"correction_{decision}", meeting, actor=actor)
