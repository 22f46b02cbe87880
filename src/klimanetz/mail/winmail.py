"""`winmail.dat`: how Outlook packs a mail when it writes to nobody it knows (MS-OXTNEF).

Only what somebody asks for is read: of which kind it is, its properties, what is attached.
Nothing here raises.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from klimanetz.mail.personal import tidy

SIGNATURE = 0x223E9F78
CLASS, PROPERTIES = 0x00078008, 0x00069003
#: Of an attachment: where it begins, its short name, its properties, what it holds.
BEGINS, TITLE, ABOUT, ATTACHED = 0x00069002, 0x00018010, 0x00069005, 0x0006800F
LONG_NAME = (None, 0x3707)
MOST = 2000

#: Sizes of values that say none (MS-OXCDATA); 2, 4 and 8 bytes, each filled up to 4.
FIXED = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8}
STRING8, UNICODE, OBJECT, BINARY, GUID = 0x1E, 0x1F, 0x0D, 0x102, 0x48
SEVERAL = 0x1000
type Key = tuple[UUID | None, int]
type Value = bytes | str | int | bool | datetime | None


class Broken(Exception):  # noqa: N818 - the file is; whoever reads it stops there
    """It ends before it should, or says what cannot be."""


@dataclass(slots=True)
class Inside:
    """An attachment; without content it is a message, or lies where we do not read."""

    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Packed:
    """What a `winmail.dat` holds: the class of the message, its properties, its attachments.

    `whole`: it was read to its end.
    """

    kind: str = ""
    values: dict[Key, Value] = field(default_factory=dict)
    attached: list[Inside] = field(default_factory=list)
    whole: bool = False

    @property
    def is_unpacked(self) -> bool:
        """Nothing is left in it that somebody might miss."""
        return self.whole and all(one.content for one in self.attached)

    def text(self, *keys: Key) -> str:
        found = (self.values.get(key) for key in keys)
        return next((tidy(one).strip() for one in found if isinstance(one, str) and one), "")

    def moment(self, key: Key) -> datetime | None:
        found = self.values.get(key)
        return found if isinstance(found, datetime) else None

    def number(self, key: Key) -> int | None:
        found = self.values.get(key)
        return found if isinstance(found, int) else None


class Attribute(NamedTuple):
    name: int
    content: bytes


class Bytes:
    """Little-endian values from the beginning of some bytes."""

    def __init__(self, content: bytes) -> None:
        self.content, self.place = content, 0

    def take(self, size: int, *, filled: int = 1) -> bytes:
        taken = self.content[self.place : self.place + size]
        if size < 0 or len(taken) < size:
            raise Broken
        self.place += size + -size % filled
        return taken

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")


def read_packed(content: bytes) -> Packed:
    """As far as it can be read."""
    packed = Packed()
    try:
        for one in read_attributes(content):
            if one.name == CLASS:
                packed.kind = one.content.rstrip(b"\0").decode("latin-1")
            elif one.name == PROPERTIES:
                read_properties(Bytes(one.content), packed.values)
            else:
                read_inside(one, packed.attached)
        packed.whole = packs(content)
    except Broken:
        pass
    return packed


def read_inside(one: Attribute, attached: list[Inside]) -> None:
    """What is said of an attachment after the mark with which it begins."""
    if one.name == BEGINS or (one.name == ATTACHED and not attached):
        attached.append(Inside())
    if one.name == ATTACHED:
        attached[-1].content = one.content
    elif one.name == TITLE and attached:
        attached[-1].name = attached[-1].name or read_text(one.content)
    elif one.name == ABOUT and attached:
        said: dict[Key, Value] = {}
        read_properties(Bytes(one.content), said)
        attached[-1].name = Packed(values=said).text(LONG_NAME) or attached[-1].name


def read_attributes(content: bytes) -> Iterator[Attribute]:
    stream = Bytes(content)
    if stream.number() != SIGNATURE:
        return
    stream.take(2)
    for _ in range(MOST):
        if stream.place >= len(content):
            return
        stream.take(1)  # of the message, or of an attachment
        name = stream.number()
        yield Attribute(name, stream.take(stream.number()))
        stream.take(2)  # a sum that proves little
    raise Broken


def read_properties(stream: Bytes, values: dict[Key, Value]) -> None:
    for _ in range(min(stream.number(), MOST)):
        kind, number = stream.number(2), stream.number(2)
        key: Key | None = (None, number)
        if number >= 0x8000:
            key = read_name(stream)
        found = list(read_values(stream, kind))
        if key and found:
            values.setdefault(key, found[0])


def read_name(stream: Bytes) -> Key | None:
    """Of a property that is known by a number in a set; None where it is known by a text."""
    group = UUID(bytes_le=stream.take(16))
    if stream.number() == 0:
        return group, stream.number()
    stream.take(stream.number(), filled=4)
    return None


def read_values(stream: Bytes, kind: int) -> Iterator[Value]:
    single = kind & ~SEVERAL
    if single in FIXED:
        count = min(stream.number(), MOST) if kind & SEVERAL else 1
        for _ in range(count):
            yield read_fixed(single, stream.take(FIXED[single], filled=4))
    elif single == GUID:
        stream.take(16)
    elif single in (STRING8, UNICODE, OBJECT, BINARY):
        for _ in range(min(stream.number(), MOST)):
            yield read_sized(single, stream.take(stream.number(), filled=4))
    else:
        raise Broken


def read_fixed(kind: int, content: bytes) -> Value:
    number = int.from_bytes(content, "little", signed=True)
    if kind == 64:
        try:
            return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=number // 10)
        except OverflowError:
            return None
    return bool(number) if kind == 11 else number


def read_text(content: bytes) -> str:
    return content.rstrip(b"\0").decode("cp1252", errors="replace")


def read_sized(kind: int, content: bytes) -> Value:
    if kind == STRING8:
        return read_text(content)
    if kind == UNICODE:
        return content.decode("utf-16-le", errors="replace").rstrip("\0")
    return content


def packs(content: bytes) -> bool:
    return content[:4] == struct.pack("<I", SIGNATURE)
