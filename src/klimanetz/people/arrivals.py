"""Where signing in leads, told by whoever knows what a person has still to see first.

A module `arrival.py` in an app registers its guide with `@guide_arrivals`.
"""

from collections.abc import Callable

from django.urls import reverse

from klimanetz.people.models import Person

type Guide = Callable[[Person], str]

_guides: list[Guide] = []


def guide_arrivals(guide: Guide) -> Guide:
    """Register `guide`: the path that a person sees first, or "" where it has none for them."""
    _guides.append(guide)
    return guide


def where_to_begin(person: Person) -> str:
    """Organisers begin at their desk, members at their own page, unless somebody guides them."""
    guided = (guide(person) for guide in _guides)
    return next(filter(None, guided), reverse("office" if person.is_organiser else "me"))
