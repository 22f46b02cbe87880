"""A poll before anybody is asked, and its deadline."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.polls import rules
from klimanetz.features.meetings.polls.actions.locking import lock, require
from klimanetz.features.meetings.polls.models import DatePoll, PollDate

type Times = tuple[datetime, datetime]


@transaction.atomic
def prepare(poll: DatePoll, dates: Iterable[Times], *, actor: object) -> DatePoll:
    """Save a new poll (an unsaved one). Nobody is asked yet."""
    poll.save(force_insert=True)
    write_dates(poll, dates)
    record("prepare_poll", poll, actor=actor, title=poll.title)
    return poll


@transaction.atomic
def propose_dates(poll: DatePoll, dates: Iterable[Times], *, actor: object) -> DatePoll:
    """Save the edited fields and dates of a draft."""
    require(rules.can_edit(lock(poll)))
    poll.save(update_fields=["title", "description", "mode", "series", "answer_by"])
    poll.dates.all().delete()
    write_dates(poll, dates)
    record("edit_poll", poll, actor=actor)
    return poll


def write_dates(poll: DatePoll, dates: Iterable[Times]) -> None:
    PollDate.objects.bulk_create(
        PollDate(poll=poll, starts_at=begins, ends_at=ends) for begins, ends in dates
    )


@transaction.atomic
def discard(poll: DatePoll, *, actor: object) -> None:
    """A draft that is not needed; nobody has heard of it."""
    poll = lock(poll)
    require(rules.can_edit(poll))
    record("discard_poll", poll, actor=actor, title=poll.title)
    poll.delete()


@transaction.atomic
def extend(poll: DatePoll, answer_by: datetime, *, actor: object) -> DatePoll:
    """Another deadline while the poll is open; at its end the organisers hear of it anew."""
    poll = lock(poll)
    require(rules.can_settle(poll))
    if answer_by <= timezone.now():
        raise Refused(_("Dieser Tag ist schon vorbei."))
    ahead = poll.dates.filter(starts_at__gt=timezone.now()).order_by("starts_at").first()
    if ahead and answer_by > ahead.starts_at:
        raise Refused(_("Bis dahin ist der erste Termin schon vorbei."))
    if poll.answer_by != answer_by:
        poll.answer_by, poll.result_told_at = answer_by, None
        poll.save(update_fields=["answer_by", "result_told_at"])
        record("extend_poll", poll, actor=actor)
    return poll
