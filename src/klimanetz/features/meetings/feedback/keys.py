"""Keys that let somebody answer once, of which nobody knows whose they are.

A key is a random number under the signature of this installation: it is checked without being
looked up, so that it need not be kept. It stands in one mail, whose values are forgotten when it
has left. When it has answered, a hash of the number is kept.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from django.core import signing

SALT = "klimanetz.feedback"
LASTS = timedelta(days=30)


class Key(NamedTuple):
    round: int
    digest: str


def make_key(round_: int) -> str:
    return signing.dumps([round_, secrets.token_urlsafe(16)], salt=SALT, compress=False)


def read_key(text: str) -> Key | None:
    """None where it is not ours, or too old."""
    try:
        round_, number = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Key(round_, sha256(number.encode()).hexdigest())
