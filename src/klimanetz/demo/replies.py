"""What calendars answered to the demo's next meeting: read from mails, as in production."""

from email.message import EmailMessage
from typing import NamedTuple

from django.utils import timezone
from django.utils.timezone import localtime

from klimanetz.demo.cast import MANAGER
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.mail.inbox import receive
from klimanetz.mail.message import stamp_of
from klimanetz.mail.models import Mail

ENTRY = """\
BEGIN:VCALENDAR
METHOD:REPLY
VERSION:2.0
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp}
DTSTART;TZID=Europe/Berlin:{starts}
ATTENDEE;PARTSTAT={word};CN="{name}":mailto:{address}
COMMENT:{comment}
END:VEVENT
END:VCALENDAR
"""


class Said(NamedTuple):
    """What a calendar says; somebody else than who was invited has a name and an address."""

    word: str
    comment: str = ""
    name: str = ""
    address: str = ""


SAID = (
    Said("ACCEPTED", "Ich bringe unsere Bauamtsleiterin mit\\, geht das?"),
    Said("TENTATIVE", "An dem Tag berät vielleicht der Haushaltsausschuss."),
    Said("ACCEPTED", "Ich komme statt meiner Kollegin.", "Timo Harder", "timo.harder@vg.example"),
)


def create_replies() -> None:
    """Of people in town halls who have not answered by another way."""
    [meeting] = Meeting.objects.upcoming()[:1]
    unanswered = meeting.invitations.all().unanswered().exclude(email=MANAGER)
    open_ones = unanswered.exclude(district="").order_by("pk")
    for invitation, said in zip(open_ones[: len(SAID)], SAID, strict=True):
        receive(write(meeting, invitation, said))


def write(meeting: Meeting, invitation: Invitation, said: Said) -> EmailMessage:
    name, address = said.name or invitation.name, said.address or invitation.email
    message = EmailMessage()
    message["From"] = f"{name} <{address}>"
    message["Message-ID"] = f"<{invitation.pk}@kalender.example>"
    message["In-Reply-To"] = name_invitation(invitation)
    entry = ENTRY.format(
        uid=meeting.uid,
        sequence=meeting.sequence,
        stamp=f"{timezone.now():%Y%m%dT%H%M%SZ}",
        starts=f"{localtime(meeting.starts_at):%Y%m%dT%H%M%S}",
        word=said.word,
        name=name,
        address=address,
        comment=said.comment,
    )
    message.set_content(entry, subtype="calendar", params={"method": "REPLY"})
    return message


def name_invitation(invitation: Invitation) -> str:
    """The mail that a calendar answers."""
    mail = Mail.objects.select_related("letter").filter(address=invitation.email).latest("pk")
    return f"<{mail.pk}.{stamp_of(mail.letter)}@klimanetz.example>"
