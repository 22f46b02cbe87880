"""What ends by itself: sessions that ran out, and the visits that stood on them."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.people.security.models import Visit


@due_job
def forget_ended_visits() -> int:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    standing = Visit.objects.standing().values("pk")
    return Visit.objects.exclude(pk__in=standing).delete()[0]
