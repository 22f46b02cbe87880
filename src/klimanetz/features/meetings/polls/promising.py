"""Who agreed to the date of a meeting in its poll."""

from klimanetz.features.meetings.models import Meeting, Mode, Reply
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollVoter, Vote
from klimanetz.features.meetings.promises import witness


@witness
def promised_in_poll(meeting: Meeting) -> dict[str, Reply]:
    """Those who said yes without reserve, who answered first before the others.

    A promise holds for the time that was asked about, not for another day or a longer meeting.
    """
    poll = DatePoll.objects.filter(meeting=meeting).select_related("chosen").first()
    if poll is None or poll.chosen is None:
        return {}
    date = poll.chosen
    if meeting.starts_at < date.starts_at or meeting.ends_at > date.ends_at:
        return {}
    votes = Vote.objects.filter(date=date, choice=Choice.YES).select_related("voter__person")
    replies = {
        vote.voter.address.lower(): reply_of(vote.voter, poll, meeting)
        for vote in votes.order_by("voter__replied_at", "voter")
    }
    return {email: reply for email, reply in replies.items() if reply is not None}


def reply_of(voter: PollVoter, poll: DatePoll, meeting: Meeting) -> Reply | None:
    """The way they said, or the only one that was asked about; open where both are possible.

    None where the meeting does not offer that way any more.
    """
    way = voter.attends or ("" if poll.hybrid else poll.mode)
    if not way:
        return Reply.OPEN
    return Reply(way) if meeting.mode in {Mode.BOTH, way} else None
