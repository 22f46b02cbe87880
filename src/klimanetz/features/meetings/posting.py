"""How a mail of a meeting is posted: one letter per language, personal values per reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.core.models import Network
from klimanetz.features.meetings.calendar import (
    PARTSTAT,
    cancellation_calendar,
    invitation_calendar,
)
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter
from klimanetz.mail.outbox import Recipient, post


class Entry(NamedTuple):
    """The calendar entry that goes with a mail."""

    method: str
    draw: Callable[[Meeting, Network], str]


ASKING = Entry("REQUEST", invitation_calendar)
ACCEPTED = Entry("REQUEST", partial(invitation_calendar, video=True))
FOR_DEPUTY = Entry("REQUEST", partial(invitation_calendar, video=True, answer=False))
TAKEN_BACK = Entry("CANCEL", cancellation_calendar)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a mail is written; each reader gets it once, whoever asks again."""

    meeting: Meeting
    key: str
    actor: object = SYSTEM


def draw_letter(
    occasion: Occasion,
    template: str,
    *,
    language: str = settings.LANGUAGE_CODE,
    entry: Entry | None = None,
    **context: object,
) -> Letter:
    """The letter, unsaved, with its calendar entry in the same language."""
    meeting = occasion.meeting
    with translation.override(language):
        calendar = entry.draw(meeting, Network.objects.current()) if entry else ""
        return write_letter(
            f"meetings/mail/{template}.html",
            purpose=f"meetings.{template}",
            language=language,
            context={"meeting": meeting} | context,
            about=name_subject(meeting),
            calendar=calendar,
            calendar_method=entry.method if entry else "",
            written_by=str(occasion.actor),
        )


def send(
    occasion: Occasion,
    template: str,
    invitations: Iterable[Invitation],
    *,
    entry: Entry | None = None,
    **context: object,
) -> int:
    """Post a letter to the invited people themselves; returns how many mails that is."""
    return _send(occasion, template, invitations, to_invited, entry, context)


def send_to_deputies(
    occasion: Occasion,
    template: str,
    invitations: Iterable[Invitation],
    *,
    entry: Entry | None = None,
    **context: object,
) -> int:
    """Post a letter to the deputies who left an address."""
    reachable = [invitation for invitation in invitations if invitation.deputy_email]
    return _send(occasion, template, reachable, to_deputy, entry, context)


type MakeOut = Callable[[Invitation, str], Recipient]


def _send(
    occasion: Occasion,
    template: str,
    invitations: Iterable[Invitation],
    make_out: MakeOut,
    entry: Entry | None,
    context: dict[str, object],
) -> int:
    readers: defaultdict[str, list[Invitation]] = defaultdict(list)
    for invitation in invitations:
        readers[invitation.language].append(invitation)
    for language, group in readers.items():
        letter = draw_letter(occasion, template, language=language, entry=entry, **context)
        with translation.override(language):
            post(letter, [make_out(invitation, occasion.key) for invitation in group])
    return sum(len(group) for group in readers.values())


def to_invited(invitation: Invitation, key: str) -> Recipient:
    values = {
        "greeting": greet(invitation.name),
        "answer_url": settings.BASE_URL + invitation.get_absolute_url(),
        "reply": str(Reply(invitation.reply).label),
        "partstat": PARTSTAT[Reply(invitation.reply)],
    }
    key = f"{key}:invitation:{invitation.pk}"
    return Recipient(invitation.email, invitation.name, values, key)


def to_deputy(invitation: Invitation, key: str) -> Recipient:
    """A deputy never gets the link with which the invited person answers."""
    values = {
        "greeting": greet(invitation.deputy_name),
        "invited": invitation.name,
        "partstat": "TENTATIVE" if invitation.reply == Reply.WAITING else "ACCEPTED",
    }
    key = f"{key}:deputy:{invitation.pk}"
    return Recipient(invitation.deputy_email, invitation.deputy_name, values, key)


def greet(name: str) -> str:
    """Guests whose name nobody typed have their address as a name; it makes no greeting."""
    if "@" in name:
        return _("Guten Tag")
    return _("Guten Tag %(name)s") % {"name": name}
