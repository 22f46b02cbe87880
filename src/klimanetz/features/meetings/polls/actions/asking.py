"""Ask people which dates suit them, and ask once more those who have not answered."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.guest_list import Audience, Invitee, once_each
from klimanetz.features.meetings.polls import mails, rules
from klimanetz.features.meetings.polls.actions.locking import lock, require
from klimanetz.features.meetings.polls.asked import asked_in
from klimanetz.features.meetings.polls.models import (
    BEFORE_DEADLINE,
    DatePoll,
    PollState,
    PollVoter,
    PollVoterQuerySet,
)


@transaction.atomic
def ask(
    poll: DatePoll, invitees: Iterable[Invitee], *, actor: object, audience: Audience | None = None
) -> int:
    """Ask everyone who is not asked yet; returns how many mails that made.

    Nobody is asked twice, however often this runs. A draft becomes open. `audience` is kept for
    the meeting that comes of it.
    """
    poll = lock(poll)
    require(rules.can_ask(poll))
    known = asked_in(poll)
    fresh = [one for one in once_each(invitees) if not known.has(one)]
    if not fresh and poll.state == PollState.DRAFT:
        raise Refused(_("Die Liste ist leer. Bitte wählen Sie, wen Sie fragen."))
    open_for_answers(poll, audience)
    voters = PollVoter.objects.bulk_create([make_voter(poll, one) for one in fresh], 1000)
    if voters:
        mails.question(poll, voters, actor=actor)
        record("ask_for_dates", poll, actor=actor, number=len(voters))
    return len(voters)


def make_voter(poll: DatePoll, one: Invitee) -> PollVoter:
    return PollVoter(
        poll=poll,
        person_id=one.person_id,
        name=one.name,
        email=one.email,
        organisation=one.organisation,
        district=one.district,
        language=one.language,
    )


def open_for_answers(poll: DatePoll, audience: Audience | None) -> None:
    if poll.state == PollState.DRAFT:
        poll.become(PollState.OPEN)
    if audience and (kept := audience.to_keep()) not in poll.audiences:
        poll.audiences.append(kept)
    poll.save(update_fields=["state", "audiences"])


@transaction.atomic
def remind(poll: DatePoll, *, actor: object) -> int:
    """Ask everyone without answer once more, nobody twice within a day; returns how many.

    Refused where nobody is left to remind, with the reason.
    """
    poll = lock(poll)
    require(rules.can_vote(poll))
    if not poll.voters.all().unanswered().exists():
        raise Refused(_("Alle haben geantwortet."))
    number = write(poll, poll.voters.all().remindable(), actor, "reminded_at")
    if not number:
        raise Refused(_("Wer noch fehlt, wurde in den letzten 24 Stunden schon gefragt."))
    record("remind_of_poll", poll, actor=actor, number=number)
    return number


@transaction.atomic
def remind_before_deadline(poll: DatePoll) -> int:
    """The one reminder that comes by itself; returns how many mails that made."""
    poll = lock(poll)
    if not rules.can_vote(poll) or poll.answer_by > timezone.now() + BEFORE_DEADLINE:
        return 0
    due = poll.voters.all().to_remind_by_itself()
    return write(poll, due, SYSTEM, "reminded_at", "deadline_reminded_at")


def write(poll: DatePoll, due: PollVoterQuerySet, actor: object, *marks: str) -> int:
    """Mail to everyone who is due and mark them, so that they are not due any more."""
    voters = list(due.select_related("person"))
    if voters:
        now = timezone.now()
        poll.voters.filter(pk__in=[one.pk for one in voters]).update(**dict.fromkeys(marks, now))
    return mails.reminder(poll, voters, actor=actor)
