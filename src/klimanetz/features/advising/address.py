"""The address of a case, and what stands for it where mails have no address of their own.

Only who has read a mail of the case knows its key. Its form is another than that of the keys with
which calendars answer (`meetings.reply_address`): a letter before the number and a longer seal, so
that neither is ever read as the other.
"""

import re
from base64 import b32encode
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from klimanetz.core.models import Network
from klimanetz.features.advising.models import Case

SALT = "advising.case_address"
#: 100 bits, in letters that survive whoever writes addresses in small or in capitals.
SEAL = 20
#: In a subject people read it, so it is short: 40 bits, and each guess is a mail.
SHORT_SEAL = 8
IN_ADDRESS = re.compile(r"b(\d{1,18})-([a-z2-7]{20})(?![a-z2-7])", re.IGNORECASE)
IN_SUBJECT = re.compile(r"\[B-(\d{1,18})-([a-z2-7]{8})\]", re.IGNORECASE)


class Key(NamedTuple):
    case: int
    seal: str


def own_address(case: Case) -> str:
    """What is written there stands in the case; empty where the operator has no such addresses."""
    return settings.REPLY_ADDRESS.replace("*", f"b{case.pk}-{seal(case.pk)}")


def case_address(case: Case) -> str:
    """Where a mail of the case is answered."""
    return own_address(case) or Network.objects.current().email or settings.MAIL_FROM


def mark_subject(case: Case, subject: str) -> str:
    """With the key where the address carries none, and once only."""
    if settings.REPLY_ADDRESS or any(proves(key) for key in find_subject_keys(subject)):
        return subject
    return f"{subject} [B-{case.pk}-{seal(case.pk)[:SHORT_SEAL]}]"


def unmark_subject(subject: str) -> str:
    return " ".join(IN_SUBJECT.sub("", subject).split())


def seal(number: int) -> str:
    digest = salted_hmac(SALT, str(number), algorithm="sha256").digest()
    return b32encode(digest)[:SEAL].decode().lower()


def find_keys(addresses: str) -> Iterator[Key]:
    for found in IN_ADDRESS.finditer(addresses):
        yield Key(int(found[1]), found[2].lower())


def find_subject_keys(subject: str) -> Iterator[Key]:
    for found in IN_SUBJECT.finditer(subject):
        yield Key(int(found[1]), found[2].lower())


def proves(key: Key) -> bool:
    """Whoever has it has read a mail of that case."""
    return constant_time_compare(key.seal, seal(key.case)[: len(key.seal)])
