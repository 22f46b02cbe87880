"""What a person decides about their own data. The public sees it at once."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.people.models import Audience, Consent, Field, Organisation, Person


@transaction.atomic
def show_field(person: Person, field: Field, audience: Audience, *, actor: object) -> Consent:
    """Date the consent now; one that says the same already keeps its date."""
    Person.objects.select_for_update().get(pk=person.pk)
    standing = Consent.objects.standing().filter(person=person, field=field)
    same: Consent | None = standing.filter(audience=audience).first()
    if same:
        return same
    now = timezone.now()
    standing.update(withdrawn_at=now)
    record("show_field", person, actor=actor, field=field, audience=audience)
    changed_for_the_public()
    consent: Consent = Consent.objects.create(
        person=person, field=field, audience=audience, given_at=now
    )
    return consent


@transaction.atomic
def hide_field(person: Person, field: Field, *, actor: object) -> None:
    """Date the withdrawal now; the row stays as proof of what was agreed from when to when."""
    standing = Consent.objects.standing().filter(person=person, field=field)
    if standing.update(withdrawn_at=timezone.now()):
        record("hide_field", person, actor=actor, field=field)
        changed_for_the_public()


@transaction.atomic
def change_own_data(person: Person, *, actor: object, **wanted: str) -> list[str]:
    """Save what differs from the row; returns the names of the changed fields."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save(update_fields=changed)
        record("change_own_data", person, actor=actor, fields=changed)
        changed_for_the_public()
    return changed


def keep_organisation(organisation: Organisation | None, *, actor: object) -> Organisation | None:
    """One that a form or a list names for the first time becomes a row, of no kind yet."""
    if organisation is None or organisation.pk:
        return organisation
    kept, new = Organisation.objects.get_or_create(name=organisation.name)
    if new:
        record("add_organisation", kept, actor=actor, name=kept.name)
    return kept
