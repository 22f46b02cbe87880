"""Making the lines of the index from what is known of members, where they differ."""

from hashlib import blake2s
from math import cos, log10, radians, sin
from typing import Any

from klimanetz.places.models import Authority
from klimanetz.places.similarity import EARTH_RADIUS_KM, density
from klimanetz.roster.directory.facts import Facts, Span, gather, within
from klimanetz.roster.directory.models import Entry
from klimanetz.roster.directory.words import write_tokens

#: Raise it where the same facts have to be indexed anew.
EDITION = 2


def index_span(span: Span) -> int:
    """Bring the lines of these people up to date; returns how many had to change."""
    found = gather(span)
    kept = dict(Entry.objects.filter(within(span)).values_list("person_id", "fingerprint"))
    marks = {person: fingerprint(facts) for person, facts in found.items()}
    changed = [person for person, mark in marks.items() if kept.get(person) != mark]
    keep([Entry(person_id=it, fingerprint=marks[it], **write_line(found[it])) for it in changed])
    gone = kept.keys() - found.keys()
    if gone:
        Entry.objects.filter(person__in=gone).delete()
    return len(changed) + len(gone)


def keep(entries: list[Entry]) -> None:
    columns = [it.name for it in Entry._meta.concrete_fields if it.name not in ("id", "person")]
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["person"], update_fields=columns
    )


def fingerprint(facts: Facts) -> str:
    place = facts.authority
    where = place and (place.pk, place.kind, place.population, place.area_km2)
    point = find_point(place)
    said = [(it.texts, sorted(it.marks)) for it in (facts.open, facts.closed)]
    whole = (EDITION, facts.name, facts.roles, where, point, facts.places, said)
    return blake2s(repr(whole).encode(), digest_size=16).hexdigest()


def write_line(facts: Facts) -> dict[str, Any]:
    names = (facts.name, *facts.places)
    x, y, z = find_point(facts.authority)
    place, told, kept = facts.authority, facts.open, facts.closed
    return {
        "role": facts.roles[0],
        "authority": place,
        "kind": place.kind if place else "",
        "sort_name": facts.sort_name,
        "members": write_tokens(names, told.texts, told.marks),
        "organisers": write_tokens(names, (*told.texts, *kept.texts), told.marks | kept.marks),
        "population_log": log10(place.population) if place and place.population else None,
        "density_log": log10(dense) if place and (dense := density(place)) else None,
        "x": x,
        "y": y,
        "z": z,
    }


def find_point(place: Authority | None) -> tuple[float, float, float] | tuple[None, None, None]:
    """In km from the centre of the earth: near each other, straight is as far as along it."""
    if place is None or place.latitude is None or place.longitude is None:
        return None, None, None
    lat, lon = radians(place.latitude), radians(place.longitude)
    flat = EARTH_RADIUS_KM * cos(lat)
    return flat * cos(lon), flat * sin(lon), EARTH_RADIUS_KM * sin(lat)
