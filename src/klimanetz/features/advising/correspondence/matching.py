"""Which case a message belongs to: only a key that stood in a mail of the case says so."""

from collections.abc import Iterator
from email.message import Message

from klimanetz.features.advising.address import (
    find_keys,
    find_subject_keys,
    proves,
)
from klimanetz.features.advising.models import Case
from klimanetz.mail.envelope import read_all, read_arrival, read_originals, unveil
from klimanetz.mail.readers import find_mails

ABOUT = "advising.case:"


def find_case(message: Message) -> Case | None:
    """By the address it came to, the mail it answers, or its subject; the first that is known."""
    for number in find_numbers(message):
        case = Case.objects.home_of(number).select_related("lead", "owner").first()
        if case is not None:
            return case
    return None


def find_numbers(message: Message) -> Iterator[int]:
    yield from (key.case for key in find_keys(read_arrival(message)) if proves(key))
    if originals := read_originals(message):
        for mail in find_mails(originals):
            number = mail.letter.about.removeprefix(ABOUT)
            if mail.letter.about.startswith(ABOUT) and number.isdigit():
                yield int(number)
    subject = " ".join(unveil(said) for said in read_all(message, "Subject"))
    yield from (key.case for key in find_subject_keys(subject) if proves(key))
