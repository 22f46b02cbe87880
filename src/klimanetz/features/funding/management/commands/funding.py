"""`klimanetz funding import [FILE…]`: programmes and questions from files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.importing.actions import import_files
from klimanetz.features.funding.importing.outcome import tell
from klimanetz.features.funding.shipped import list_files

#: Who stands in the audit trail where the command was run.
ACTOR = "klimanetz funding"


class Command(BaseCommand):
    help = "Förderprogramme aus Dateien einlesen: alle oder keines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser(
            "import", help="Programme und Fragen einlesen; ohne Dateien die mitgelieferten"
        )
        reading.add_argument("files", type=Path, nargs="*")
        reading.add_argument("--check", action="store_true", help="nur zeigen, was geschähe")

    def handle(self, *, files: list[Path], check: bool, **_options: object) -> None:
        try:
            outcome = import_files(files or list_files(), actor=ACTOR, write=not check)
        except Refused as refused:
            raise CommandError(f"{refused}\nNichts ist geschrieben.") from refused
        self.stdout.write("\n".join(tell(outcome, written=not check)))
