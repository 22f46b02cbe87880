"""Who wants to come in, and what only this installation and its video server know."""

from typing import NamedTuple

from django.utils.crypto import salted_hmac

from klimanetz.features.meetings.models import Meeting


class Guest(NamedTuple):
    """`key` tells two guests of one name apart, and is the same when one comes back."""

    name: str
    key: str
    moderator: bool = False


def secret_of(meeting: Meeting, purpose: str) -> str:
    """A word that nobody can guess and that stays the same for this meeting."""
    code = salted_hmac(f"klimanetz.video.{purpose}", meeting.uid, algorithm="sha256")
    return code.hexdigest()[:24]
