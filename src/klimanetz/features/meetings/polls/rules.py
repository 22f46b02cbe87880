"""What may happen to a poll now. Who runs polls is who runs meetings: `meetings.rules.can_run`.

Asked by the actions themselves; a page asks them to know which buttons to show.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.polls.models import DatePoll, PollDate, PollState


def can_edit(poll: DatePoll) -> Verdict:
    """Nobody must have voted on dates that are not proposed any more."""
    if poll.state == PollState.DRAFT:
        return ALLOWED
    return Verdict(False, _("Diese Umfrage ist schon verschickt; die Termine stehen fest."))


def can_ask(poll: DatePoll) -> Verdict:
    """The first ones and later ones alike, while they can answer."""
    if poll.state not in {PollState.DRAFT, PollState.OPEN}:
        return Verdict(False, why_over(poll))
    if poll.deadline_over:
        reason = _("Die Frist dieser Umfrage ist vorbei. Bitte verlängern Sie sie zuerst.")
        return Verdict(False, reason)
    return ALLOWED


def can_vote(poll: DatePoll) -> Verdict:
    """The twin of `DatePoll.objects.running()`."""
    if poll.state != PollState.OPEN:
        return Verdict(False, why_over(poll))
    if poll.deadline_over:
        reason = _("Die Frist ist vorbei. Bitte rufen Sie uns an oder schreiben Sie uns.")
        return Verdict(False, reason)
    return ALLOWED


def can_settle(poll: DatePoll) -> Verdict:
    """Choose a date, or close without one; also before the deadline."""
    if poll.state == PollState.OPEN:
        return ALLOWED
    return Verdict(False, why_over(poll))


def can_choose(date: PollDate) -> Verdict:
    verdict = can_settle(date.poll)
    if verdict and date.starts_at <= timezone.now():
        return Verdict(False, _("Dieser Termin ist schon vorbei."))
    return verdict


def why_over(poll: DatePoll) -> str:
    if poll.state == PollState.DECIDED and poll.chosen:
        return _("Der Termin steht fest: %(when)s.") % {"when": poll.chosen.when}
    if poll.state == PollState.DRAFT:
        return _("Diese Umfrage ist noch nicht verschickt.")
    return _("Diese Umfrage ist beendet.")
