"""What people show of themselves to everyone, beside name and address: for the public pages."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.directory.sight import Shown, face_of, profile_of


@dataclass(frozen=True, slots=True)
class Told:
    """The address of a portrait, and headings with texts; empty without a standing consent."""

    face: str
    facts: Sequence[tuple[str, str]]


NOTHING = Told("", ())


def told_to_all(keys: Collection[int]) -> dict[int, Told]:
    """By the person's key, for those who show anything; four queries."""
    shown = Consent.objects.filter(person__in=keys).reaching(Audience.PUBLIC).shown()
    people = (
        Person.objects.filter(pk__in={pk for pk, _field in shown})
        .select_related("profile", "portrait")
        .defer("portrait__small", "portrait__large")
        .prefetch_related("profile__fields_of_action")
    )
    return {
        person.pk: Told(face_of(person, shown, "klein"), list(tell(person, shown)))
        for person in people
    }


def tell(person: Person, shown: Shown) -> Iterator[tuple[str, str]]:
    profile = profile_of(person)
    if profile is None:
        return
    if (person.pk, Field.PROFILE) in shown:
        yield from profile.offers
        if fields := ", ".join(field.name for field in profile.fields_of_action.all()):
            yield _("Handlungsfelder"), fields
    if (person.pk, Field.LANGUAGES) in shown and profile.languages:
        yield str(Field.LANGUAGES.label), profile.languages
    if (person.pk, Field.WORKING_DAYS) in shown and profile.working_days:
        yield str(Field.WORKING_DAYS.label), profile.days
