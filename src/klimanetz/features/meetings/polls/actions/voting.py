"""Say which dates suit, and change it until the deadline."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.polls import rules
from klimanetz.features.meetings.polls.actions.locking import lock, require
from klimanetz.features.meetings.polls.models import Choice, PollVoter, Vote


@transaction.atomic
def vote(
    voter: PollVoter, votes: Mapping[int, Choice], *, attends: str = "", comment: str = ""
) -> PollVoter:
    """Keep the choice for each date named (by its key); the others stay as they were.

    The same again changes nothing. `attends` counts only where both ways are offered.
    """
    poll = lock(voter.poll)
    require(rules.can_vote(poll))
    if not votes:
        raise Refused(_("Bitte wählen Sie bei mindestens einem Termin eine Antwort."))
    offered = set(poll.dates.values_list("pk", flat=True))
    if not votes.keys() <= offered:
        raise Refused(_("Diesen Termin gibt es in der Umfrage nicht."))
    voter = poll.voters.get(pk=voter.pk)
    said = dict(voter.votes.values_list("date", "choice"))
    attends = attends if poll.hybrid else ""
    if {**said, **votes} == said and (voter.attends, voter.comment) == (attends, comment):
        return voter
    keep(voter, votes)
    voter.attends, voter.comment, voter.replied_at = attends, comment, timezone.now()
    voter.save(update_fields=["attends", "comment", "replied_at"])
    record("vote", voter, actor=BY_LINK)
    return voter


def keep(voter: PollVoter, votes: Mapping[int, Choice]) -> None:
    Vote.objects.bulk_create(
        [Vote(voter=voter, date_id=date, choice=choice) for date, choice in votes.items()],
        update_conflicts=True,
        unique_fields=["voter", "date"],
        update_fields=["choice"],
    )


@transaction.atomic
def withdraw_voter(voter: PollVoter, *, actor: object) -> None:
    """Somebody who is not to come any more: what they said counts no more, nor are they invited."""
    poll = lock(voter.poll)
    if poll.counts:
        record("withdraw_voter", poll, actor=actor)
        poll.voters.filter(pk=voter.pk).delete()
