"""The case is the lock of its applications: two people decide one after the other."""

from django.utils import timezone

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import locking
from klimanetz.features.advising.applications.contradictions import find_contradictions
from klimanetz.features.advising.models import Application


def lock(application: Application) -> Application:
    """The application as it is now, held until the transaction ends."""
    case = locking.lock_home(application.case)
    row = Application.objects.get(pk=application.pk)
    row.case = case
    return row


def require_truth(application: Application) -> None:
    """Refused where its facts contradict each other; the form says it beside the field."""
    for _field, text in find_contradictions(application, timezone.localdate()):
        raise Refused(text)
