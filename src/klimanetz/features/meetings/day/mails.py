"""The mail with the link to one's certificate."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.models import Attendance, Meeting
from klimanetz.features.meetings.posting import Occasion, draw_letter, greet
from klimanetz.features.meetings.wording import say_day
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient


def certificate_letter(occasion: Occasion, language: str = "de") -> Letter:
    """The mail as it will be sent, unsaved: what the organiser previews."""
    return draw_letter(occasion, "certificate", language=language, manner=Manner.PACED)


def certificates(occasion: Occasion, released: Iterable[Certificate]) -> int:
    """To everyone who left an address, each once; returns how many."""
    readers: defaultdict[str, list[Certificate]] = defaultdict(list)
    for one in released:
        if one.attendance.email:
            readers[language_of(one.attendance)].append(one)
    for language, group in readers.items():
        letter = certificate_letter(occasion, language)
        with translation.override(language):
            post(letter, [to_attendant(occasion.meeting, one) for one in group])
    return sum(len(group) for group in readers.values())


def language_of(attendance: Attendance) -> str:
    invitation = attendance.invitation
    return invitation.language if invitation else settings.LANGUAGE_CODE


def to_attendant(meeting: Meeting, one: Certificate) -> Recipient:
    values = {
        "greeting": greet(one.attendance.name),
        "certificate_url": settings.BASE_URL + one.get_absolute_url(),
        "until": say_day(one.expires_at),
    }
    key = f"meeting:{meeting.pk}:certificate:{one.attendance_id}"
    return Recipient(one.attendance.email, one.attendance.name, values, key)
