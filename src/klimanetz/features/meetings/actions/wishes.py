"""What somebody wants to answer, read strictly, before it is known whether there is a seat."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import LINES, Invitation, Meeting, Reply
from klimanetz.features.meetings.waiting import wanted_behind


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer as it was meant; the same wish again is the same answer."""

    reply: Reply
    deputy_name: str = ""
    deputy_email: str = ""
    deputy_mode: str = ""

    @property
    def mode(self) -> str:
        """How somebody would take part; empty where nobody does."""
        return self.deputy_mode or (self.reply if self.reply in LINES else "")


def standing_wish(invitation: Invitation) -> Wish:
    """The wish behind the current reply: who waits wants to take part, or their deputy does."""
    reply = wanted_behind(Reply(invitation.reply), invitation.deputy_name)
    return Wish(reply, invitation.deputy_name, invitation.deputy_email, invitation.deputy_mode)


def read_wish(
    meeting: Meeting, reply: Reply, deputy_name: str, deputy_email: str, deputy_mode: str
) -> Wish:
    """Raises `Refused` for what this meeting does not offer."""
    reply = wanted_behind(reply, deputy_name)  # a place in line is kept by wanting to take part
    if reply == Reply.OPEN:
        raise Refused(_("Bitte wählen Sie eine Antwort."))
    _require_offered(meeting, reply)
    if reply != Reply.DEPUTY:
        return Wish(reply)
    if not deputy_name.strip():
        raise Refused(_("Bitte nennen Sie den Namen Ihrer Vertretung."))
    mode = Reply(deputy_mode or (Reply.ON_SITE if meeting.on_site else Reply.ONLINE))
    _require_offered(meeting, mode)
    return Wish(reply, deputy_name.strip(), deputy_email.strip().lower(), str(mode))


def _require_offered(meeting: Meeting, reply: Reply) -> None:
    if reply in meeting.replies:
        return
    if reply == Reply.ONLINE:
        raise Refused(_("Dieses Treffen findet nur vor Ort statt."))
    raise Refused(_("Dieses Treffen findet nur online statt."))
