"""Where calendar programs send an answer: to the ORGANIZER of the entry.

That address is the one thing that every program must use, so it can say who was invited, also where
the answer comes from another mailbox than the one the invitation went to (an alias, a forwarding).
Exchange and Google leave out parameters and properties of ours, and the UID is one per meeting.
"""

import re
from base64 import b32encode
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Invitation

SALT = "meetings.reply_address"
#: 80 bits, in letters that survive whoever writes addresses in small or in capitals.
SEAL = 16
KEY = re.compile(r"(?<!\d)(\d{1,18})-([a-z2-7]{16})(?![a-z2-7])", re.IGNORECASE)


class Key(NamedTuple):
    """What stands in an address: which invitation, and what only its mails know."""

    invitation: int
    seal: str


def common_address(network: Network) -> str:
    return network.email or settings.MAIL_FROM


def own_address(invitation: Invitation) -> str:
    """The address at which this one invitation is answered; only where `REPLY_ADDRESS` is set."""
    return settings.REPLY_ADDRESS.replace("*", f"{invitation.pk}-{seal(invitation)}")


def seal(invitation: Invitation) -> str:
    digest = salted_hmac(SALT, invitation.token, algorithm="sha256").digest()
    return b32encode(digest)[:SEAL].decode().lower()


def find_keys(text: str) -> Iterator[Key]:
    """Every key among addresses, also of a form of address that was in use before."""
    for found in KEY.finditer(text):
        yield Key(int(found[1]), found[2].lower())


def proves(key: Key, invitation: Invitation) -> bool:
    """Whoever has that key has read a mail of that invitation."""
    return key.invitation == invitation.pk and constant_time_compare(key.seal, seal(invitation))
