"""When a video conference can be joined, and by whom."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.models import TOOK_PLACE, Invitation, Meeting, Reply, State
from klimanetz.features.meetings.wording import say_moment

#: So long before it begins one can come in, and so long a meeting may last beyond its end.
BEFORE, BEYOND = timedelta(minutes=15), timedelta(hours=1)


def opens_at(meeting: Meeting) -> datetime:
    return meeting.starts_at - BEFORE


def closes_at(meeting: Meeting) -> datetime:
    return meeting.ends_at + BEYOND


def can_join(invitation: Invitation) -> Verdict:
    """Whoever accepted, while the conference is open."""
    takes_part = can_take_part(invitation)
    return is_open(invitation.meeting) if takes_part else takes_part


def can_take_part(invitation: Invitation) -> Verdict:
    if invitation.withdrawn_at is not None:
        return Verdict(False, _("Diese Einladung wurde zurückgezogen."))
    stands = is_standing(invitation.meeting)
    if not stands:
        return stands
    if invitation.knows_video_link:
        return ALLOWED
    if invitation.waits_for:
        reason = _("Sie stehen auf der Warteliste; online ist bisher kein Platz frei geworden.")
        return Verdict(False, reason)
    if invitation.reply == Reply.DECLINED:
        return Verdict(False, _("Sie hatten abgesagt. Möchten Sie doch dabei sein?"))
    return Verdict(False, _("Ihre Zusage fehlt noch. Möchten Sie dabei sein?"))


def is_standing(meeting: Meeting) -> Verdict:
    """It takes place, and one can join it."""
    if meeting.state == State.CANCELLED:
        return Verdict(False, _("Das Treffen ist abgesagt."))
    if meeting.state == State.POSTPONED:
        return Verdict(False, _("Das Treffen ist verschoben; der neue Termin steht noch nicht."))
    if not meeting.online:
        return Verdict(False, _("Dieses Treffen findet nur vor Ort statt."))
    if meeting.state != State.INVITED and meeting.state not in TOOK_PLACE:
        return Verdict(False, _("Zu diesem Treffen ist noch nicht eingeladen."))
    if timezone.now() >= closes_at(meeting):
        return Verdict(False, _("Das Treffen ist vorbei."))
    return ALLOWED


def is_open(meeting: Meeting) -> Verdict:
    if timezone.now() < opens_at(meeting):
        return Verdict(
            False,
            _("Die Videokonferenz öffnet am %(moment)s.")
            % {"moment": say_moment(opens_at(meeting))},
        )
    return ALLOWED
