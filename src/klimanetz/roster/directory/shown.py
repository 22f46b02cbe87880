"""What of the directory a person can show to others, as one line each."""

from django.utils.translation import gettext as _

from klimanetz.people.models import Field, Person
from klimanetz.people.showing import can_be_shown
from klimanetz.roster.directory.sight import own_face, profile_of


def read_profile(person: Person) -> str:
    profile = profile_of(person)
    if profile is None:
        return ""
    fields = ", ".join(it.name for it in profile.fields_of_action.all())
    lines = [f"{label}: {text}" for label, text in profile.offers]
    return " · ".join(filter(None, [*lines, fields]))


def read_languages(person: Person) -> str:
    profile = profile_of(person)
    return profile.languages if profile else ""


def read_days(person: Person) -> str:
    profile = profile_of(person)
    return profile.days if profile else ""


can_be_shown(Field.PHOTO, lambda person: _("Ihr Porträt") if own_face(person) else "")
can_be_shown(Field.LANGUAGES, read_languages)
can_be_shown(Field.WORKING_DAYS, read_days)
can_be_shown(Field.PROFILE, read_profile)
