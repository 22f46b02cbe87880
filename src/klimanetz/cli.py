"""The command `klimanetz`: Django's own commands and ours, with plain errors."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

#: The exit status of a command that cannot start as it is configured.
MISCONFIGURED = 2
#: That of a command whose output nobody reads to its end, as the shell counts it.
UNREAD = 141


def refuse(error: Exception) -> None:
    """One line that a person can act on, in place of a traceback."""
    sentence = " ".join(str(error).split())
    if isinstance(error, OperationalError):
        sentence = f"DATABASE_URL: the database does not answer as it should: {sentence}"
    sys.stderr.write(f"klimanetz: {sentence}\n")
    sys.exit(MISCONFIGURED)


def stop_writing() -> None:
    """Who reads our output has seen enough (`| head`); what is left is dropped without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(UNREAD)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the environment before any command does
        execute_from_command_line(["klimanetz", *sys.argv[1:]])
        sys.stdout.flush()
    except BrokenPipeError:
        stop_writing()
    except (ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        refuse(error)
