"""How a mail of a meeting is posted: one letter per language, personal values per reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.core.models import Network
from klimanetz.features.meetings.addresses import door_address, join_address
from klimanetz.features.meetings.calendar import (
    cancellation_calendar,
    invitation_calendar,
    stamp,
)
from klimanetz.features.meetings.keeping import digest, find_posted, keep_posted
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.features.meetings.reply_address import common_address, own_address
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient


class Entry(NamedTuple):
    """The calendar entry that goes with a mail; one that asks differs by what was answered."""

    method: str
    draw: Callable[[Meeting, Network, Reply], str]


REQUEST = Entry("REQUEST", invitation_calendar)
FOR_DEPUTY = Entry("REQUEST", partial(invitation_calendar, answer=False))
TAKEN_BACK = Entry(
    "CANCEL", lambda meeting, network, _reply: cancellation_calendar(meeting, network)
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a mail is written. One with a `key` reaches each reader once, whoever asks again.

    Where it is `held`, the letter waits in the outbox until an organiser lets it go. `brought_by`
    is the member who asked for a guest.
    """

    meeting: Meeting
    actor: object = SYSTEM
    key: str = ""
    held: bool = False
    brought_by: str = ""

    def key_for(self, reader: str) -> str | None:
        return f"{self.key}:{reader}" if self.key else None


def draw_letter(
    occasion: Occasion,
    template: str,
    *,
    language: str = settings.LANGUAGE_CODE,
    reply: Reply = Reply.OPEN,
    entry: Entry | None = None,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> Letter:
    """The letter, unsaved, with its calendar entry in the same language."""
    meeting = occasion.meeting
    with translation.override(language):
        letter = write_letter(
            f"meetings/mail/{template}.html",
            purpose=f"meetings.{template}",
            language=language,
            context={"meeting": meeting, "reply": reply, "occasion": occasion} | context,
            about=name_subject(meeting),
            calendar=entry.draw(meeting, Network.objects.current(), reply) if entry else "",
            calendar_method=entry.method if entry else "",
            written_by=str(occasion.actor),
            manner=manner,
        )
    letter.held = occasion.held
    return letter


def send_alike(
    occasion: Occasion,
    template: str,
    invitation: Invitation,
    *,
    entry: Entry | None = None,
    **context: str | bool,
) -> None:
    """Post to one invited person what others get in the same words at other times."""
    language, reply = invitation.language, Reply(invitation.reply)
    facts = (template, language, reply, entry is None, occasion.meeting.deadline_over)
    key = digest((*facts, *context.values(), occasion.meeting))
    letter = find_posted(key) or draw_letter(
        occasion, template, language=language, reply=reply, entry=entry,
        manner=Manner.PROMPT, **context,
    )  # fmt: skip
    fresh = letter.pk is None
    with translation.override(language):
        post(letter, [to_invited(occasion, invitation)])
    if fresh:
        keep_posted(key, letter)


def send(
    occasion: Occasion,
    template: str,
    invitations: Iterable[Invitation],
    *,
    entry: Entry | None = None,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> int:
    """Post a letter to the invited people themselves; returns how many mails that is."""
    replies = [(one, Reply(one.reply)) for one in invitations]
    return _send(occasion, template, replies, to_invited, entry, {"manner": manner, **context})


def send_to_deputies(
    occasion: Occasion,
    template: str,
    invitations: Iterable[Invitation],
    *,
    entry: Entry | None = None,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> int:
    """Post a letter to the deputies who left an address."""
    replies = [(one, reply_of_deputy(one)) for one in invitations if one.deputy_email]
    return _send(occasion, template, replies, to_deputy, entry, {"manner": manner, **context})


def reply_of_deputy(invitation: Invitation) -> Reply:
    """How the deputy takes part: they wait, or come as they were asked to."""
    if invitation.waits_for:
        return Reply(invitation.reply)
    return Reply(invitation.deputy_mode)


type MakeOut = Callable[[Occasion, Invitation], Recipient]


def _send(
    occasion: Occasion,
    template: str,
    replies: Iterable[tuple[Invitation, Reply]],
    make_out: MakeOut,
    entry: Entry | None,
    context: dict[str, Any],
) -> int:
    """One letter per language, and per answer where its calendar entry depends on it."""
    readers: defaultdict[tuple[str, Reply], list[Invitation]] = defaultdict(list)
    for invitation, reply in replies:
        asks = entry is not None and entry.method == "REQUEST"
        readers[invitation.language, reply if asks else Reply.OPEN].append(invitation)
    for (language, reply), group in readers.items():
        letter = draw_letter(
            occasion, template, language=language, reply=reply, entry=entry, **context
        )
        with translation.override(language):
            post(letter, [make_out(occasion, invitation) for invitation in group])
    return sum(len(group) for group in readers.values())


def to_invited(occasion: Occasion, invitation: Invitation) -> Recipient:
    values = {
        "greeting": greet(invitation.name),
        "answer_url": settings.BASE_URL + invitation.get_absolute_url(),
        "join_url": join_address(invitation),
        "door_url": door_address(invitation),
        "reply": say_reply(invitation),
        "stamp": stamp(),
        "language": invitation.language,
    }
    if settings.REPLY_ADDRESS:
        values["organiser"] = own_address(invitation)
    key = occasion.key_for(f"invitation:{invitation.pk}")
    return Recipient(invitation.email, invitation.name, values, key)


def say_reply(invitation: Invitation) -> str:
    """The answer as one says it to the person who gave it."""
    if invitation.reply == Reply.DEPUTY:
        return _("Vertretung durch %(name)s") % {"name": invitation.deputy_name}
    return str(Reply(invitation.reply).label)


def to_deputy(occasion: Occasion, invitation: Invitation) -> Recipient:
    """A deputy never gets the link with which the invited person answers."""
    values = {
        "greeting": greet(invitation.deputy_name),
        "invited": invitation.name,
        "join_url": join_address(invitation),
        "door_url": door_address(invitation),
        "stamp": stamp(),
        "language": invitation.language,
    }
    if settings.REPLY_ADDRESS:
        values["organiser"] = common_address(Network.objects.current())
    key = occasion.key_for(f"deputy:{invitation.pk}")
    return Recipient(invitation.deputy_email, invitation.deputy_name, values, key)


def greet(name: str) -> str:
    """Guests whose name nobody typed have their address as a name; it makes no greeting."""
    if "@" in name:
        return _("Guten Tag")
    return _("Guten Tag %(name)s") % {"name": name}
