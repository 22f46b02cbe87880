"""Calendar entries of meetings (RFC 5545, 5546): in mails, as a download, as a subscription.

One meeting has one UID everywhere, so that no calendar shows it twice. What differs per reader
of a mail stands as `${name}`, `${address}`, `${answer_url}`, `${join_url}`, `${stamp}`, and as
`${organiser}` where everyone answers to an address of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress

from klimanetz.core.calendar import make_calendar, make_feed, write
from klimanetz.core.models import Network
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.features.meetings.reply_address import common_address
from klimanetz.features.meetings.wording import say_deadline

#: What an entry says of joining by video: nothing, that the link follows on acceptance, or the
#: reader's own address to join. Where that leads to is told when the conference opens, not before.
type Video = Literal["unsaid", "promised", "told"]

BERLIN = ZoneInfo("Europe/Berlin")
#: How participation reads in a calendar (RFC 5545, 3.2.12). Waiting: not there yet, but coming.
PARTSTAT = {
    Reply.OPEN: "NEEDS-ACTION",
    Reply.ON_SITE: "ACCEPTED",
    Reply.ONLINE: "ACCEPTED",
    Reply.WAITING: "TENTATIVE",
    Reply.WAITING_ONLINE: "TENTATIVE",
    Reply.DECLINED: "DECLINED",
    Reply.DEPUTY: "DELEGATED",
}
STATUS = {
    State.PLANNED: "TENTATIVE",
    State.INVITED: "CONFIRMED",
    State.HELD: "CONFIRMED",
    State.IN_REVIEW: "CONFIRMED",
    State.PUBLISHED: "CONFIRMED",
    State.POSTPONED: "CANCELLED",
    State.CANCELLED: "CANCELLED",
}
ATTENDEE = 'ATTENDEE;CN="${name}"%s:mailto:${address}'
ASKED = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=%s;RSVP=TRUE"
#: Stand for `${answer_url}` and `${join_url}` while the text is escaped as iCalendar text.
ANSWER_URL, JOIN_URL = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything an event says: equal entries are the same text."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str
    location: str
    url: str
    status: str
    organiser: str
    organiser_email: str


def say_location(meeting: Meeting, reply: Reply = Reply.OPEN) -> str:
    """The venue with its address, "online", or both, as far as it concerns this reader."""
    if not meeting.on_site or reply == Reply.ONLINE:
        return _("online")
    if not meeting.online or reply == Reply.ON_SITE:
        return meeting.place
    return _("%(place)s oder online") % {"place": meeting.place or _("vor Ort")}


def _say_video(meeting: Meeting, video: Video, join: str) -> str:
    if not meeting.online or video == "unsaid":
        return ""
    if video == "promised":
        return _("Den Link zur Videokonferenz erhalten Sie mit Ihrer Zusage.")
    return _("Videokonferenz: %(url)s") % {"url": join}


def _describe(meeting: Meeting, *, video: Video, answer: bool, join: str) -> str:
    directions = _("Anreise: %(text)s") % {"text": meeting.directions}
    ask = _("Antworten bis %(until)s: %(url)s") % {
        "until": say_deadline(meeting.answer_by),
        "url": ANSWER_URL,
    }
    parts = (
        ask if answer else "",
        _say_video(meeting, video, join),
        meeting.description,
        _("Tagesordnung") + ":\n" + meeting.programme if meeting.programme else "",
        directions if meeting.on_site and meeting.directions else "",
    )
    return "\n\n".join(part.replace("\r\n", "\n") for part in parts if part)


def _title(meeting: Meeting) -> str:
    if meeting.state == State.CANCELLED:
        return _("Abgesagt: %(title)s") % {"title": meeting.title}
    if meeting.state == State.POSTPONED:
        return _("Verschoben: %(title)s") % {"title": meeting.title}
    return meeting.title


def make_entry(
    meeting: Meeting,
    network: Network,
    *,
    reply: Reply = Reply.OPEN,
    video: Video = "unsaid",
    answer: bool = False,
    join: str = JOIN_URL,
) -> Entry:
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        stamp=meeting.changed_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=_title(meeting),
        description=_describe(meeting, video=video, answer=answer, join=join),
        location=say_location(meeting, reply),
        url=settings.BASE_URL + meeting.get_absolute_url(),
        status=STATUS[State(meeting.state)],
        organiser=network.name.replace('"', "'"),
        organiser_email=common_address(network),
    )


def make_event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(BERLIN))
    event.add("dtend", entry.ends_at.astimezone(BERLIN))
    event.add("summary", entry.title)
    event.add("status", entry.status)
    event.add("url", entry.url)
    for name in ("description", "location"):
        if value := getattr(entry, name):
            event.add(name, value)
    organiser = vCalAddress(f"mailto:{entry.organiser_email}")
    organiser.params["cn"] = entry.organiser
    event.add("organizer", organiser)
    return event


@lru_cache(maxsize=256)
def _draw(entry: Entry, method: str) -> str:
    calendar = make_calendar(method)
    calendar.add_component(make_event(entry))
    return write(calendar)


def _for_letter(entry: Entry, method: str, asked: str = "") -> str:
    """Unfolded, with the personal values as `${…}`."""
    text = _draw(entry, method).replace("\r\n ", "").replace("$", "$$")
    text = text.replace(ANSWER_URL, "${answer_url}").replace(JOIN_URL, "${join_url}")
    if settings.REPLY_ADDRESS:
        text = text.replace(f":mailto:{entry.organiser_email}\r\n", ":mailto:${organiser}\r\n")
    text = text.replace(f"DTSTAMP:{write_stamp(entry.stamp)}", "DTSTAMP:${stamp}")
    return text.replace("END:VEVENT", f"{ATTENDEE % asked}\r\nEND:VEVENT")


def write_stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def stamp() -> str:
    """When a reader is told: of two entries of one sequence the later stamp counts (RFC 5546)."""
    return write_stamp(timezone.now())


def invitation_calendar(
    meeting: Meeting, network: Network, reply: Reply, *, answer: bool = True
) -> str:
    """METHOD:REQUEST for a letter to readers who gave this `reply`, in the active language.

    Only those who accepted read how to join. `answer` adds the link to answer with.
    """
    reads_link = Invitation(meeting=meeting, reply=reply).knows_video_link
    video: Video = "told" if reads_link else "promised"
    entry = make_entry(meeting, network, reply=reply, video=video, answer=answer)
    return _for_letter(entry, "REQUEST", ASKED % PARTSTAT[reply])


def cancellation_calendar(meeting: Meeting, network: Network) -> str:
    """METHOD:CANCEL for a letter: the entry disappears from the reader's calendar."""
    entry = make_entry(meeting, network)
    return _for_letter(replace(entry, status="CANCELLED"), "CANCEL")


def meeting_ics(meeting: Meeting) -> str:
    """One meeting for everyone to download (METHOD:PUBLISH); never holds the video link."""
    return _draw(make_entry(meeting, Network.objects.current()), "PUBLISH")


def invitation_ics(invitation: Invitation) -> str:
    """The meeting for one invited person to download, with the link if they accepted."""
    video: Video = "told" if invitation.knows_video_link else "promised"
    entry = make_entry(
        invitation.meeting,
        Network.objects.current(),
        reply=Reply(invitation.reply),
        video=video,
        join=join_address(invitation),
    )
    return _draw(entry, "PUBLISH")


def feed(meetings: Iterable[Meeting], name: str = "") -> str:
    """A subscription with the same UIDs as the mails; never holds a video link. One query more."""
    network = Network.objects.current()
    calendar = make_feed(name or network.name)
    for meeting in meetings:
        calendar.add_component(make_event(make_entry(meeting, network)))
    return write(calendar)
