"""iCalendar text as others write it: cut into events and properties, however it is broken.

The library for writing calendars is strict; what comes by mail has lost the spaces of folded lines,
ends in the middle, or mixes line ends. Nothing here raises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from klimanetz.features.meetings.calendar import BERLIN
from klimanetz.mail.calendar import split_value
from klimanetz.mail.personal import tidy
from klimanetz.mail.returned import ADDRESS

#: Longer texts are read up to here, and of many events so many.
LONGEST = 200_000
LONGEST_ADDRESS = 254
MOST_EVENTS = 20
MOST_PROPERTIES = 500

FOLD = re.compile(r"\n[ \t]")
#: A line that begins a property; whatever else follows a break was folded without its space.
BEGINS = re.compile(r"(?!MAILTO\b)(?:[A-Z][A-Z0-9-]{1,60}|[Xx]-[\w-]{1,60})(?=[;:])")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"?|[^;"]*)')
CARET = {"^n": "\n", "^'": '"', "^^": "^"}
STAMP = re.compile(r"(\d{8})T(\d{6})(Z?)")


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as people wrote it."""
        plain = re.sub(r"\\(.)", lambda found: unescape(found[1]), self.value, flags=re.DOTALL)
        return tidy(plain).strip()

    @property
    def address(self) -> str:
        """In small letters; Apple and Exchange may have it in a parameter, or nowhere."""
        return read_address(self.value) or read_address(self.parameters.get("EMAIL", ""))

    @property
    def called(self) -> str:
        return " ".join(tidy(self.parameters.get("CN", "")).split())[:200]


@dataclass(slots=True)
class Event:
    """What one event of one calendar says, with the METHOD of that calendar."""

    method: str
    properties: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)


def unescape(character: str) -> str:
    return "\n" if character in "nN" else character


def read_address(written: str) -> str:
    """`MAILTO:<Mika%40kommune.example>?subject=x` in small letters, without what is around it;
    empty where it is no address."""
    without = re.sub(r"(?i)^\s*mailto:", "", written).partition("?")[0]
    found = ADDRESS.fullmatch(tidy(unquote(without)).strip().strip("<>").strip())
    return found[0].lower() if found and len(found[0]) <= LONGEST_ADDRESS else ""


def unfold(text: str) -> Iterator[str]:
    """Whole content lines."""
    text = FOLD.sub("", text[:LONGEST].replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))
    line = ""
    for part in text.split("\n"):
        if BEGINS.match(part):
            yield line
            line = part
        else:
            line += part
    yield line


def read_property(line: str) -> Property | None:
    head, value = split_value(line)
    if not value:  # a quote that nobody closed
        head, _colon, value = line.partition(":")
    else:
        value = value[1:]
    name = head.partition(";")[0].strip().upper()
    if not name:
        return None
    found = PARAMETER.findall(head)
    parameters = {key.upper(): read_parameter(said) for key, said in reversed(found)}
    return Property(name, parameters, value.strip())


def read_parameter(said: str) -> str:
    return re.sub(r"\^[n'^]", lambda found: CARET[found[0]], said.strip('"'))


def read_events(text: str, method: str = "") -> list[Event]:
    """The events of all calendars in `text`; `method` where a calendar does not say its own."""
    events: list[Event] = []
    said, event, within = method.upper(), None, ""
    for one in filter(None, map(read_property, unfold(text))):
        kind = one.value.upper()
        if one.name == "BEGIN" and kind == "VEVENT" and len(events) < MOST_EVENTS:
            event, within = Event(said), ""
            events.append(event)
        elif one.name == "BEGIN":
            within = kind  # an alarm in an event, or something beside it
            said = method.upper() if kind == "VCALENDAR" else said
        elif one.name == "END" and kind in {"VEVENT", "VCALENDAR"}:
            event = None
        elif one.name == "END":
            within = ""
        elif one.name == "METHOD":
            said = kind
        elif event and not within and len(event.properties) < MOST_PROPERTIES:
            event.properties.append(one)
    return events


def read_moment(said: Property | None) -> datetime | None:
    """A point in time, where one is said; without a zone that anybody knows it is in Germany."""
    found = STAMP.fullmatch(said.value.strip()) if said else None
    if said is None or found is None:
        return None
    zone = UTC if found[3] else find_zone(said.parameters.get("TZID", ""))
    try:
        return datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None


def find_zone(name: str) -> ZoneInfo:
    """By its name in the database, or as Windows calls it."""
    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(name, name))
    except (ValueError, OSError, KeyError, ModuleNotFoundError):
        return BERLIN
