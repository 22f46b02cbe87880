"""Showing a vacancy to everyone, and taking it back."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.roster.models import Position
from klimanetz.roster.succession import rules
from klimanetz.roster.succession.actions.locking import lock
from klimanetz.roster.succession.models import Vacancy


@transaction.atomic
def publish_vacancy(position: Position, *, actor: object, **said: object) -> Vacancy:
    """The standing one of the position is changed; after its deadline a new one begins."""
    row = lock(position)
    if not (verdict := rules.can_publish(row)):
        raise Refused(verdict.reason)
    standing = Vacancy.objects.standing().filter(position=row).first()
    if standing and standing.apply_by < timezone.localdate():
        withdraw_vacancy(standing, actor=actor)
        standing = None
    vacancy = standing or Vacancy(position=row)
    if standing and all(getattr(standing, name) == value for name, value in said.items()):
        return standing
    for name, value in said.items():
        setattr(vacancy, name, value)
    vacancy.save()
    verb = "change_vacancy" if standing else "publish_vacancy"
    record(verb, row, actor=actor, title=vacancy.title, apply_by=str(vacancy.apply_by))
    changed_for_the_public()
    return vacancy


@transaction.atomic
def withdraw_vacancy(vacancy: Vacancy, *, actor: object) -> None:
    row = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record("withdraw_vacancy", row.position, actor=actor, title=row.title)
        changed_for_the_public()
