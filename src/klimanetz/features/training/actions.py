"""Keep the list of trainings."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.meanwhile import Begun
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.training.models import Training


@transaction.atomic
def save_training(training: Training, *, actor: object, begun: Begun | None = None) -> Training:
    """Refused where it would undo what was saved since `begun`, and where it is gone."""
    fresh = training.pk is None
    if not fresh:
        require_here(training)
    if begun is not None:
        begun.require(training)
    training.changed_at = timezone.now()
    training.save()
    verb = "add_training" if fresh else "change_training"
    record(verb, training, actor=actor, title=training.title)
    changed_for_the_public()
    return training


def require_here(training: Training) -> None:
    """Held, so that nobody changes or removes it meanwhile."""
    if not Training.objects.select_for_update().filter(pk=training.pk).exists():
        raise Refused(_("Jemand hat diese Weiterbildung inzwischen entfernt."))


@transaction.atomic
def remove_training(training: Training, *, actor: object) -> None:
    """Twice is as good as once."""
    row = Training.objects.select_for_update().filter(pk=training.pk).first()
    if row is not None:
        record("remove_training", row, actor=actor, title=row.title)
        row.delete()
        changed_for_the_public()
