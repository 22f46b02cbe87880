"""Asked the day after, answered without a name."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock
from klimanetz.features.meetings.feedback import mails
from klimanetz.features.meetings.feedback.keys import Key
from klimanetz.features.meetings.feedback.models import Opinion, Round, SpentKey
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.participants import list_participants


@transaction.atomic
def ask(meeting: Meeting) -> bool:
    """Everyone who was there, once."""
    meeting = lock(meeting.pk)
    if Round.objects.filter(meeting=meeting).exists():
        return False
    round_ = Round.objects.create(meeting=meeting, asked_at=timezone.now())
    number = mails.question(round_, list_participants(meeting))
    record("ask_feedback", meeting, actor=SYSTEM, number=number)
    return True


def answer(key: Key, opinion: Opinion) -> None:
    """Keeps what somebody thinks. Nothing is written to the audit trail: it would say when."""
    opinion.round_id = key.round
    try:
        with transaction.atomic():
            SpentKey.objects.create(digest=key.digest, round_id=key.round)
            opinion.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Mit diesem Link ist schon geantwortet.")) from error
