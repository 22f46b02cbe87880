"""One small interface to whatever a meeting uses for video: a link, Jitsi, or BigBlueButton.

A room answers one question: under which address does this guest get in, now? Nobody but who may
come in learns of that address.
"""

from datetime import datetime
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Meeting, VideoKind
from klimanetz.features.meetings.video.bigbluebutton import BigBlueButton
from klimanetz.features.meetings.video.guests import Guest
from klimanetz.features.meetings.video.jitsi import Jitsi


class VideoRoom(Protocol):
    def address_for(self, guest: Guest) -> str:
        """Raises `Refused` where the server does not answer."""
        ...


class PlainLink(NamedTuple):
    """A link that the organisers entered; it is the same for all."""

    url: str

    def address_for(self, guest: Guest) -> str:  # noqa: ARG002 - it lets in whoever has it
        return self.url


def find_room(meeting: Meeting, *, until: datetime) -> VideoRoom:
    """The room of `meeting`, to be let into `until` then; raises `Refused` where there is none."""
    jitsi, bbb = settings.JITSI, settings.BBB
    if meeting.video_kind == VideoKind.JITSI and jitsi["url"]:
        return Jitsi(jitsi["url"], jitsi["user"], jitsi["secret"], meeting, until)
    if meeting.video_kind == VideoKind.BIGBLUEBUTTON and bbb["url"]:
        return BigBlueButton(bbb["url"], bbb["secret"], meeting)
    if meeting.video_kind == VideoKind.LINK and meeting.video_url:
        return PlainLink(meeting.video_url)
    raise Refused(_("Der Zugang zur Videokonferenz steht noch nicht fest. Bitte rufen Sie uns an."))
