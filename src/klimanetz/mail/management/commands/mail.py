import sys
from argparse import ArgumentParser
from email import message_from_bytes

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from klimanetz.mail.inbox import LARGEST, receive

#: What a mail server understands as "not now, please try again" (sysexits.h).
TRY_AGAIN = 75


class Command(BaseCommand):
    help = "Mail that comes in. `receive`: read one message (RFC 5322) from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["receive"])

    def handle(self, *_args: object, **_options: object) -> None:
        content = sys.stdin.buffer.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise CommandError(f"The message is larger than {LARGEST // 1024} KB: nothing is read.")
        try:
            taken = receive(message_from_bytes(content))
        except RecursionError as error:
            raise CommandError("The message is nested too deeply: nothing is read.") from error
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {' '.join(str(error).split())}")
            sys.exit(TRY_AGAIN)
        self.stdout.write("Read." if taken else "Not for the program: left alone.")
