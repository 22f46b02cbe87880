import sys
from argparse import ArgumentParser
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from klimanetz.mail.inbox import (
    LARGEST,
    LARGEST_AWAITED,
    is_awaited,
    mark_left_out,
    receive,
)

#: What a mail server understands as "not now, please try again" (sysexits.h).
TRY_AGAIN = 75


def read_message(source: BinaryIO) -> Message:
    """A large one only where a reader awaits it, and of one that is too large the headers."""
    content = source.read(LARGEST + 1)
    if len(content) <= LARGEST:
        return message_from_bytes(content)
    headers = BytesHeaderParser().parsebytes(content)
    if not is_awaited(headers):
        raise CommandError(f"The message is larger than {LARGEST // 1024} KB: nothing is read.")
    content += source.read(LARGEST_AWAITED)
    if len(content) > LARGEST_AWAITED:
        return mark_left_out(headers, len(content))
    return message_from_bytes(content)


class Command(BaseCommand):
    help = "Mail that comes in. `receive`: read one message (RFC 5322) from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["receive"])

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            taken = receive(read_message(sys.stdin.buffer))
        except RecursionError as error:
            raise CommandError("The message is nested too deeply: nothing is read.") from error
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {' '.join(str(error).split())}")
            sys.exit(TRY_AGAIN)
        self.stdout.write("Read." if taken else "Not for the program: left alone.")
