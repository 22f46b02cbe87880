"""Who writes minutes, who reads them. `can_read` has its twin in `Minutes.objects.visible_to`."""

from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.minutes.models import Minutes, Readers
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting, State
from klimanetz.features.meetings.participants import attended_by
from klimanetz.features.meetings.rules import Visitor, can_view
from klimanetz.people.models import Person

#: What somebody sees of released minutes.
type Scope = Literal["", "extract", "full"]


def find_minutes(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).select_related("taker").first()


def can_write(person: Visitor, meeting: Meeting, minutes: Minutes | None) -> Verdict:
    """Organisers, and whom they named for this meeting until it is released."""
    if not isinstance(person, Person):
        return Verdict(False, _("Melden Sie sich bitte an, um mitzuschreiben."))
    named = minutes is not None and minutes.taker_id == person.pk and person.is_member
    if not (person.is_organiser or named):
        reason = _("Das Protokoll schreibt, wen das Netzwerkmanagement darum gebeten hat.")
        return Verdict(False, reason)
    if meeting.state == State.PUBLISHED and not person.is_organiser:
        return Verdict(False, _("Das Protokoll ist veröffentlicht. Danke fürs Mitschreiben!"))
    return can_be_written(meeting)


def can_be_written(meeting: Meeting) -> Verdict:
    """From the invitation on, so that it can be prepared, and live on the day."""
    if meeting.state in {*TOOK_PLACE, State.INVITED}:
        return ALLOWED
    if meeting.state == State.PLANNED:
        return Verdict(False, _("Zu diesem Treffen ist noch nicht eingeladen."))
    return Verdict(False, _("Dieses Treffen findet nicht statt."))


def can_open_review(meeting: Meeting) -> Verdict:
    if meeting.state not in {State.HELD, State.IN_REVIEW}:
        if meeting.state == State.PUBLISHED:
            return Verdict(False, _("Das Protokoll ist schon veröffentlicht."))
        return Verdict(False, _("Prüfen lassen Sie das Protokoll eines Treffens, das vorbei ist."))
    return ALLOWED


def can_release(meeting: Meeting) -> Verdict:
    if meeting.state not in {State.IN_REVIEW, State.PUBLISHED}:
        return Verdict(False, _("Lassen Sie das Protokoll zuerst prüfen."))
    return ALLOWED


def was_read(minutes: Minutes, seen: str) -> Verdict:
    """Whoever releases saw what stands there by now; nothing is said of it: no page was shown."""
    if seen in ("", minutes.stand):
        return ALLOWED
    reason = _("Jemand hat inzwischen weitergeschrieben oder veröffentlicht. Bitte lesen Sie neu.")
    return Verdict(False, reason)


def can_propose(minutes: Minutes) -> Verdict:
    """Whoever was there, until the end of the day that the organisers set."""
    if minutes.meeting.state != State.IN_REVIEW or minutes.review_until is None:
        return Verdict(False, _("Das Protokoll ist gerade nicht in Prüfung."))
    if timezone.localdate() > minutes.review_until:
        return Verdict(False, _("Die Frist für Vorschläge ist vorbei. Bitte rufen Sie uns an."))
    return ALLOWED


def can_read(person: Visitor, minutes: Minutes) -> Verdict:
    if scope_of(person, minutes):
        return ALLOWED
    return Verdict(False, _("Dieses Protokoll ist nicht für alle bestimmt."))


def scope_of(person: Visitor, minutes: Minutes) -> Scope:
    meeting = minutes.meeting
    if meeting.state != State.PUBLISHED or not can_view(person, meeting):
        return ""
    if isinstance(person, Person):
        if person.is_member:
            return "full"
        if minutes.opens_to_guests and attended_by(person).filter(pk=meeting.pk).exists():
            return "full"
    return "extract" if minutes.readers == Readers.PUBLIC else ""
