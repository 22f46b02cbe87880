"""Jitsi lets in who brings a token signed with the secret that it shares with us (JWT, HS256)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import jwt
from django.utils import timezone

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.video.guests import Guest, secret_of


@dataclass(frozen=True, slots=True)
class Jitsi:
    url: str
    app_id: str
    secret: str
    meeting: Meeting
    until: datetime

    @property
    def room(self) -> str:
        return f"{self.meeting.slug}-{secret_of(self.meeting, 'room')}"

    def address_for(self, guest: Guest) -> str:
        token = jwt.encode(self.claim(guest), self.secret, algorithm="HS256")
        return f"{self.url}/{self.room}?jwt={token}"

    def claim(self, guest: Guest) -> dict[str, Any]:
        user = {"id": guest.key, "name": guest.name, "moderator": guest.moderator}
        return {
            "iss": self.app_id,
            "aud": self.app_id,
            "sub": urlsplit(self.url).hostname,
            "room": self.room,
            "nbf": int(timezone.now().timestamp()) - 60,  # its clock may be a little behind
            "exp": int(self.until.timestamp()),
            "context": {
                "user": user | {"affiliation": "owner" if guest.moderator else "member"},
            },
        }
