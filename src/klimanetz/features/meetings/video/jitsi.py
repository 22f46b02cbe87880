"""Jitsi lets in who brings a token signed with the secret that it shares with us (JWT, HS256).

Twelve lines write one; a library would also read them, which nobody needs here.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import digest
from typing import Any
from urllib.parse import urlsplit

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
        return f"{self.url}/{self.room}?jwt={self.sign(self.claim(guest))}"

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

    def sign(self, claim: dict[str, Any]) -> str:
        said = f"{encode({'alg': 'HS256', 'typ': 'JWT'})}.{encode(claim)}"
        return f"{said}.{encode_bytes(digest(self.secret.encode(), said.encode(), sha256))}"


def encode(part: dict[str, Any]) -> str:
    return encode_bytes(json.dumps(part, separators=(",", ":")).encode())


def encode_bytes(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
