"""A poll ends: one of its dates becomes a meeting, or none."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.actions.locking import lock as lock_meeting
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.polls import mails, rules
from klimanetz.features.meetings.polls.actions.locking import lock, require
from klimanetz.features.meetings.polls.models import DatePoll, PollDate, PollState, PollVoter


@transaction.atomic
def choose(date: PollDate, meeting: Meeting, *, actor: object) -> Meeting:
    """Make `meeting` (unsaved) on the chosen date. Of two who choose at once the first decides.

    Choosing the same date again gives the meeting that stands already.
    """
    poll = lock(date.poll)
    date = poll.dates.get(pk=date.pk)
    date.poll = poll
    if poll.chosen_id == date.pk and poll.meeting is not None:
        return poll.meeting
    if poll.state == PollState.DECIDED and poll.chosen:
        reason = _("Jemand hat inzwischen einen anderen Termin gewählt: %(when)s.")
        raise Refused(reason % {"when": poll.chosen.when})
    require(rules.can_choose(date))
    meeting.starts_at, meeting.ends_at = date.starts_at, date.ends_at
    meeting.audiences = poll.audiences
    meetings.plan(meeting, actor=actor)
    poll.become(PollState.DECIDED)
    poll.chosen, poll.meeting = date, meeting
    poll.save(update_fields=["state", "settled_at", "chosen", "meeting"])
    record("choose_date", poll, actor=actor, to=date.day)
    return meeting


@transaction.atomic
def close(poll: DatePoll, message: str, *, actor: object) -> DatePoll:
    """End it without a date; everyone who was asked hears so kindly."""
    poll = lock(poll)
    if poll.state == PollState.CLOSED:
        return poll
    require(rules.can_settle(poll))
    poll.become(PollState.CLOSED)
    poll.save(update_fields=["state", "settled_at"])
    voters = poll.voters.all().known().select_related("person")
    number = mails.no_date(poll, voters, message, actor=actor)
    record("close_poll", poll, actor=actor, number=number)
    return poll


@transaction.atomic
def invite_asked(poll: DatePoll, *, without: Collection[int] = (), actor: object) -> int:
    """Invite everyone who was asked, but the voters in `without`, to the meeting of the poll.

    Who agreed to its date has answered with that; see `promising`.
    """
    poll = lock(poll)
    if poll.meeting is None:
        raise Refused(_("Zu dieser Umfrage gibt es kein Treffen."))
    voters = poll.voters.all().known().select_related("person")
    leave_out(poll.meeting, [one for one in voters if one.pk in without])
    chosen = [as_invitee(one) for one in voters if one.pk not in without]
    return meetings.invite(poll.meeting, chosen, actor=actor)


def leave_out(meeting: Meeting, voters: Sequence[PollVoter]) -> None:
    """Whoever was left out by name is no later joiner either."""
    people = [one.person_id for one in voters if one.person_id]
    meeting = lock_meeting(meeting.pk)
    for kept in meeting.audiences if people else ():
        kept["without"] = sorted({*kept["without"], *people})
    meeting.save(update_fields=["audiences"])


def as_invitee(voter: PollVoter) -> Invitee:
    return Invitee(
        voter.name,
        voter.address,
        organisation=voter.organisation,
        district=voter.district,
        language=voter.language,
        person_id=voter.person_id,
    )
