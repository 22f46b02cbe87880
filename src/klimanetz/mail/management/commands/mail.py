import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from klimanetz.mail.inbox import (
    LARGEST,
    LARGEST_AWAITED,
    is_awaited,
    mark_left_out,
    receive,
)
from klimanetz.mail.unpacking import unpack

#: So much of a large one is read at once.
AT_ONCE = 64 * 1024
#: What a mail server understands as "not now, please try again" (sysexits.h).
TRY_AGAIN = 75


@contextmanager
def read_message(source: BinaryIO) -> Iterator[Message]:
    """A large one only where a reader awaits it, and of one that is too large the headers."""
    content = source.read(LARGEST + 1)
    if len(content) <= LARGEST:
        yield message_from_bytes(content)
        return
    headers = BytesHeaderParser().parsebytes(content)
    if not is_awaited(headers):
        raise CommandError(f"The message is larger than {LARGEST // 1024} KB: nothing is read.")
    with TemporaryFile() as whole:
        size = whole.write(content) + keep_rest(source, whole)
        if size > LARGEST_AWAITED:
            yield mark_left_out(headers, size)
            return
        whole.seek(0)
        with unpack(whole) as message:
            yield message


def keep_rest(source: BinaryIO, file: IO[bytes]) -> int:
    """What is too large is counted to its end, and not kept."""
    size = 0
    while piece := source.read(AT_ONCE):
        size += len(piece)
        if size <= LARGEST_AWAITED:
            file.write(piece)
    return size


class Command(BaseCommand):
    help = "Mail that comes in. `receive`: read one message (RFC 5322) from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["receive"])

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            with read_message(sys.stdin.buffer) as message:
                taken = receive(message)
        except RecursionError as error:
            raise CommandError("The message is nested too deeply: nothing is read.") from error
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {' '.join(str(error).split())}")
            sys.exit(TRY_AGAIN)
        self.stdout.write("Read." if taken else "Not for the program: left alone.")
