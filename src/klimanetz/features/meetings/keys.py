"""Keys for one purpose: who holds one may do this one thing with an invitation, and nothing else.

The key in the address on which one answers opens everything. At the door a code is held up for
others to see, and a deputy may not answer for somebody; each has a key of its own, computed and
not kept. A key for a deputy ends with the deputy; each ends where the invitation's own does.
"""

from base64 import urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

from klimanetz.features.meetings.models import Invitation

#: Of the 32 bytes of the code; nobody tries 2^96 times.
LENGTH = 12


def write_door_key(invitation: Invitation) -> str:
    return _write("door", invitation, "")


def write_deputy_key(invitation: Invitation) -> str:
    return _write("deputy", invitation, f"{invitation.deputy_name}\n{invitation.deputy_email}")


def read_door_key(key: str) -> Invitation | None:
    invitation = _find(key)
    if invitation is None or not constant_time_compare(key, write_door_key(invitation)):
        return None
    return invitation


def read_deputy_key(key: str) -> Invitation | None:
    invitation = _find(key)
    if invitation is None or not invitation.deputy_name:
        return None
    return invitation if constant_time_compare(key, write_deputy_key(invitation)) else None


def _write(purpose: str, invitation: Invitation, fact: str) -> str:
    said = f"{invitation.pk}\n{invitation.token}\n{fact}"
    code = salted_hmac(f"klimanetz.meetings.{purpose}", said, algorithm="sha256").digest()[:LENGTH]
    return f"{invitation.pk}-{urlsafe_b64encode(code).decode()}"


def _find(key: str) -> Invitation | None:
    number = key.partition("-")[0]
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return Invitation.objects.select_related("meeting").filter(pk=int(number)).first()
