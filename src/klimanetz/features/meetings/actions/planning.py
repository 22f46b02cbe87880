"""Plan, change, hold: what the organisers do to a meeting itself."""

from collections.abc import Iterable
from copy import copy
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import mails, rules
from klimanetz.features.meetings.actions.announcing import COLLECTED_FOR
from klimanetz.features.meetings.actions.answering import fill
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.actions.reopening import reopen
from klimanetz.features.meetings.changes import EDITABLE, TOLD
from klimanetz.features.meetings.handing_on import find_before, hand_on
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting, State
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.programme import write_programme

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@transaction.atomic
def plan(meeting: Meeting, *, actor: object) -> Meeting:
    """Save a new meeting (an unsaved one, e.g. `form.save(commit=False)`).

    Gives it its slug (`2027-03-netzwerktreffen`, once and for ever) and its calendar uid, and what
    rooms hand on from the meeting before in its series, as the outline of the agenda.
    Refused where the same meeting stands already, as after a second click.
    """
    require_order(meeting)
    same = Meeting.objects.filter(title=meeting.title, starts_at=meeting.starts_at)
    if same.exclude(state=State.CANCELLED).exists():
        raise Refused(_("Dieses Treffen steht schon im Plan."))
    meeting.slug = free_slug(meeting)
    meeting.uid = f"{uuid4()}@{urlsplit(settings.BASE_URL).hostname}"
    meeting.save(force_insert=True)
    record("plan", meeting, actor=actor, title=meeting.title)
    changed_for_the_public()
    if before := find_before(meeting):
        hand_on(before, meeting, actor=actor)
        meeting.refresh_from_db()
    return meeting


def require_order(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise Refused(_("Das Ende liegt vor dem Beginn."))
    if meeting.answer_by > meeting.starts_at:
        raise Refused(_("Die Antwortfrist endet erst nach dem Beginn."))


def write_slug(title: str) -> str:
    return slugify(title.lower().translate(UMLAUTS))[:80].strip("-")


def free_slug(meeting: Meeting) -> str:
    """Year, month and title; a number behind it where that is taken."""
    title = write_slug(meeting.title) or "treffen"
    wanted = f"{timezone.localtime(meeting.starts_at):%Y-%m}-{title}"
    taken = set(Meeting.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def change(meeting: Meeting, *, actor: object) -> Meeting:
    """Save the edited fields of `meeting`.

    Nobody invited yet: nothing more. Otherwise the sequence rises and one mail goes out a minute
    after the last edit, saying what changed from what to what. Answers that are not offered any
    more (another mode) are open again. More seats go to the waiting list at once. A new day is
    refused where people are invited: it asks everyone anew, which is `postpone`.
    """
    stored = lock(meeting.pk)
    require(rules.can_change(stored))
    require_order(meeting)
    edited = [name for name in EDITABLE if getattr(meeting, name) != getattr(stored, name)]
    if not edited:
        return stored
    if stored.state == State.INVITED:
        require_same_day(stored, meeting)
    for name in edited:
        setattr(stored, name, getattr(meeting, name))
    if "starts_at" in edited:
        stored.programme = write_programme(stored)
    raise_sequence(stored, edited)
    stored.save()
    record("change", stored, actor=actor, fields=edited)
    changed_for_the_public()
    open_what_is_not_offered(stored)
    fill(stored)
    return stored


@transaction.atomic
def change_programme(meeting: Meeting) -> Meeting:
    """Write the agenda anew after its items changed; whoever changed them records what.

    Invited people hear of it as of any other change: once, a minute after the last edit.
    """
    stored = lock(meeting.pk)
    programme = write_programme(stored)
    if programme == stored.programme:
        return stored
    require(rules.can_change(stored))
    stored.programme = programme
    raise_sequence(stored, ["programme"])
    stored.save()
    changed_for_the_public()
    return stored


def require_same_day(stored: Meeting, edited: Meeting) -> None:
    days = {timezone.localtime(one.starts_at).date() for one in (stored, edited)}
    if len(days) > 1:
        raise Refused(
            _("Zu diesem Treffen ist schon eingeladen. Für einen anderen Tag bitte „Verschieben“.")
        )


def raise_sequence(meeting: Meeting, edited: Iterable[str]) -> None:
    if set(edited).isdisjoint(TOLD):
        return
    meeting.sequence += 1
    if meeting.state == State.INVITED:
        meeting.update_due_at = timezone.now() + COLLECTED_FOR


def open_what_is_not_offered(meeting: Meeting) -> None:
    """Another mode ends what it does not offer; the mail of the change asks these people anew."""
    lost = list(meeting.invitations.all().not_offered(meeting.mode))
    deputised = [copy(one) for one in lost if one.deputy_email]
    mails.deputies_released(Occasion(meeting), deputised, before=meeting)
    reopen(lost, note=_("Teilnahme geändert"))


@transaction.atomic
def hold(meeting: Meeting, *, actor: object) -> Meeting:
    """It took place."""
    meeting = lock(meeting.pk)
    if meeting.state in TOOK_PLACE:
        return meeting
    require(rules.can_hold(meeting))
    meeting.become(State.HELD)
    meeting.update_due_at = None
    meeting.save(update_fields=["state", "update_due_at"])
    record("hold", meeting, actor=actor)
    changed_for_the_public()
    return meeting
