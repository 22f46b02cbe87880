"""Released minutes as they are read: on a page, by a link, on paper."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.printing import print_document
from klimanetz.features.meetings.minutes.content import Chapter, Line, lines_of, read_version
from klimanetz.features.meetings.minutes.models import ActionItem, Kind, Minutes, MinutesVersion
from klimanetz.features.meetings.minutes.rules import Scope
from klimanetz.features.meetings.models import Meeting, Mode
from klimanetz.features.meetings.participants import Participant, list_participants


@dataclass(frozen=True, slots=True)
class Reading:
    """`names` is empty for whom only the numbers are."""

    minutes: Minutes
    version: MinutesVersion
    scope: Scope
    chapters: list[Chapter]
    names: list[Participant]
    company: str
    actions: list[ActionItem] = field(default_factory=list)

    @property
    def decisions(self) -> list[Line]:
        return lines_of(self.chapters, Kind.DECISION)

    @property
    def is_extract(self) -> bool:
        return self.scope == "extract"


def read(
    minutes: Minutes, scope: Scope, *, version: MinutesVersion | None = None, follow: bool = True
) -> Reading | None:
    """The newest version, or a certain one; `follow`: with what became of the action items.

    An extract without a word is none.
    """
    version = version or minutes.versions.first()
    chapters = read_version(version, scope) if version else []
    if version is None or not chapters:
        return None
    there = list_participants(minutes.meeting)
    return Reading(
        minutes=minutes,
        version=version,
        scope=scope,
        chapters=chapters,
        names=there if scope == "full" else [],
        company=say_company(there),
        actions=list_actions(minutes.meeting) if follow and scope == "full" else [],
    )


def list_actions(meeting: Meeting) -> list[ActionItem]:
    return list(meeting.action_items.filter(dropped_at=None))


def say_company(there: list[Participant]) -> str:
    """31 Menschen waren dabei, davon 12 online."""
    if not there:
        return ""
    online = Counter(one.mode for one in there)[Mode.ONLINE]
    said = ngettext("Ein Mensch war dabei", "%(count)s Menschen waren dabei", len(there))
    said %= {"count": len(there)}
    if not online:
        return f"{said}."
    if online == len(there):
        return _("%(said)s, online.") % {"said": said}
    return _("%(said)s, davon %(online)s online.") % {"said": said, "online": online}


def print_minutes(reading: Reading) -> bytes:
    meeting = reading.minutes.meeting
    content = {
        "lead": [meeting.when, meeting.place, say_version(reading), reading.company],
        "there_head": _("Dabei waren"),
        "there": [", ".join(filter(None, (one.name, one.organisation))) for one in reading.names],
        "nothing": _("Dazu ist nichts festgehalten."),
        "chapters": [describe(one) for one in reading.chapters],
    }
    title = _("Auszug aus dem Protokoll") if reading.is_extract else _("Protokoll")
    title = f"{title}: {meeting.title}"
    return print_document("klimanetz.features.meetings.minutes", "minutes", title, content)


def say_version(reading: Reading) -> str:
    day = date_format(reading.version.released_at, "DATE_FORMAT")
    return _("Fassung %(number)s vom %(day)s") % {"number": reading.version.number, "day": day}


def describe(chapter: Chapter) -> dict[str, object]:
    number = f"{chapter.number}. " if chapter.number else ""
    return {
        "head": f"{number}{chapter.title}",
        "presenter": chapter.presenter,
        "lines": [
            {
                "label": "" if line.kind == Kind.INFORMATION else line.label,
                "text": line.text,
                "who": ", ".join(filter(None, (line.owner, say_until(line.due)))),
            }
            for line in chapter.lines
        ],
    }


def say_until(day: str) -> str:
    return _("bis %(day)s") % {"day": day} if day else ""
