"""One authority for the public: its facts, and who works for it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from klimanetz.faces.site.listing import Entry, with_told
from klimanetz.places.models import Authority, Kind, Register, Succession
from klimanetz.roster.coverage import COVERING_ROLES
from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import Vacancy


class Staff(NamedTuple):
    """Who works for a place: in its own administration, for it from elsewhere, inside it."""

    own: list[Entry]
    responsible: list[Entry]
    inside: list[Entry]


def find_authority(slug: str) -> Authority:
    """The authority of an address `<key>-<name>`, of which only the key counts; else 404.

    A city that is its own district is found by the key of the district, too. A key that was given
    again belongs to who has it today, else to who had it last.
    """
    key = slug.partition("-")[0]
    city = Q(district_ars=key, kind=Kind.DISTRICT_FREE_CITY)
    rows = Authority.objects.filter(Q(ars=key) | city).select_related(
        "parent", "association", "association__administered_by", "administered_by"
    )
    today = timezone.localdate()
    latest = max(rows, key=lambda row: (not is_ended(row), row.valid_to or today), default=None)
    if latest is None:
        raise Http404
    return latest


def is_ended(authority: Authority) -> bool:
    return authority.valid_to is not None and authority.valid_to < timezone.localdate()


def find_successors(authority: Authority) -> list[Authority]:
    """What an ended authority is today; nothing where it still exists."""
    if not is_ended(authority):
        return []
    return Authority.objects.all().todays_successors([authority])[authority.pk]


def find_predecessors(authority: Authority) -> list[Succession]:
    """What was dissolved into this authority, the latest first."""
    return list(
        Succession.objects.filter(successor=authority, change=Succession.Change.DISSOLVED)
        .exclude(predecessor=authority)
        .select_related("predecessor")
        .order_by("-legal_on", "predecessor__name")
    )


def find_inside(authority: Authority) -> list[Authority]:
    """The municipalities of a district, the members of an association, by name; one query."""
    if authority.kind == Kind.DISTRICT:
        places = Authority.objects.valid().municipalities().filter(parent=authority)
    elif authority.kind == Kind.ASSOCIATION:
        places = Authority.objects.valid().filter(association=authority)
    else:
        return []
    return list(places.only("ars", "name").order_by("name", "ars"))


def find_staff(
    authority: Authority, inside: Iterable[Authority], entries: Iterable[Entry]
) -> Staff:
    """Everyone in post for this place, out of the `entries` of the network; three queries."""
    keys = {place.ars for place in inside}
    above = find_above(authority)
    serving = find_serving(authority)
    staff = Staff([], [], [])
    for entry in entries:
        if entry.ars == authority.ars:
            staff.own.append(entry)
        elif (entry.ars, entry.kind) in serving or (
            entry.ars in above and entry.kind in COVERING_ROLES
        ):
            staff.responsible.append(entry)
        elif entry.ars in keys or is_within(entry, authority):
            staff.inside.append(entry)
    return staff._replace(own=with_told(staff.own))


def is_within(entry: Entry, authority: Authority) -> bool:
    """Associations lie in a district, too, though they are none of its municipalities."""
    return authority.kind == Kind.DISTRICT and entry.ars.startswith(authority.ars)


def find_above(authority: Authority) -> set[str]:
    """The administrations over a municipality, by their keys."""
    association = authority.association
    places = [authority.parent, association, association and association.administered_by]
    return {place.ars for place in places if place}


def find_serving(authority: Authority) -> set[tuple[str, str]]:
    """Positions elsewhere that also serve this municipality: where, and of which kind."""
    if authority.kind not in (Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY):
        return set()
    positions = Position.objects.standing().filter(serves=authority)
    return set(positions.values_list("authority__ars", "kind"))


def find_credit(authority: Authority) -> str:
    """Whose figures these are; empty where no official register was read."""
    rows = Register.objects.filter(land=authority.ars[:2]).values_list("credit", flat=True)
    return rows.first() or ""


def find_vacancies(authority: Authority) -> list[Vacancy]:
    """What this administration advertises now, the nearest deadline first."""
    return list(
        Vacancy.objects.open().filter(position__authority=authority).order_by("apply_by", "pk")
    )
