"""What a person decides about their own data. The public sees it at once."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.people.models import Consent, Person, Purpose


@transaction.atomic
def give_consent(person: Person, purpose: Purpose, *, actor: object) -> Consent:
    """Date the consent now; one that stands already keeps its date."""
    consent, given = Consent.objects.standing().get_or_create(
        person=person, purpose=purpose, defaults={"given_at": timezone.now()}
    )
    if given:
        record("give_consent", person, actor=actor, purpose=purpose)
        changed_for_the_public()
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: Purpose, *, actor: object) -> None:
    """Date the withdrawal now; the row stays as proof of what was agreed from when to when."""
    standing = Consent.objects.standing().filter(person=person, purpose=purpose)
    if standing.update(withdrawn_at=timezone.now()):
        record("withdraw_consent", person, actor=actor, purpose=purpose)
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
