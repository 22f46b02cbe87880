"""What an import did, in lines for the terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.formats import number_format

from klimanetz.places.models import Authority
from klimanetz.places.outlines import Stored
from klimanetz.places.settlement import Outcome
from klimanetz.places.succession import Recorded

#: More names than these help nobody; counts do.
MOST_NAMES = 25

FIELDS = {
    "ars": "Regionalschlüssel",
    "ags": "Gemeindeschlüssel",
    "name": "Name",
    "official_name": "amtlicher Name",
    "kind": "Art",
    "kind_code": "Textkennzeichen",
    "parent_id": "Kreis",
    "association_id": "Verband",
    "administered_by_id": "erfüllende Gemeinde",
    "population": "Einwohnerzahl",
    "population_on": "Stand der Einwohnerzahl",
    "census_basis": "Zensus",
    "area_km2": "Fläche",
    "area_on": "Stand der Fläche",
    "postcode": "Postleitzahl",
    "longitude": "Längengrad",
    "latitude": "Breitengrad",
    "valid_to": "wieder gültig",
}


def count(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def tell_import(outcome: Outcome, seconds: float) -> list[str]:
    issue = outcome.issue
    lands = ", ".join(issue.lands[land] for land in outcome.lands)
    rows = outcome.unchanged + len(outcome.added) + len(outcome.changed)
    return [
        f"{issue.credit}, Gebietsstand {issue.status_on:%d.%m.%Y}: {lands}",
        *issue.notes,
        *counted("neu", outcome.added),
        *counted_changes(outcome),
        *counted("beendet", outcome.ended),
        f"unverändert: {count(outcome.unchanged)}",
        *tell_hanging(outcome),
        *tell_unincorporated(outcome),
        f"{count(rows)} Gemeinden, Kreise und Verbände {at_speed(rows, seconds)}",
    ]


def at_speed(rows: int, seconds: float) -> str:
    rate = count(round(rows / max(seconds, 0.001)))
    return f"in {number_format(seconds, 1)} s ({rate} je Sekunde)"


def counted(what: str, authorities: list[Authority]) -> Iterator[str]:
    yield f"{what}: {count(len(authorities))}"
    if len(authorities) <= MOST_NAMES:
        yield from (f"  {name(authority)}" for authority in authorities)


def name(authority: Authority) -> str:
    return f"{authority.identity} {authority.title}"


def counted_changes(outcome: Outcome) -> Iterator[str]:
    yield f"geändert: {count(len(outcome.changed))}"
    for field, number in outcome.changed_fields.most_common():
        yield f"  {FIELDS[field]}: {count(number)}"


def tell_hanging(outcome: Outcome) -> Iterator[str]:
    """What hangs on an ended authority is moved by nobody but a person."""
    if outcome.hanging:
        yield "Bitte entscheiden Sie, wohin dies jetzt gehört:"
    for authority, things in groupby(outcome.hanging, key=lambda hanging: hanging.authority):
        yield f"  {name(authority)}: {'; '.join(str(thing) for thing in things)}"


def tell_unincorporated(outcome: Outcome) -> Iterator[str]:
    keys = [key for key in outcome.issue.unincorporated if key[:2] in outcome.lands]
    if keys:
        yield (
            f"{count(len(keys))} gemeindefreie Gebiete der Datei haben keine Verwaltung; "
            "ihre Fläche und ihre Menschen zählen beim Kreis."
        )


def tell_changes(recorded: Recorded) -> list[str]:
    return [
        f"neu verzeichnet: {count(len(recorded.new))}",
        *tell_successions(recorded),
        f"schon bekannt: {count(recorded.known)}",
        *one("früher beendete aufgenommen", len(recorded.remembered)),
        *one("Ende genauer datiert", recorded.dated),
        *one("in anderen Ländern", recorded.elsewhere),
        *one("jünger als das Verzeichnis, bitte danach noch einmal lesen", len(recorded.later)),
        *(
            f"widerspricht dem Verzeichnis: {change.where}: {change.before.name} besteht noch"
            for change in recorded.contradicting
        ),
    ]


def tell_successions(recorded: Recorded) -> Iterable[str]:
    if len(recorded.new) <= MOST_NAMES:
        for row in recorded.new:
            pair = f"{name(row.predecessor)} → {name(row.successor)}"
            yield f"  {pair} ({row.get_change_display()}, {row.legal_on:%d.%m.%Y})"


def tell_outlines(stored: Stored, seconds: float) -> list[str]:
    outlines = len(stored.new) + len(stored.changed) + stored.unchanged
    return [
        f"neu: {count(len(stored.new))}",
        f"geändert: {count(len(stored.changed))}",
        f"unverändert: {count(stored.unchanged)}",
        *one("Flächen, deren Schlüssel das Verzeichnis nicht kennt", len(stored.unknown)),
        *tell_undrawn(stored.undrawn),
        f"{count(outlines)} Umrisse {at_speed(outlines, seconds)}",
    ]


def tell_undrawn(districts: list[Authority]) -> Iterator[str]:
    """A district without outline is a hole in the map."""
    yield from one("Kreise und kreisfreie Städte noch ohne Umriss", len(districts))
    if len(districts) <= MOST_NAMES:
        yield from (f"  {name(district)}" for district in districts)


def one(what: str, number: int) -> Iterator[str]:
    if number:
        yield f"{what}: {count(number)}"
