"""One function per mail. Called by actions alone, in the transaction of the mail's cause.

Who reads which version: those who have not answered are asked; those who accepted learn the
video link; those who declined hear only of what could change their mind; deputies with an
address of their own hear what the people they stand in for hear.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from klimanetz.features.meetings.changes import (
    changes_since_announced,
    matters_since_announced,
    rescheduled_since_announced,
)
from klimanetz.features.meetings.models import (
    ACCEPTED,
    Answer,
    Invitation,
    Meeting,
    Reply,
    Source,
)
from klimanetz.features.meetings.posting import (
    FOR_DEPUTY,
    REQUEST,
    TAKEN_BACK,
    Occasion,
    draw_letter,
    reply_of_deputy,
    send,
    send_alike,
    send_to_deputies,
)
from klimanetz.mail.models import Letter, Manner

ANSWERED_WITH_ENTRY = (Reply.ON_SITE, Reply.ONLINE, Reply.WAITING, Reply.WAITING_ONLINE)


def invitation_letter(meeting: Meeting, language: str = "de") -> Letter:
    """The invitation as it will be sent, unsaved: what the organiser previews."""
    return draw_letter(Occasion(meeting), "invitation", language=language, entry=REQUEST)


def invitation(
    occasion: Occasion, invitations: Sequence[Invitation], promised: Collection[str] = ()
) -> int:
    """Who promised to come (by address) reads that it stands, and what follows from it."""
    asked = [one for one in invitations if one.email not in promised]
    expected = [one for one in invitations if one.email in promised]
    return send(occasion, "invitation", asked, entry=REQUEST, manner=Manner.PACED) + send(
        occasion, "expected", expected, entry=REQUEST, manner=Manner.PACED
    )


def expected_letter(meeting: Meeting, reply: Reply) -> Letter:
    """The invitation of somebody who promised to come, unsaved."""
    return draw_letter(Occasion(meeting), "expected", reply=reply, entry=REQUEST)


def reminder(occasion: Occasion, invitations: Iterable[Invitation]) -> int:
    """To those without answer."""
    return send(occasion, "reminder", invitations, manner=Manner.NEWS)


def confirmation(occasion: Occasion, answer: Answer) -> None:
    """What was noted, what follows from it, and the link for those who take part."""
    reply = Reply(answer.reply)
    invitation = answer.invitation
    send_alike(
        occasion,
        "confirmation",
        invitation,
        entry=REQUEST if reply in ANSWERED_WITH_ENTRY else None,
        deputy=invitation.deputy_name,
        deputy_email=invitation.deputy_email,
        deputy_mode=invitation.deputy_mode,
        entered=answer.source == Source.ORGANISER,
    )


def seat_freed(occasion: Occasion, invitation: Invitation) -> None:
    """To the first in line, and to the deputy if it is the deputy's seat."""
    send(
        occasion,
        "seat_freed",
        [invitation],
        entry=REQUEST,
        deputy=invitation.deputy_name,
        mode=invitation.place,
    )
    deputy_asked(occasion, invitation)


def deputy_asked(occasion: Occasion, invitation: Invitation) -> None:
    """To the deputy, if there is one with an address: for whom, when, where, and the link."""
    if not invitation.deputy_email:
        return
    mode = reply_of_deputy(invitation)
    send_to_deputies(occasion, "deputy_asked", [invitation], entry=FOR_DEPUTY, mode=mode)


def deputies_released(
    occasion: Occasion, invitations: Iterable[Invitation], *, before: Meeting, moved: bool = False
) -> None:
    """To deputies who are not needed any more; `before` is the meeting they were asked for."""
    send_to_deputies(
        occasion, "deputy_released", invitations, entry=TAKEN_BACK, before=before, moved=moved
    )


def withdrawal(occasion: Occasion, invitation: Invitation) -> None:
    send(occasion, "withdrawal", [invitation], entry=TAKEN_BACK)


def update(occasion: Occasion, invitations: Sequence[Invitation]) -> int:
    """What changed since the last mail; nobody gets a mail in which nothing would stand.

    Another time or place is no news that one can do without.
    """
    meeting = occasion.meeting
    changes = partial(changes_since_announced, meeting)
    if not changes():
        return 0
    rescheduled = rescheduled_since_announced(meeting)
    coming = [one for one in invitations if one.reply in ACCEPTED]
    asked, reopened = part_asked([one for one in invitations if one.reply == Reply.OPEN])
    declined = [one for one in invitations if one.reply == Reply.DECLINED and rescheduled]
    # The template calls `changes` itself: it speaks the language of the letter.
    manner = Manner.PACED if matters_since_announced(meeting) else Manner.NEWS
    context: dict[str, Any] = {"changes": changes, "rescheduled": rescheduled, "manner": manner}
    return sum(
        (
            send(occasion, "update", coming, entry=REQUEST, to="coming", **context),
            send(occasion, "update", asked, entry=REQUEST, to="asked", **context),
            send(occasion, "update", reopened, entry=REQUEST, to="reopened", **context),
            send(occasion, "update", declined, entry=REQUEST, to="declined", **context),
            send_to_deputies(occasion, "update", coming, entry=FOR_DEPUTY, to="deputy", **context),
        )
    )


def part_asked(asked: Sequence[Invitation]) -> tuple[list[Invitation], list[Invitation]]:
    """Those who never answered, and those whose answer holds no more: they must know that."""
    given = Answer.objects.filter(invitation__in=asked).values_list("invitation", flat=True)
    answered = set(given)
    return (
        [one for one in asked if one.pk not in answered],
        [one for one in asked if one.pk in answered],
    )


def moved(occasion: Occasion, invitations: Iterable[Invitation], *, before: Meeting) -> int:
    """A new date asks everyone anew; `before` is the meeting as it was."""
    return send(occasion, "moved", invitations, entry=REQUEST, before=before)


def postponed(occasion: Occasion, invitations: Iterable[Invitation]) -> int:
    """The date is off, the new one is not known yet."""
    return send(occasion, "postponed", invitations, entry=TAKEN_BACK)


def cancellation(occasion: Occasion, invitations: Sequence[Invitation]) -> int:
    deputies = send_to_deputies(occasion, "cancellation", invitations, entry=TAKEN_BACK)
    return deputies + send(occasion, "cancellation", invitations, entry=TAKEN_BACK)


def eve(occasion: Occasion, invitations: Iterable[Invitation]) -> int:
    """The day before (or late, on the day): every practical fact, in the way each takes part.

    Where a deputy left no address the invited person gets it, to hand it on.
    """
    today = timezone.localdate() == timezone.localdate(occasion.meeting.starts_at)
    manner = Manner.PROMPT if today else Manner.PACED  # an hour later it may have begun
    groups: defaultdict[tuple[str, str], list[Invitation]] = defaultdict(list)
    for one in invitations:
        groups[_reader(one), _mode(one)].append(one)
    return sum(
        (send_to_deputies if to == "deputy" else send)(
            occasion, "eve", group, to=to, mode=mode, today=today, manner=manner
        )
        for (to, mode), group in groups.items()
    )


def _reader(invitation: Invitation) -> str:
    if not invitation.deputy_name:
        return "self"
    return "deputy" if invitation.deputy_email else "deputised"


def _mode(invitation: Invitation) -> Reply:
    return reply_of_deputy(invitation) if invitation.deputy_name else Reply(invitation.reply)
