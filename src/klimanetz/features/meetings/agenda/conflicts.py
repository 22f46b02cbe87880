"""What does not fit in an agenda, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klimanetz.features.meetings.agenda.presenting import address_of
from klimanetz.features.meetings.models import (
    AgendaItem,
    Invitation,
    ItemKind,
    Meeting,
    Reply,
    State,
)
from klimanetz.features.meetings.programme import Slot, lay_out
from klimanetz.features.meetings.wording import say_time

#: Nobody listens longer without a break.
LONGEST = timedelta(hours=2)
#: Kinds that somebody presents.
PRESENTED = (ItemKind.STATE, ItemKind.FEDERATION, ItemKind.PRACTICE, ItemKind.PROJECT)

#: Whose invitation was taken back, as when they left the network.
GONE = ""
SAID_OF_ABSENT = {
    Reply.OPEN: gettext_lazy("Tragen vor, haben aber noch nicht geantwortet: %(names)s."),
    Reply.DECLINED: gettext_lazy("Tragen vor, haben aber für das Treffen abgesagt: %(names)s."),
    Reply.DEPUTY: gettext_lazy("Tragen vor, schicken aber eine Vertretung: %(names)s."),
}


def minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)


def find_in_times(meeting: Meeting, slots: Sequence[Slot]) -> list[str]:
    """What the times alone tell; asks nothing."""
    return [*find_overrun(meeting, slots), *find_without_break(slots)]


def find_overrun(meeting: Meeting, slots: Sequence[Slot]) -> Iterator[str]:
    if not slots or slots[-1].ends_at <= meeting.ends_at:
        return
    over = minutes(slots[-1].ends_at - meeting.ends_at)
    yield ngettext(
        "Die Tagesordnung dauert %(over)s Minute länger als das Treffen: bis %(until)s Uhr.",
        "Die Tagesordnung dauert %(over)s Minuten länger als das Treffen: bis %(until)s Uhr.",
        over,
    ) % {"over": over, "until": say_time(slots[-1].ends_at)}


def find_without_break(slots: Sequence[Slot]) -> Iterator[str]:
    began: datetime | None = None
    for place, slot in enumerate(slots):
        if slot.item.kind == ItemKind.BREAK:
            began = None
            continue
        began = began or slot.starts_at
        last = place + 1 == len(slots) or slots[place + 1].item.kind == ItemKind.BREAK
        if last and slot.ends_at - began > LONGEST:
            yield _("Von %(start)s bis %(end)s Uhr gibt es keine Pause.") % {
                "start": say_time(began),
                "end": say_time(slot.ends_at),
            }


def find_in_people(meeting: Meeting, slots: Sequence[Slot]) -> list[str]:
    """Who does not come, who is elsewhere, what nobody presents. Two queries."""
    return [
        *find_missing(slots),
        *find_absent(meeting, slots),
        *find_elsewhere(meeting, slots),
    ]


def find_missing(slots: Sequence[Slot]) -> Iterator[str]:
    for slot in slots:
        if slot.item.kind in PRESENTED and not slot.item.presenter_name:
            yield _("Wer trägt „%(title)s“ vor?") % {"title": slot.item.title}


def find_absent(meeting: Meeting, slots: Sequence[Slot]) -> Iterator[str]:
    """Of those who were invited as well: the others owe no answer."""
    addresses = {address_of(slot.item).lower() for slot in slots} - {""}
    if not addresses or meeting.state != State.INVITED:
        return
    invited = Invitation.objects.filter(meeting=meeting, email__in=addresses)
    names: dict[str, list[str]] = {}
    known = list(invited.order_by("name", "pk"))
    for one in known:
        names.setdefault(one.reply if one.withdrawn_at is None else GONE, []).append(one.name)
    if GONE in names:
        yield _("Tragen vor, sind aber nicht mehr eingeladen: %(names)s.") % {
            "names": ", ".join(names[GONE])
        }
    for reply, people in names.items():
        if reply in SAID_OF_ABSENT:
            yield str(SAID_OF_ABSENT[Reply(reply)]) % {"names": ", ".join(people)}
    if meeting.online:
        yield from find_shut_out(slots, {one.email.lower() for one in known})


def find_shut_out(slots: Sequence[Slot], invited: set[str]) -> Iterator[str]:
    """Guests who present and could not join: the way in comes with an invitation."""
    guests = (slot.item for slot in slots if slot.item.presenter_id is None)
    names = {
        one.presenter_name: None
        for one in guests
        if one.presenter_email and one.presenter_email.lower() not in invited
    }
    if names:
        yield _(
            "Tragen vor, kommen aber ohne Einladung nicht in die Videokonferenz: %(names)s."
        ) % {"names": ", ".join(names)}


def find_elsewhere(meeting: Meeting, slots: Sequence[Slot]) -> Iterator[str]:
    """Who presents at another meeting at the same time."""
    if not slots:
        return
    people = {slot.item.presenter_id for slot in slots} - {None}
    names = {address_of(slot.item).lower() for slot in slots if address_of(slot.item)}
    for other in _read_meanwhile(meeting, slots, people, names):
        for slot in slots:
            if _same_presenter(slot, other) and _at_once(slot, other):
                yield _("%(name)s trägt zur selben Zeit bei „%(title)s“ vor.") % {
                    "name": slot.item.presenter_name,
                    "title": other.item.meeting.title,
                }


def _read_meanwhile(
    meeting: Meeting, slots: Sequence[Slot], people: set[int | None], addresses: set[str]
) -> list[Slot]:
    """Everything on agendas of meetings at that time where one of them presents. One query."""
    if not people and not addresses:
        return []
    theirs = Q(presenter__in=people) | Q(presenter_email__in=addresses)
    meanwhile = Meeting.objects.filter(
        starts_at__lt=max(meeting.ends_at, slots[-1].ends_at),
        ends_at__gt=meeting.starts_at,
        state__in=(State.PLANNED, State.INVITED),
    ).exclude(pk=meeting.pk)
    presented = AgendaItem.objects.filter(theirs, meeting__in=meanwhile).values("meeting")
    rows = AgendaItem.objects.filter(meeting__in=presented).select_related("meeting", "presenter")
    agendas: dict[int, list[AgendaItem]] = {}
    for item in rows.order_by("meeting", "position", "pk"):
        agendas.setdefault(item.meeting_id, []).append(item)
    return [slot for items in agendas.values() for slot in lay_out(items[0].meeting, items)]


def _same_presenter(slot: Slot, other: Slot) -> bool:
    address = address_of(slot.item).lower()
    return bool(address) and address == address_of(other.item).lower()


def _at_once(slot: Slot, other: Slot) -> bool:
    return slot.starts_at < other.ends_at and other.starts_at < slot.ends_at


def say_left(meeting: Meeting, slots: Sequence[Slot]) -> str:
    """How much of the meeting is not planned yet."""
    ends_at = slots[-1].ends_at if slots else meeting.starts_at
    left = minutes(meeting.ends_at - ends_at)
    if left <= 0:
        return ""
    return ngettext(
        "Bis zum Ende ist noch %(left)s Minute frei.",
        "Bis zum Ende sind noch %(left)s Minuten frei.",
        left,
    ) % {"left": left}
