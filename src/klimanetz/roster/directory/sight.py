"""What one person may see of another."""

from collections.abc import Sequence

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.directory.models import Profile

#: Who shows which field, by the person's key.
type Shown = set[tuple[int, str]]


def fields_shown(people: Sequence[Person], viewer: Person) -> Shown:
    """What the viewer, a member, may see of these people; at most one query.

    Organisers see everything, and everyone sees all of themselves.
    """
    open_ = [it for it in people if viewer.is_organiser or it.pk == viewer.pk]
    shown = {(it.pk, name.value) for it in open_ for name in Field}
    others = [it for it in people if it not in open_]
    if others:
        shown |= Consent.objects.filter(person__in=others).reaching(Audience.MEMBERS).shown()
    return shown


def profile_of(person: Person) -> Profile | None:
    """What somebody wrote, if they did; without a query where it was fetched along."""
    try:
        profile: Profile = person.profile
    except ObjectDoesNotExist:
        return None
    return profile


def has_profile(person: Person) -> bool:
    """Whether somebody wrote what others may ask them about, or what they look for."""
    profile = profile_of(person)
    return bool(profile and profile.offers)


def face_of(person: Person, shown: Shown, size: str) -> str:
    """The address of somebody's portrait, empty where there is none to see."""
    if (person.pk, Field.PHOTO) not in shown:
        return ""
    try:
        token = person.portrait.token
    except ObjectDoesNotExist:
        return ""
    return reverse("portrait", args=[token, size])


def own_face(person: Person) -> str:
    """The address of one's own portrait, whoever else may see it."""
    return face_of(person, {(person.pk, Field.PHOTO)}, "gross")


def hidden_fields(person: Person) -> list[Field]:
    """What somebody wrote into their profile and members do not see yet; three queries."""
    shown = Consent.objects.filter(person=person).reaching(Audience.MEMBERS).shown()
    written = written_fields(person)
    return [name for name in Field if name in written and (person.pk, name) not in shown]


def written_fields(person: Person) -> set[Field]:
    profile = profile_of(person)
    written = {Field.PHOTO} if own_face(person) else set()
    if profile is None:
        return written
    given = {
        Field.PROFILE: bool(profile.offers or profile.fields_of_action.exists()),
        Field.LANGUAGES: bool(profile.languages),
        Field.WORKING_DAYS: bool(profile.working_days),
    }
    return written | {name for name, is_given in given.items() if is_given}
