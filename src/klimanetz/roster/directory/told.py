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
    """By the person's key, for those who show anything; two queries."""
    consents = (
        Consent.objects.filter(person__in=keys)
        .reaching(Audience.PUBLIC)
        .select_related("person__profile", "person__portrait")
        .defer("person__portrait__small", "person__portrait__large")
        .prefetch_related("person__profile__fields_of_action")
    )
    people = {consent.person_id: consent.person for consent in consents}
    shown: Shown = {(consent.person_id, consent.field) for consent in consents}
    return {
        pk: Told(face_of(person, shown, "klein"), list(tell(person, shown)))
        for pk, person in people.items()
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
