"""`klimanetz people import FILE`: a list of people from the terminal."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from klimanetz.core.refusal import Refused
from klimanetz.roster.importing.actions import import_list, read_list
from klimanetz.roster.importing.columns import Sheet
from klimanetz.roster.importing.report import tell_plan

#: Who stands in the audit trail where the command was run.
ACTOR = "klimanetz people import"


def watch[T](things: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """A bar with rate and time left; none where nobody looks (a pipe, a log)."""
    bar: Iterable[T] = tqdm(
        things, desc=label, total=total, unit=" Zeilen", disable=None, file=sys.stderr
    )
    return bar


class Command(BaseCommand):
    help = "Menschen aus einer Liste (XLSX oder CSV) ins Netzwerk aufnehmen: alle oder niemanden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser("import", help="eine Liste einlesen")
        reading.add_argument("file", type=Path)
        reading.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")

    def handle(self, *, file: Path, dry_run: bool, **_options: object) -> None:
        began = monotonic()
        sheet = load(file)
        plan = import_list(sheet, write=not dry_run, actor=ACTOR, file_name=file.name, watch=watch)
        self.stdout.write("\n".join(tell_plan(plan, sheet)))
        if dry_run:
            self.stdout.write("Probelauf: nichts ist geschrieben.")
            return
        if not plan.is_decided:
            raise CommandError(
                f"{plan.counts['open']} Zeilen sind zu klären; nichts ist geschrieben. Ändern Sie "
                "die Liste, oder lesen Sie sie unter /verwaltung/personen/einlesen/ ein."
            )
        seconds = monotonic() - began
        rate = round(len(sheet.lines) / max(seconds, 0.001))
        self.stdout.write(f"Übernommen in {seconds:.1f} s ({rate} Zeilen je Sekunde).")


def load(file: Path) -> Sheet:
    try:
        return read_list(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file}: Die Datei lässt sich nicht öffnen.") from error
    except Refused as refused:
        raise CommandError(f"{file}: {refused}") from refused
