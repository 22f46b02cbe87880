"""When somebody can be noted as present, and when that can be certified."""

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting, State


def can_check_in(meeting: Meeting) -> Verdict:
    """From the invitation on: the door may be tried before the day, and corrected after it."""
    if meeting.state == State.INVITED or meeting.state in TOOK_PLACE:
        return ALLOWED
    return Verdict(
        False,
        {
            State.PLANNED: _("Zu diesem Treffen ist noch nicht eingeladen."),
            State.POSTPONED: _("Das Treffen ist verschoben; der neue Termin steht noch nicht."),
            State.CANCELLED: _("Das Treffen ist abgesagt."),
        }[State(meeting.state)],
    )


def can_certify(meeting: Meeting) -> Verdict:
    """Once it is over: nobody is certified for what they may still leave early."""
    if meeting.state in TOOK_PLACE:
        return ALLOWED
    if meeting.state == State.INVITED and timezone.now() >= meeting.ends_at:
        return ALLOWED
    if meeting.state == State.INVITED:
        return Verdict(False, _("Bestätigen können Sie, wenn das Treffen vorbei ist."))
    return can_check_in(meeting)
