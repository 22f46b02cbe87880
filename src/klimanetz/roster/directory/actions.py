"""The verbs of the directory: profiles, portraits, fields of action, and the index over them."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.roster.directory.indexing import index_span
from klimanetz.roster.directory.models import Entry, FieldOfAction, Portrait, Profile
from klimanetz.roster.directory.pictures import Picture
from klimanetz.roster.models import Membership

#: How many people's facts are read at once while the index is healed.
STRIDE = 1000


@transaction.atomic
def write_profile(
    person: Person, *, actor: object, fields_of_action: Iterable[FieldOfAction], **wanted: object
) -> list[str]:
    """Save what differs from the row; returns the names of the changed fields."""
    Person.objects.select_for_update().get(pk=person.pk)
    profile, _created = Profile.objects.get_or_create(person=person)
    changed = [name for name, value in wanted.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, wanted[name])
    profile.save()
    fields = list(fields_of_action)
    if set(profile.fields_of_action.values_list("pk", flat=True)) != {it.pk for it in fields}:
        profile.fields_of_action.set(fields)
        changed.append("fields_of_action")
    if changed:
        record("write_profile", person, actor=actor, fields=changed)
        changed_for_the_public()
        reindex(person)
    return changed


@transaction.atomic
def show_face(person: Person, picture: Picture, *, actor: object) -> Portrait:
    """A new picture gets a new address, so that the old one is gone at once."""
    portrait, _created = Portrait.objects.update_or_create(
        person=person,
        defaults={
            "token": secrets.token_urlsafe(32),
            "small": picture.small,
            "large": picture.large,
            "changed_at": timezone.now(),
        },
    )
    record("show_face", person, actor=actor)
    changed_for_the_public()
    return portrait


@transaction.atomic
def remove_face(person: Person, *, actor: object) -> None:
    removed, _rows = Portrait.objects.filter(person=person).delete()
    if removed:
        record("remove_face", person, actor=actor)
        changed_for_the_public()


@transaction.atomic
def keep_field_of_action(field: FieldOfAction, *, actor: object) -> FieldOfAction:
    """Add it, or give it another name, origin or place; whoever chose it has the new name."""
    verb = "add_field_of_action" if field.pk is None else "change_field_of_action"
    field.save()
    record(verb, field, actor=actor, name=field.name)
    changed_for_the_public()
    for person in Person.objects.filter(profile__fields_of_action=field).order_by("pk"):
        reindex(person)
    return field


@transaction.atomic
def remove_field_of_action(field: FieldOfAction, *, actor: object) -> None:
    """Refused where somebody chose it: it would vanish from their profile without their doing."""
    row = FieldOfAction.objects.select_for_update().filter(pk=field.pk).first()
    if row is None:
        return
    if chosen := row.profiles.count():
        raise Refused(
            ngettext(
                "Eine Person hat dieses Handlungsfeld gewählt. Benennen Sie es lieber um.",
                "%(count)s Menschen haben dieses Handlungsfeld gewählt. Benennen Sie es lieber um.",
                chosen,
            )
            % {"count": chosen}
        )
    record("remove_field_of_action", row, actor=actor, name=row.name)
    row.delete()
    changed_for_the_public()


def reindex(person: Person) -> None:
    """Bring what the person is found by up to date, within the transaction of the change."""
    index_span((person.pk, person.pk))


def heal_index() -> int:
    """Bring the whole index up to date with what other rooms changed; returns how many lines.

    Reads what everyone is found by and writes only what differs, so it may run at any time.
    """
    members = Membership.objects.filter(role__in=MEMBER_ROLES).valid()
    keys = sorted(
        {
            *members.order_by().values_list("person_id", flat=True),
            *Entry.objects.values_list("person_id", flat=True),
        }
    )
    spans = [keys[at : at + STRIDE] for at in range(0, len(keys), STRIDE)]
    return sum(index_span((span[0], span[-1])) for span in spans)
