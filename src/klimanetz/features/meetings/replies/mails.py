"""The mails of calendar replies. Called by actions alone, in the transaction of their cause."""

from klimanetz.features.meetings.models import Invitation
from klimanetz.features.meetings.posting import Occasion, send
from klimanetz.features.meetings.replies.models import Why, Word


def not_counted(invitation: Invitation, word: Word, why: Why) -> None:
    """To the invited person, whose calendar shows an answer that does not count: why, and what
    they can do. Once for each version of the meeting, so no program can be made to send many."""
    meeting = invitation.meeting
    key = f"meeting:{meeting.pk}:not_counted:{meeting.sequence}:{why}:{word}"
    send(
        Occasion(meeting, key=key),
        "not_counted",
        [invitation],
        word=word.value,
        why=why.value,
    )
