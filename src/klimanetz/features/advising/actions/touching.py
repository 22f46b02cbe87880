"""That somebody did something for a case, so that it is not shown as forgotten."""

from django.utils import timezone

from klimanetz.features.advising.models import Case


def touch(case: Case) -> None:
    """Nobody who is about to move the case is held up by it."""
    Case.objects.filter(pk=case.pk).update(touched_at=timezone.now())
