"""A place of the register as one person writes it: by name, postcode or key."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.places.lookup import Lookup, Outcome
from klimanetz.places.models import Authority, Kind
from klimanetz.places.names import beginning_with

#: How many places are offered at most, and how many of those that a postcode comes near to.
OFFERED = 12
NEAR_BY = 6
POSTCODE = 5
#: Postcodes with these first digits in common are of one region, and of one town and around it.
REGION, TOWN = 2, 3


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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is filled in, and what is shown instead where that does not contain what was typed.

    A browser shows an option only if its value or its label contains the text.
    """

    value: str
    label: str = ""


def suggest(text: str) -> list[Suggestion]:
    """For a line one types in; where no place begins with a postcode, those that are near it."""
    text = text.strip()
    if places := suggest_places(text):
        return [Suggestion(describe(place), label_for(text, place)) for place in places]
    return [
        Suggestion(
            describe(place),
            _("%(typed)s: vielleicht %(place)s")
            % {"typed": text, "place": f"{place.postcode} {describe(place)}"},
        )
        for place in near_postcode(text)
    ]


def label_for(text: str, place: Authority) -> str:
    """With the number that was typed, or with the name as it was typed."""
    described = describe(place)
    if text.casefold() in described.casefold():
        return ""
    for number in (place.postcode, place.ars, place.ags):
        if number.startswith(text):
            return f"{number} {described}"
    return f"{text}: {described}"


def suggest_places(text: str) -> list[Authority]:
    """Places whose name, postcode or key begins with `text`; it in full, then shortest names."""
    text = text.partition(" (")[0].strip()
    if not text:
        return []
    begins = Q(name__iregex=beginning_with(text))
    if text.isdigit():
        begins = Q(postcode__startswith=text) | Q(ars__startswith=text) | Q(ags__startswith=text)
    found = Authority.objects.valid().select_related("parent").filter(begins)
    ordered = found.order_by("name", "ars")[: OFFERED * 4]
    return sorted(ordered, key=lambda place: (place.ars != text, len(place.name)))[:OFFERED]


def is_postcode(text: str) -> bool:
    return len(text) == POSTCODE and text.isascii() and text.isdigit()


def near_postcode(text: str) -> list[Authority]:
    """Places whose seat has a postcode near to this one, which is that of no seat.

    A city has many postcodes and the register knows one of them: it goes before villages around.
    """
    if not is_postcode(text):
        return []

    def distance(place: Authority) -> tuple[bool, int]:
        is_city = place.kind == Kind.DISTRICT_FREE_CITY
        in_town = is_city and place.postcode.startswith(text[:TOWN])
        return not in_town, abs(int(place.postcode) - int(text))

    around = Authority.objects.valid().filter(postcode__startswith=text[:REGION])
    with_office = around.filter(administered_by=None).select_related("parent")
    return sorted(with_office.order_by("name", "ars"), key=distance)[:NEAR_BY]


def find_meant(text: str) -> Meant:
    """What `text` means: a description as offered, a postcode of a seat, a key, a name."""
    described = [place for place in suggest_places(text) if describe(place) == text]
    if len(described) == 1:
        return Meant(described)
    if is_postcode(text):
        seated = Authority.objects.valid().filter(Q(postcode=text) | Q(ars=text))
        if places := list(seated.select_related("parent").order_by("name", "ars")):
            return Meant(places)
    return find_named(text) or Meant(near_postcode(text), near=True)


def find_named(text: str) -> Meant | None:
    """By key or name. A part of a name may mean a town or its association; all of it, the town."""
    found = Lookup.load().find(text, land=Network.objects.current().land)
    whole = any(place.name.casefold() == text.strip().casefold() for place in found.places)
    fitting = found.places if whole else (*found.places, *found.mere_offices)
    rows = Authority.objects.select_related("parent").in_bulk(place.pk for place in fitting)
    places = [rows[place.pk] for place in fitting]
    near = found.outcome not in (Outcome.EXACT, Outcome.AMBIGUOUS)
    return Meant(places, near=near) if places else None
