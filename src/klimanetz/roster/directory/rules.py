"""Who may read what members tell each other.

`can_read_profile` has its twin in `listed_people(viewer)`, `can_find` in
`Entry.objects.visible_to(viewer)`. What of a profile is shown is decided by its owner's consents.
"""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.directory.models import Entry, Portrait
from klimanetz.roster.rules import Visitor


def can_read_directory(visitor: Visitor) -> Verdict:
    """Members. Partners, standing guests and people without a role are told why not."""
    if isinstance(visitor, Person) and visitor.is_member:
        return ALLOWED
    return Verdict(
        False,
        _(
            "Das Verzeichnis ist für die Mitglieder des Netzwerks. Das Netzwerkmanagement stellt "
            "gern einen Kontakt für Sie her."
        ),
    )


def can_read_profile(viewer: Person, person: Person) -> Verdict:
    reading = can_read_directory(viewer)
    if reading and not (person.is_active and person.is_member):
        return Verdict(False, _("Diese Person ist zurzeit kein Mitglied des Netzwerks."))
    return reading


def can_find(viewer: Person, entry: Entry) -> Verdict:
    return can_read_profile(viewer, entry.person)


def can_see_portrait(visitor: Visitor, portrait: Portrait) -> Verdict:
    """Its owner and organisers always; members and everyone else as the owner agreed."""
    audience = Audience.PUBLIC
    if isinstance(visitor, Person):
        if visitor.pk == portrait.person_id or visitor.is_organiser:
            return ALLOWED
        audience = Audience.MEMBERS if visitor.is_member else Audience.PUBLIC
    consents = Consent.objects.filter(person=portrait.person_id, field=Field.PHOTO)
    if consents.reaching(audience).exists():
        return ALLOWED
    return Verdict(False, _("Dieses Foto sehen nur die, für die es bestimmt ist."))
