"""One function per mail of contributions and talks. Called by actions alone."""

from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.features.meetings.agenda.models import Contribution, Talk
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.posting import greet
from klimanetz.features.meetings.programme import Slot
from klimanetz.mail.letters import write_letter
from klimanetz.mail.manners import drop_waiting
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person

#: Mails to who offered something; of several that wait, the newest says how it stands.
DECISIONS = ("placed", "kept", "declined")


def arrived(contribution: Contribution) -> None:
    """To the organisers: somebody has something to report."""
    to_organisers("arrived", contribution, manner=Manner.PACED)


def withdrawn(contribution: Contribution) -> None:
    """To the organisers: what stood on an agenda will not come."""
    to_organisers("withdrawn", contribution, manner=Manner.PROMPT)


def placed(contribution: Contribution, slot: Slot, *, actor: object) -> None:
    """To the proposer: at which meeting, when."""
    to_proposer("placed", contribution, actor, again=str(slot.item.pk), slot=slot)


def kept(contribution: Contribution, *, off: Meeting | None, actor: object) -> None:
    """To the proposer: it waits for a place, also where it had one at the meeting `off`."""
    to_proposer("kept", contribution, actor, again=say_when_decided(contribution), off=off)


def declined(contribution: Contribution, *, actor: object) -> None:
    to_proposer("declined", contribution, actor)


def thanks(contribution: Contribution) -> None:
    """To the proposer, after the meeting: the slides can still be handed in."""
    item = contribution.item
    meeting = item.meeting if item else None
    to_proposer("thanks", contribution, SYSTEM, manner=Manner.NEWS, meeting=meeting)


def say_when_decided(contribution: Contribution) -> str:
    return f"{contribution.decided_at:%Y%m%d%H%M%S}" if contribution.decided_at else ""


def to_organisers(template: str, contribution: Contribution, *, manner: Manner) -> None:
    post_to(
        Person.objects.organisers(),
        f"agenda/mail/{template}.html",
        purpose=f"agenda.{template}",
        key=f"contribution:{contribution.pk}:{template}",
        about=name_subject(contribution),
        manner=manner,
        contribution=contribution,
        url=settings.BASE_URL + reverse("contribution", args=[contribution.pk]),
    )


def to_proposer(
    template: str,
    contribution: Contribution,
    actor: object,
    *,
    again: str = "",
    manner: Manner = Manner.PACED,
    **context: object,
) -> None:
    """Nobody to whom it happens where the proposer is not known any more.

    Who decides differently within the hour sends one mail, the last.
    """
    if contribution.proposer is None:
        return
    drop_waiting(
        name_subject(contribution), *(f"contribution:{contribution.pk}:{it}:" for it in DECISIONS)
    )
    post_to(
        [contribution.proposer],
        f"agenda/mail/{template}.html",
        purpose=f"agenda.{template}",
        key=f"contribution:{contribution.pk}:{template}:{again}",
        about=name_subject(contribution),
        actor=actor,
        manner=manner,
        contribution=contribution,
        url=settings.BASE_URL + reverse("my_contribution", args=[contribution.pk]),
        **context,
    )


class Reader(NamedTuple):
    """Who presents, with or without account."""

    email: str
    name: str
    language: str


def reader_of(item: AgendaItem) -> Reader:
    if item.presenter:
        return Reader(item.presenter.email, item.presenter.full_name, item.presenter.language)
    return Reader(item.presenter_email, item.presenter_name, settings.LANGUAGE_CODE)


def speaker(talk: Talk, slot: Slot, *, again: bool, manner: Manner, actor: object) -> None:
    """To who presents: what, when, where, and the page for their slides."""
    context = {"slot": slot, "again": again}
    reader = reader_of(slot.item)
    key = f"{talk.told}:{talk.told_at:%Y%m%d%H%M%S%f}"
    write(talk, "speaker", reader, context, key=key, actor=actor, manner=manner)


def suspended(talk: Talk, *, actor: object) -> None:
    """To who presents and is not invited: the meeting is put off, its new day is unknown."""
    key = str(talk.item.meeting.sequence)
    write(talk, "suspended", reader_of(talk.item), {}, key=key, actor=actor)


def released(talk: Talk) -> None:
    """To who was asked to present and need not any more; their page is gone."""
    reader = reader_of(talk.item)
    language = reader.language if reader.email == talk.email else settings.LANGUAGE_CODE
    write(talk, "released", Reader(talk.email, talk.name, language), {}, key="", actor=SYSTEM)


def write(
    talk: Talk,
    template: str,
    reader: Reader,
    context: Mapping[str, object],
    *,
    key: str,
    actor: object,
    manner: Manner = Manner.PROMPT,
) -> None:
    meeting = talk.item.meeting
    drop_waiting(name_subject(meeting), f"talk:{talk.pk}:")
    with translation.override(reader.language):
        letter = draw(talk.item, template, reader.language, context, actor=actor, manner=manner)
        values = {
            "greeting": greet(reader.name),
            "link": settings.BASE_URL + talk.get_absolute_url(),
            "language": reader.language,
        }
        posted = f"talk:{talk.pk}:{template}:{key}"
        post(letter, [Recipient(reader.email, reader.name, values, posted)])


def draw(
    item: AgendaItem,
    template: str,
    language: str,
    context: Mapping[str, object],
    *,
    actor: object = SYSTEM,
    manner: Manner = Manner.PROMPT,
) -> Letter:
    """The letter, unsaved; the language is active already."""
    return write_letter(
        f"agenda/mail/{template}.html",
        purpose=f"agenda.{template}",
        language=language,
        context={"item": item, "meeting": item.meeting, **context},
        about=name_subject(item.meeting),
        written_by=str(actor),
        manner=manner,
    )
