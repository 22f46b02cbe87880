"""BigBlueButton answers to addresses with a checksum over the call and a secret it shares with us.

Whoever comes first makes the conference; to make it again is to find it made.
"""

import logging
import re
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import urlopen

from django.conf import settings
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.video.guests import Guest, secret_of

SUCCESS = b"<returncode>SUCCESS</returncode>"
PATIENCE_SECONDS = 5
MOST_BYTES = 2_000_000
#: How guests are called there, see `Guest.key`.
USER = re.compile(rb"<userID>([\w-]+)</userID>")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BigBlueButton:
    url: str
    secret: str
    meeting: Meeting

    def address_for(self, guest: Guest) -> str:
        self.make()
        role = "MODERATOR" if guest.moderator else "VIEWER"
        return self.sign(
            "join",
            meetingID=self.meeting.uid,
            fullName=guest.name,
            userID=guest.key,
            role=role,
            password=self.password(role),  # what servers before 2.4 ask for
            redirect="true",
        )

    def make(self) -> None:
        call = self.sign(
            "create",
            meetingID=self.meeting.uid,
            name=self.meeting.title,
            attendeePW=self.password("VIEWER"),
            moderatorPW=self.password("MODERATOR"),
            logoutURL=settings.BASE_URL + self.meeting.get_absolute_url(),
            record="false",
            allowStartStopRecording="false",
        )
        ask(call)

    def who_is_inside(self) -> frozenset[str]:
        """The keys of everyone there now; refused where the conference does not run (any more)."""
        told = ask(self.sign("getMeetingInfo", meetingID=self.meeting.uid))
        return frozenset(key.decode() for key in USER.findall(told))

    def password(self, role: str) -> str:
        return secret_of(self.meeting, role)

    def sign(self, call: str, **parameters: str) -> str:
        query = urlencode(parameters)
        checksum = sha256(f"{call}{query}{self.secret}".encode()).hexdigest()
        return f"{self.url}/api/{call}?{query}&checksum={checksum}"


def ask(call: str) -> bytes:
    try:
        with urlopen(call, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - from settings
            told: bytes = answer.read(MOST_BYTES)
    except (OSError, HTTPException) as error:
        log.warning("BigBlueButton does not answer: %s", type(error).__name__)
        raise Refused(say_trouble()) from error
    if SUCCESS not in told:
        log.warning("BigBlueButton refuses: %r", told[:300])
        raise Refused(say_trouble())
    return told


def say_trouble() -> str:
    return _(
        "Die Videokonferenz antwortet gerade nicht. Bitte versuchen Sie es in einer Minute noch "
        "einmal; klappt es dann nicht, rufen Sie uns an."
    )
