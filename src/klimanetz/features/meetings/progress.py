"""Where a meeting stands, what comes next, and what is still missing."""

from datetime import datetime

from django.db.models import Min
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.features.meetings import rules
from klimanetz.features.meetings.models import Meeting, State, VideoKind
from klimanetz.features.meetings.models.invitation import PAUSE
from klimanetz.features.meetings.wording import say_day

#: The step that follows when it took place, by the state.
AFTER: dict[str, int] = {State.HELD: 4, State.IN_REVIEW: 5, State.PUBLISHED: 7}


def list_steps(meeting: Meeting) -> list[Step]:
    """From planning to the minutes; a meeting called off skips what was still to come."""
    now = _find_step(meeting)
    labels = (
        (_("Planen"), ""),
        (_("Einladen"), ""),
        (_("Antworten sammeln"), _("bis %(day)s") % {"day": say_day(meeting.answer_by)}),
        (_("Durchführen"), say_day(meeting.starts_at)),
        (_("Protokoll schreiben"), ""),
        (_("Protokoll prüfen"), ""),
        (_("Veröffentlichen"), ""),
    )
    off = meeting.state in {State.CANCELLED, State.POSTPONED}
    return [
        Step(label, _state(place, now, off=off), "" if off else hint)
        for place, (label, hint) in enumerate(labels)
    ]


def _find_step(meeting: Meeting) -> int:
    """The step to do now, by its place; beyond the last when all is done."""
    if meeting.state == State.INVITED:
        return 2 if timezone.now() < meeting.answer_by else 3
    return AFTER.get(meeting.state, 1)


def _state(place: int, now: int, *, off: bool) -> StepState:
    if place < now:
        return "done"
    if off:
        return "skipped"
    return "now" if place == now else "next"


def list_missing(meeting: Meeting) -> list[str]:
    """What people will ask for, as long as it is not there."""
    if meeting.state not in {State.PLANNED, State.INVITED}:
        return []
    asked = (
        (meeting.on_site and not meeting.venue, _("Ort")),
        (meeting.on_site and not meeting.address, _("Anschrift")),
        (needs_link(meeting), _("Link zur Videokonferenz")),
        (not meeting.description, _("worum es geht")),
    )
    return [text for missing, text in asked if missing]


def needs_link(meeting: Meeting) -> bool:
    by_link = meeting.online and meeting.video_kind == VideoKind.LINK
    return by_link and not meeting.video_url


def count_to_remind(meeting: Meeting) -> int:
    """Who can be asked once more today. One query, while there is something to answer."""
    if not rules.can_remind(meeting):
        return 0
    return meeting.invitations.all().remindable().count()


def remind_again_at(meeting: Meeting, to_remind: int) -> datetime | None:
    """From when on those who are missing can be asked again; None where they can be now."""
    if to_remind or not rules.can_remind(meeting):
        return None
    asked = meeting.invitations.all().unanswered()
    latest = Greatest("invited_at", Coalesce("reminded_at", "invited_at"))
    last: datetime | None = asked.aggregate(last=Min(latest))["last"]
    return last + PAUSE if last else None


def next_action(meeting: Meeting, *, to_remind: int = 0) -> str:
    """The one main action of the organisers' page, by the name of its address."""
    if meeting.state == State.POSTPONED:
        return "meeting_postpone"
    if meeting.state == State.PLANNED and rules.can_invite(meeting):
        return "meeting_invite"
    if rules.can_hold(meeting):
        return "meeting_hold"
    if to_remind:
        return "meeting_remind"
    return ""
