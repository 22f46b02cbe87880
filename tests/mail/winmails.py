"""Files as Outlook packs them into a `winmail.dat` (MS-OXTNEF)."""

import struct

from klimanetz.mail.winmail import ABOUT, ATTACHED, BEGINS, CLASS, SIGNATURE, TITLE


def pack(*files: bytes, kind: str = "IPM.Note") -> bytes:
    head = struct.pack("<IH", SIGNATURE, 1)
    return head + attribute(CLASS, kind.encode() + b"\0") + b"".join(files)


def pack_file(content: bytes, short: str, long: str = "") -> bytes:
    """`long` as the programs of this century name a file beside the short name."""
    said = attribute(BEGINS, bytes(14))
    if content:
        said += attribute(ATTACHED, content)
    said += attribute(TITLE, short.encode("cp1252") + b"\0")
    if long:
        name = (long + "\0").encode("utf-16-le")
        filled = name + b"\0" * (-len(name) % 4)
        said += attribute(ABOUT, struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(name)) + filled)
    return said


def attribute(name: int, content: bytes) -> bytes:
    total = sum(content) % 65536
    return struct.pack("<BII", 1, name, len(content)) + content + struct.pack("<H", total)
