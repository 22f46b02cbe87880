"""A place of the register as one person writes it: by name, postcode or key."""

from dataclasses import dataclass

from django.db.models import Q

from klimanetz.core.models import Network
from klimanetz.places.lookup import Lookup, Outcome
from klimanetz.places.models import Authority, Kind

#: How many places are offered at most.
OFFERED = 12
POSTCODE = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """One place is it; several are a choice; none fits nothing. `near`: they only come close."""

    places: list[Authority]
    near: bool = False


def describe(authority: Authority) -> str:
    """`Ilmenau (Gemeinde, Ilm-Kreis)`: tells it from others of its name, and is readable."""
    about = [str(Kind(authority.kind).label)]
    if authority.parent is not None:
        about.append(authority.parent.name)
    return f"{authority.name} ({', '.join(about)})"


def write_key(authority: Authority) -> str:
    """`160700029029 Ilmenau`: means this one, whatever else bears its name."""
    return f"{authority.ars} {authority.name}"


def suggest_places(text: str) -> list[Authority]:
    """Places whose name, postcode or key begins with `text`, shortest names first."""
    text = text.partition(" (")[0].strip()
    if not text:
        return []
    begins = Q(name__istartswith=text)
    if text.isdigit():
        begins = Q(postcode__startswith=text) | Q(ars__startswith=text) | Q(ags__startswith=text)
    found = Authority.objects.valid().select_related("parent").filter(begins)
    ordered = found.order_by("name", "ars")[: OFFERED * 4]
    return sorted(ordered, key=lambda place: len(place.name))[:OFFERED]


def find_meant(text: str) -> Meant:
    """What `text` means: a description as offered, a postcode of a seat, a key, a name."""
    described = [place for place in suggest_places(text) if describe(place) == text]
    if len(described) == 1:
        return Meant(described)
    if len(text) == POSTCODE and text.isdigit():
        seated = Authority.objects.valid().filter(Q(postcode=text) | Q(ars=text))
        return Meant(list(seated.select_related("parent").order_by("name", "ars")))
    found = Lookup.load().find(text, land=Network.objects.current().land)
    rows = Authority.objects.select_related("parent").in_bulk(place.pk for place in found.places)
    places = [rows[place.pk] for place in found.places]
    return Meant(places, near=found.outcome not in (Outcome.EXACT, Outcome.AMBIGUOUS))
