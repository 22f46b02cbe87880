"""`klimanetz funding import [FILE…]` and `klimanetz funding watch EXPORT`."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.importing.actions import import_files
from klimanetz.features.funding.importing.outcome import tell as tell_import
from klimanetz.features.funding.shipped import list_files
from klimanetz.features.funding.watchlist.actions import import_export
from klimanetz.features.funding.watchlist.report import tell as tell_watch

#: Who stands in the audit trail where the command was run.
ACTOR = "klimanetz funding"


def watch(names: list[str], label: str) -> Iterable[str]:
    """A bar with rate and time left; none where nobody looks (a pipe, a log)."""
    bar: Iterable[str] = tqdm(names, desc=label, unit=" Dateien", disable=None, file=sys.stderr)
    return bar


class Command(BaseCommand):
    help = "Förderprogramme einlesen: aus eigenen Dateien oder aus der Förderdatenbank des Bundes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser(
            "import", help="Programme und Fragen einlesen; ohne Dateien die mitgelieferten"
        )
        reading.add_argument("files", type=Path, nargs="*")
        reading.add_argument("--check", action="store_true", help="nur zeigen, was geschähe")
        watching = verbs.add_parser(
            "watch", help="den XML-Export der Förderdatenbank nach Neuem durchsehen"
        )
        watching.add_argument("export", type=Path, help="Ordner oder ZIP")

    def handle(self, *, verb: str, **options: object) -> None:
        lines = bring_in(options) if verb == "import" else look_through(options)
        self.stdout.write("\n".join(lines))


def bring_in(options: dict[str, object]) -> list[str]:
    files, check = options["files"] or list_files(), bool(options["check"])
    try:
        outcome = import_files(files, actor=ACTOR, write=not check)  # type: ignore[arg-type]
    except Refused as refused:
        raise CommandError(f"{refused}\nNichts ist geschrieben.") from refused
    return tell_import(outcome, written=not check)


def look_through(options: dict[str, object]) -> list[str]:
    try:
        return tell_watch(import_export(Path(str(options["export"])), actor=ACTOR, watch=watch))
    except Refused as refused:
        raise CommandError(str(refused)) from refused
