"""One function per mail of minutes. Called by actions alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.features.meetings.minutes.models import ActionItem, Minutes, MinutesVersion, Reader
from klimanetz.features.meetings.minutes.saying import say_day
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.posting import greet
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.roster.models import Membership


def taker_named(meeting: Meeting, taker: Person, *, actor: object) -> None:
    """To a member who was asked to take minutes: where to write."""
    post_to(
        [taker],
        "minutes/mail/taker_named.html",
        purpose="minutes.taker_named",
        key=f"minutes:taker:{meeting.pk}",
        about=name_subject(meeting),
        actor=actor,
        meeting=meeting,
        url=settings.BASE_URL + reverse("minutes_write", args=[meeting.slug]),
    )


def review(minutes: Minutes, readers: Iterable[Reader], *, actor: object) -> None:
    """To everyone who was there: please look through it until a day."""
    send(minutes, "review", readers, key=f"minutes:{minutes.pk}:review", actor=actor)


def released(minutes: Minutes, readers: Sequence[Reader], *, actor: object) -> None:
    """To everyone who was there and may read it."""
    wanted = readers if minutes.opens_to_guests else members_among(readers)
    send(minutes, "released", wanted, key=f"minutes:{minutes.pk}:released", actor=actor)


def members_among(readers: Sequence[Reader]) -> list[Reader]:
    members = set(
        Membership.objects.valid()
        .filter(person__in=[one.person_id for one in readers], role__in=MEMBER_ROLES)
        .values_list("person", flat=True)
    )
    return [one for one in readers if one.person_id in members]


def send(
    minutes: Minutes, template: str, readers: Iterable[Reader], *, key: str, actor: object
) -> None:
    """One letter per language."""
    groups: defaultdict[str, list[Reader]] = defaultdict(list)
    for reader in readers:
        groups[reader.language].append(reader)
    for language, group in groups.items():
        context: dict[str, object] = {"minutes": minutes, "meeting": minutes.meeting}
        letter = draw(template, language, context, about=minutes.meeting, actor=actor)
        letter.manner = Manner.NEWS
        with translation.override(language):
            post(letter, [make_out(reader, f"{key}:{reader.pk}") for reader in group])


def make_out(reader: Reader, key: str) -> Recipient:
    link = settings.BASE_URL + reader.get_absolute_url()
    values = {"greeting": greet(reader.name), "url": link, "language": reader.language}
    return Recipient(reader.email, reader.name, values, key)


def draw(
    template: str, language: str, context: dict[str, object], *, about: Meeting, actor: object
) -> Letter:
    with translation.override(language):
        return write_letter(
            f"minutes/mail/{template}.html",
            purpose=f"minutes.{template}",
            language=language,
            context=context,
            about=name_subject(about),
            written_by=str(actor),
        )


def assigned(version: MinutesVersion, actions: Sequence[ActionItem], *, actor: object) -> None:
    """To one owner: all that is theirs from this meeting."""
    numbers = ":".join(str(one.pk) for one in actions)
    key = f"minutes:{version.pk}:assigned:{numbers}"
    write_to_owner("assigned", version.minutes.meeting, actions, key=key, actor=actor)


def reminder(action: ActionItem) -> None:
    """Before the date, and twice after it."""
    key = f"action:{action.pk}:{action.due_on}:{action.reminded}"
    write_to_owner("reminder", action.meeting, [action], key=key, actor=SYSTEM)


def write_to_owner(
    template: str, meeting: Meeting, actions: Sequence[ActionItem], *, key: str, actor: object
) -> None:
    owner = actions[0]
    language = owner.owner.language if owner.owner else owner.language
    with translation.override(language):
        context = {"meeting": meeting, "actions": [describe(one) for one in actions]}
        letter = draw(template, language, context, about=meeting, actor=actor)
        letter.manner = Manner.PACED
        values = {"greeting": greet(owner.owner_name), "language": language}
        post(letter, [Recipient(owner.owner_email, owner.owner_name, values, key)])


def describe(action: ActionItem) -> dict[str, object]:
    """An action item as mails tell it; the link in it is for this owner alone."""
    return {
        "text": action.text,
        "due": say_day(action.due_on) if action.due_on else "",
        "late": action.is_late,
        "url": settings.BASE_URL + action.get_absolute_url(),
    }
