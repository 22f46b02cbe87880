"""The answers to one meeting, counted and listed: one pass over one query."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import NamedTuple

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply
from klimanetz.people.models import Audience, Consent, Field

BADGES: dict[str, str] = {
    Reply.OPEN: "wait",
    Reply.ON_SITE: "good",
    Reply.ONLINE: "good",
    Reply.DEPUTY: "good",
    Reply.WAITING: "wait",
    Reply.WAITING_ONLINE: "wait",
    Reply.DECLINED: "quiet",
}
#: A line of the list; written here because a template takes longer for hundreds of them.
LINE = """\
<tr><td><a href="eingeladen/{}/">{}</a></td><td>{}</td><td>{}</td><td class="number">{}</td></tr>
"""
BADGE = '<span class="badge badge--{}">{}</span>'
#: Who is missing stands first, then who is coming.
ORDER = (
    Reply.OPEN, Reply.WAITING, Reply.WAITING_ONLINE, Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY,
    Reply.DECLINED,
)  # fmt: skip


class Row(NamedTuple):
    """One invitation as its line in the list, everything said already."""

    pk: int
    name: str
    organisation: str
    district: str
    reply: str
    answer: str
    badge: str
    at: str


@dataclass(slots=True)
class District:
    name: str
    invited: int = 0
    coming: int = 0
    open: int = 0


@dataclass(slots=True)
class Tally:
    """Counts of standing invitations; a deputy counts where the deputy sits."""

    rows: list[Row] = field(default_factory=list)
    replies: Counter[str] = field(default_factory=Counter)
    on_site: int = 0
    online: int = 0
    latest: datetime | None = None
    districts: dict[str, District] = field(default_factory=dict)

    @property
    def invited(self) -> int:
        return len(self.rows)

    @property
    def coming(self) -> int:
        return self.on_site + self.online

    @property
    def open(self) -> int:
        return self.replies[Reply.OPEN]

    @property
    def answered(self) -> int:
        return self.invited - self.open

    @property
    def declined(self) -> int:
        return self.replies[Reply.DECLINED]

    @property
    def waiting(self) -> int:
        return self.replies[Reply.WAITING] + self.replies[Reply.WAITING_ONLINE]

    @property
    def deputies(self) -> int:
        return self.replies[Reply.DEPUTY]

    @property
    def sentence(self) -> str:
        """12 kommen vor Ort, 9 nehmen online teil, 3 sagen ab."""
        on_site, online, declined, waiting = self.on_site, self.online, self.declined, self.waiting
        said = (
            (on_site, ngettext("%s kommt vor Ort", "%s kommen vor Ort", on_site)),
            (online, ngettext("%s nimmt online teil", "%s nehmen online teil", online)),
            (waiting, ngettext("%s wartet auf einen Platz", "%s warten auf Plätze", waiting)),
            (declined, ngettext("%s sagt ab", "%s sagen ab", declined)),
        )
        parts = [text % count for count, text in said if count]
        return f"{', '.join(parts)}." if parts else ""

    @property
    def stamp(self) -> str:
        """Equal as long as nobody is asked or answers anew."""
        return f"{self.invited}-{self.latest.timestamp() if self.latest else 0}"

    def by_district(self) -> list[tuple[str, str, str, str]]:
        """Name, invited, coming, open."""
        districts = sorted(self.districts.values(), key=lambda district: district.name)
        return [(one.name, str(one.invited), str(one.coming), str(one.open)) for one in districts]

    def count(self, row: Row, mode: str) -> None:
        self.replies[row.reply] += 1
        self.on_site += mode == Mode.ON_SITE
        self.online += mode == Mode.ONLINE
        district = self.districts.setdefault(row.district, District(row.district))
        district.invited += 1
        district.coming += bool(mode)
        district.open += row.reply == Reply.OPEN


type Values = tuple[int, str, str, str, str, str, str, datetime | None]
COLUMNS = (
    "pk", "name", "organisation", "district", "reply", "deputy_name", "deputy_mode", "replied_at",
)  # fmt: skip


def tally_answers(meeting: Meeting) -> Tally:
    """Everything about the answers to `meeting`; one query."""
    values = meeting.invitations.all().standing().order_by("name", "pk").values_list(*COLUMNS)
    return count_answers(values)


def count_answers(values: Iterable[Values]) -> Tally:
    tally = Tally()
    modes = {str(mode.value): str(mode.label) for mode in Mode}
    said = {str(reply.value): str(reply.label) for reply in Reply}
    badges = {reply: format_html(BADGE, BADGES[reply], said[reply]) for reply in BADGES}
    unknown, zone = _("ohne Kreis"), get_current_timezone()
    # Translators: day and month in a table, as strftime writes them.
    day = _("%d.%m.")
    for pk, name, organisation, district, reply, deputy, deputy_mode, at in values:
        answer, badge, mode = said[reply], badges[reply], reply if reply in modes else ""
        if reply == Reply.DEPUTY:
            mode = deputy_mode or Mode.ON_SITE
            who = f" {deputy} ({modes[mode]})"
            answer, badge = answer + who, format_html("{}{}", badge, who)
        elif deputy:  # waits for a seat
            who = _(", für %(name)s") % {"name": deputy}
            answer, badge = answer + who, format_html("{}{}", badge, who)
        row = Row(
            pk, name, organisation, district or unknown, reply, answer, badge,
            at.astimezone(zone).strftime(day) if at else "",
        )  # fmt: skip
        tally.rows.append(row)
        tally.count(row, mode)
        tally.latest = max(at, tally.latest) if at and tally.latest else at or tally.latest
    order: dict[str, int] = {reply.value: place for place, reply in enumerate(ORDER)}
    tally.rows.sort(key=lambda row: order[row.reply])
    return tally


def say_seats(meeting: Meeting, tally: Tally) -> str:
    """How full it is, on site and online; nothing where everyone fits."""
    taken = {Mode.ON_SITE: tally.on_site, Mode.ONLINE: tally.online}
    said = (say_seats_in(mode, meeting.seats_in(mode), number) for mode, number in taken.items())
    return " ".join(filter(None, said))


def say_seats_in(mode: Mode, seats: int | None, taken: int) -> str:
    """Who has a place keeps it: in a smaller room more may be taken than there are."""
    if seats is None:
        return ""
    if taken == 1:
        said = ngettext(
            "%(mode)s ist der eine Platz vergeben.",
            "%(mode)s ist einer von %(seats)s Plätzen vergeben.",
            seats,
        )
    elif taken > seats:
        said = ngettext(
            "%(mode)s haben %(taken)s zugesagt, es gibt %(seats)s Platz.",
            "%(mode)s haben %(taken)s zugesagt, es gibt %(seats)s Plätze.",
            seats,
        )
    else:
        said = ngettext(
            "%(mode)s ist der eine Platz noch frei.",
            "%(mode)s sind %(taken)s von %(seats)s Plätzen vergeben.",
            seats,
        )
    return said % {"mode": capfirst(str(mode.label)), "taken": taken, "seats": seats}


def draw_lines(rows: Iterable[Row]) -> SafeString:
    """The lines of the list; badges are markup already, names and places are made safe here."""
    lines = [
        LINE.format(row.pk, escape(row.name), escape(row.organisation), row.badge, row.at)
        for row in rows
    ]
    return mark_safe("".join(lines))  # noqa: S308 - every part of a line is escaped above


def place_in_line(invitation: Invitation) -> int:
    """Which number of the waiting list this invitation has, counted from 1; one query."""
    line = Invitation.objects.filter(meeting=invitation.meeting_id)
    waiting = line.waiting(invitation.waits_for)
    return list(waiting.values_list("pk", flat=True)).index(invitation.pk) + 1


class Attendant(NamedTuple):
    """Somebody who is expected, themselves or in somebody's place.

    The list is handed round: `email` stands in it only where members may see it.
    """

    name: str
    organisation: str
    district: str
    mode: str
    instead_of: str
    email: str


def list_attendance(meeting: Meeting) -> list[Attendant]:
    """Everyone who takes part, by mode (on site first) and name; afterwards, who was noted. Two
    or three queries.
    """
    invited = Consent.objects.filter(person__invitations__meeting=meeting)
    shown = invited.reaching(Audience.MEMBERS).shown()
    there = list_noted(meeting, shown) if timezone.now() >= meeting.ends_at else []
    found = there or list_expected(meeting, shown)
    first = str(Mode.ON_SITE.label)
    return sorted(found, key=lambda one: (one.mode != first, one.name.casefold()))


def list_noted(meeting: Meeting, shown: Container[tuple[int | None, str]]) -> list[Attendant]:
    found = []
    for one in meeting.attendances.present().select_related("invitation"):
        invitation = one.invitation
        sent = invitation.name if invitation and invitation.name != one.name else ""
        person = invitation.person_id if invitation and not sent else None
        found.append(
            Attendant(
                one.name,
                one.organisation,
                invitation.district if invitation else "",
                str(Mode(one.mode).label),
                sent,
                one.email if (person, Field.EMAIL) in shown else "",
            )
        )
    return found


def list_expected(meeting: Meeting, shown: Container[tuple[int | None, str]]) -> list[Attendant]:
    found = []
    for invitation in meeting.invitations.all().coming().order_by("name", "pk"):
        deputy = invitation.reply == Reply.DEPUTY
        mode = Mode(invitation.deputy_mode or Mode.ON_SITE) if deputy else Mode(invitation.reply)
        found.append(
            Attendant(
                invitation.deputy_name if deputy else invitation.name,
                invitation.organisation,
                invitation.district,
                str(mode.label),
                invitation.name if deputy else "",
                invitation.email
                if not deputy and (invitation.person_id, Field.EMAIL) in shown
                else "",
            )
        )
    return found
