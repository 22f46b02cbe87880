"""The answers one can give, as the big buttons that give them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import LINES, Invitation, Reply
from klimanetz.features.meetings.waiting import wanted_behind

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


def full_modes(invitation: Invitation) -> frozenset[str]:
    """Where nobody else gets a place now; who has one keeps it. One query for each limited mode."""
    return frozenset(mode for mode in LINES if is_full(invitation, mode))


def is_full(invitation: Invitation, mode: str) -> bool:
    if invitation.waits_for == mode:
        return True
    return invitation.place != mode and invitation.meeting.free_seats(mode) == 0


def list_choices(
    invitation: Invitation, *, full: Collection[str], wanted: Reply | None = None
) -> list[Choice]:
    """The answers of somebody who answers for themselves; `wanted` stands for the given one."""
    chosen = wanted or wanted_behind(Reply(invitation.reply), invitation.deputy_name)
    return [
        Choice(
            reply.value,
            say(reply, full=reply in full),
            say_hint(reply, full=reply in full, waits=invitation.waits_for),
            reply == chosen,
        )
        for reply in invitation.meeting.replies
        if reply != Reply.DEPUTY
    ]


def say(reply: Reply, *, full: bool) -> str:
    if full:
        return str(LINES[reply].label)
    if reply == Reply.ON_SITE:
        return _("Ich komme vor Ort")
    return _("Ich nehme online teil") if reply == Reply.ONLINE else _("Ich nehme nicht teil")


def say_hint(reply: Reply, *, full: bool, waits: str) -> str:
    if full:
        return _("Alle Plätze sind vergeben. Wird einer frei, bekommen Sie Bescheid.")
    if reply in LINES and waits:
        return _("Damit geben Sie Ihren Platz auf der Warteliste auf.")
    return ""
