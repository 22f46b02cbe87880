"""`klimanetz places import FILE` and `klimanetz places outlines FILE`."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from klimanetz.core.refusal import Refused
from klimanetz.places.actions import import_register, record_changes, store_outlines
from klimanetz.places.models import Authority
from klimanetz.places.paths import Drawing
from klimanetz.places.progress import Watch
from klimanetz.places.reports import tell_changes, tell_import, tell_outlines
from klimanetz.places.sources.entries import Issue
from klimanetz.places.sources.recognise import read_source

type Reader = Callable[[Path, Collection[str], Watch], Mapping[str, Drawing]]

#: Who stands in the audit trail where a command was run.
ACTOR = "klimanetz places"


def watch[T](things: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """A bar with rate and time left; none where nobody looks (a pipe, a log)."""
    bar: Iterator[T] = iter(
        tqdm(things, desc=label, total=total, unit=" Zeilen", disable=None, file=sys.stderr)
    )
    return bar


class Command(BaseCommand):
    help = "Amtliches Gemeindeverzeichnis einlesen: Gemeinden, Kreise, Verbände und ihre Umrisse."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        register = commands.add_parser(
            "import",
            help="AuszugGV oder Gebietsänderungen (XLSX) oder GV100AD (Text) einlesen",
        )
        register.add_argument("file", type=Path)
        register.add_argument("--land", default="", help="nur dieses Land, z. B. 16")
        outlines = commands.add_parser(
            "outlines", help="Grenzen aus VG250 (GeoPackage), GeoJSON oder TopoJSON einlesen"
        )
        outlines.add_argument("file", type=Path)
        outlines.add_argument(
            "--credit", default="", help="Quellenangabe, die unter den Karten stehen soll"
        )

    def handle(self, *, what: str, file: Path, **options: object) -> None:
        bring_in = bring_in_register if what == "import" else bring_in_outlines
        try:
            lines = bring_in(file, options)
        except Refused as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write("\n".join(lines))


def bring_in_register(file: Path, options: Mapping[str, object]) -> list[str]:
    start = monotonic()
    source = read_source(file, watch)
    if not isinstance(source, Issue):
        return tell_changes(record_changes(source, actor=ACTOR))
    outcome = import_register(source, land=str(options["land"]), actor=ACTOR, watch=watch)
    return tell_import(outcome, monotonic() - start)


def bring_in_outlines(file: Path, options: Mapping[str, object]) -> list[str]:
    start = monotonic()
    drawings = load_reader()(file, Authority.objects.valid().lands(), watch)
    credit = str(options["credit"]) or surveying_office(file)
    return tell_outlines(store_outlines(drawings, credit=credit, actor=ACTOR), monotonic() - start)


def load_reader() -> Reader:
    """The geometry libraries are an extra: only who reads boundaries needs them."""
    try:
        module = import_module("klimanetz.places.boundaries.files")
    except ModuleNotFoundError as error:
        raise CommandError(
            f"Um Umrisse einzulesen, fehlt das Paket {error.name}; "
            "bitte rufen Sie im Verzeichnis von Klimanetz „make geo“ auf."
        ) from error
    reader: Reader = module.read_outlines
    return reader


def surveying_office(file: Path) -> str:
    """The credit that the licence of VG250 asks for, with the year the file was fetched in."""
    fetched = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return f"© GeoBasis-DE / BKG ({fetched.year}), dl-de/by-2-0, Daten verändert"
