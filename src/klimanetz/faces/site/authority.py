"""One authority for the public: its facts, and who works for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from klimanetz.faces.site.listing import Entry, make_entries, say_roles
from klimanetz.places.models import Authority, Kind, Register, Succession
from klimanetz.roster.coverage import COVERING_ROLES
from klimanetz.roster.models import Position
from klimanetz.roster.public import PublicPosition, read_positions


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works for a place: in its own administration, for it from elsewhere, inside it."""

    own: Sequence[Entry]
    responsible: Sequence[Entry]
    inside: Sequence[Entry]

    def __bool__(self) -> bool:
        return bool(self.own or self.responsible or self.inside)


def find_authority(slug: str) -> Authority:
    """The authority of an address `<key>-<name>`, of which only the key counts; else 404.

    A key that was given again belongs to who has it today, else to who had it last.
    """
    key = slug.partition("-")[0]
    rows = Authority.objects.filter(ars=key).select_related(
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
    else:
        places = Authority.objects.valid().filter(association=authority)
    return list(places.only("ars", "name").order_by("name", "ars"))


def find_staff(authority: Authority, inside: Iterable[Authority]) -> Staff:
    """Everyone in post for this place, each once; three queries."""
    listing = read_positions(authority.ars[:2])
    rows = [row for district in listing.values() for row in district]
    own = [row for row in rows if row.authority_id == authority.pk]
    within = {place.pk for place in inside}
    if authority.kind == Kind.DISTRICT:
        within |= {row.authority_id for row in rows if row.ars.startswith(authority.ars)}
    contained = [row for row in rows if row.authority_id in within - {authority.pk}]
    roles = say_roles()
    found = (own, find_responsible(authority, rows), contained)
    return Staff(*(make_entries(some, roles) for some in found))


def find_responsible(authority: Authority, rows: Sequence[PublicPosition]) -> list[PublicPosition]:
    """Whoever works for a municipality from outside its own administration."""
    association = authority.association
    above = {authority.parent_id, authority.association_id}
    if association is not None:
        above.add(association.administered_by_id)
    serving = set(
        Position.objects.standing().filter(serves=authority).values_list("authority_id", "kind")
    )
    return [
        row
        for row in rows
        if row.authority_id != authority.pk
        and (
            (row.authority_id in above and row.kind in COVERING_ROLES)
            or (row.authority_id, row.kind) in serving
        )
    ]


def find_credit(authority: Authority) -> str:
    """Whose figures these are; empty where no official register was read."""
    rows = Register.objects.filter(land=authority.ars[:2]).values_list("credit", flat=True)
    return rows.first() or ""
