"""The answers one can give, as the big buttons that give them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.features.meetings.forms import wanted_reply
from klimanetz.features.meetings.models import Invitation, Reply

#: How a link in the mail names an answer.
WORDS: dict[str, Reply] = {
    "vor-ort": Reply.ON_SITE,
    "online": Reply.ONLINE,
    "absage": Reply.DECLINED,
    "vertretung": Reply.DEPUTY,
}
ANSWERS = frozenset(WORDS.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it sends, what it says, whether it stands for the answer."""

    reply: str
    label: str
    hint: str
    chosen: bool


def venue_full(invitation: Invitation) -> bool:
    """Nobody else gets a seat now; who has one keeps it. One query where seats are limited."""
    if invitation.reply == Reply.WAITING:
        return True
    return not invitation.takes_seat and invitation.meeting.free_seats() == 0


def list_choices(
    invitation: Invitation, *, full: bool, wanted: Reply | None = None
) -> list[Choice]:
    """The answers of somebody who answers for themselves; `wanted` stands for the given one."""
    chosen = wanted or wanted_reply(invitation)
    return [
        Choice(
            reply.value,
            say(reply, full=full),
            say_hint(reply, full=full, waits=invitation.reply == Reply.WAITING),
            reply == chosen,
        )
        for reply in invitation.meeting.replies
        if reply != Reply.DEPUTY
    ]


def say(reply: Reply, *, full: bool) -> str:
    if reply == Reply.ON_SITE:
        return _("Warteliste vor Ort") if full else _("Ich komme vor Ort")
    return _("Ich nehme online teil") if reply == Reply.ONLINE else _("Ich nehme nicht teil")


def say_hint(reply: Reply, *, full: bool, waits: bool) -> str:
    if reply == Reply.ON_SITE and full:
        return _("Alle Plätze sind vergeben. Wird einer frei, bekommen Sie Bescheid.")
    if reply == Reply.ONLINE and waits:
        return _("Damit geben Sie Ihren Platz auf der Warteliste auf.")
    return ""
