"""Minutes in their order: by agenda item, and what belongs to none at the end."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from klimanetz.features.meetings.minutes.models import Entry, Kind, MinutesVersion
from klimanetz.features.meetings.minutes.rules import Scope
from klimanetz.features.meetings.minutes.saying import say_day
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting


@dataclass(slots=True)
class Section:
    """One agenda item, or none: "Sonstiges"."""

    item: AgendaItem | None
    number: int | None
    title: str
    presenter: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def place(self) -> str:
        """As forms name it."""
        return str(self.item.pk) if self.item else ""


def list_sections(meeting: Meeting) -> list[Section]:
    """Every item of the agenda as it is now; a break only where something was written. Two queries.

    Entries whose item was taken away stand at the end.
    """
    entries = defaultdict(list)
    for entry in meeting.entries.standing():
        entries[entry.item_id].append(entry)
    sections = []
    number = 0
    for item in meeting.agenda.select_related("presenter"):
        if item.kind == ItemKind.BREAK and item.pk not in entries:
            continue
        number += 1
        sections.append(Section(item, number, item.title, say_presenter(item), entries[item.pk]))
    return [*sections, Section(None, None, _("Sonstiges"), "", entries[None])]


def say_presenter(item: AgendaItem) -> str:
    return item.presenter_name or (item.presenter.full_name if item.presenter else "")


def describe_items(meeting: Meeting) -> list[dict[str, Any]]:
    """As a version keeps them: without what is empty."""
    return [
        {
            "item": one.item.pk if one.item else None,
            "number": one.number,
            "title": one.title,
            "presenter": one.presenter,
            "entries": [describe(entry) for entry in one.entries if entry.text],
        }
        for one in list_sections(meeting)
        if one.item or one.entries
    ]


def describe(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "kind": entry.kind,
        "text": entry.said,
        "owner": entry.owner_name,
        "due": entry.due_on.isoformat() if entry.due_on else "",
        "public": entry.is_public,
        "about": entry.item_title if entry.item_id is None else "",
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a version as it is read; `key` finds what became of it."""

    key: str
    kind: Kind
    text: str
    owner: str
    due: str
    about: str

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True, slots=True)
class Chapter:
    number: int | None
    title: str
    presenter: str
    lines: list[Line]
    item: int | None = None


def read_version(version: MinutesVersion, scope: Scope) -> list[Chapter]:
    """What somebody may read of a version; an extract names nobody, and no item without words."""
    chapters = (read_chapter(one, scope) for one in version.content["items"])
    return [one for one in chapters if one.lines or scope == "full"]


def read_chapter(kept: dict[str, Any], scope: Scope) -> Chapter:
    lines = [one for one in kept["entries"] if scope == "full" or one["public"]]
    presenter = kept["presenter"] if scope == "full" else ""
    read = [read_line(one, scope) for one in lines]
    return Chapter(kept["number"], kept["title"], presenter, read, kept["item"])


def read_line(kept: dict[str, Any], scope: Scope) -> Line:
    owner = kept["owner"] if scope == "full" else ""
    kind = Kind(kept["kind"])
    return Line(kept["key"], kind, kept["text"], owner, say_date(kept["due"]), kept["about"])


def say_date(day: str) -> str:
    """As a version keeps it, in ISO."""
    return say_day(date.fromisoformat(day)) if day else ""


def lines_of(chapters: Iterable[Chapter], kind: Kind) -> list[Line]:
    return [line for chapter in chapters for line in chapter.lines if line.kind == kind]
