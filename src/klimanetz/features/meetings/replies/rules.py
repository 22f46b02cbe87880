"""Who reads and decides what calendars answered: the pair of `visible_to`."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.replies.models import CalendarReply
from klimanetz.features.meetings.rules import Visitor, can_run


def can_read(visitor: Visitor, _waiting: CalendarReply | None = None) -> Verdict:
    """As whoever runs the meetings."""
    if can_run(visitor):
        return ALLOWED
    return Verdict(False, _("Antworten aus Kalendern liest das Netzwerkmanagement."))
