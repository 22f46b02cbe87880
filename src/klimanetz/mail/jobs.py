"""What time does to the outbox."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.mail.digest import send_digests
from klimanetz.mail.models import Letter, Received

#: So long organisers can still see that a code was sent, and whether it arrived.
CODES_KEPT = timedelta(days=30)
READ_KEPT = timedelta(days=180)


@due_job
def send_mails_of_the_day() -> int:
    return send_digests()


@due_job
def forget_old_codes() -> int:
    """Delete letters with codes to sign in: many, and of no use to anyone any more."""
    old = Letter.objects.filter(confidential=True, created_at__lt=timezone.now() - CODES_KEPT)
    return old.delete()[0]


@due_job
def forget_what_was_read() -> int:
    """A message that comes again after so long is no second delivery of the same."""
    return Received.objects.filter(received_at__lt=timezone.now() - READ_KEPT).delete()[0]
