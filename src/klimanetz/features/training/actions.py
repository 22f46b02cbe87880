"""Keep the list of trainings."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.features.training.models import Training


@transaction.atomic
def save_training(training: Training, *, actor: object) -> Training:
    fresh = training.pk is None
    training.changed_at = timezone.now()
    training.save()
    verb = "add_training" if fresh else "change_training"
    record(verb, training, actor=actor, title=training.title)
    changed_for_the_public()
    return training


@transaction.atomic
def remove_training(training: Training, *, actor: object) -> None:
    """Twice is as good as once."""
    row = Training.objects.select_for_update().filter(pk=training.pk).first()
    if row is not None:
        record("remove_training", row, actor=actor, title=row.title)
        row.delete()
        changed_for_the_public()
