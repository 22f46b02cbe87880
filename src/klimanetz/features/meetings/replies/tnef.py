"""An answer as Outlook packs it when it writes to nobody it knows: `mail.winmail`."""

from uuid import UUID

from klimanetz.mail.winmail import Packed

MEETING = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
GLOBAL_ID, CLEAN_GLOBAL_ID, REPLIED = (MEETING, 0x0003), (MEETING, 0x0023), (MEETING, 0x0001)
SEQUENCE, STARTS, ENDS = (APPOINTMENT, 0x8201), (APPOINTMENT, 0x820D), (APPOINTMENT, 0x820E)
PROPOSED, PROPOSED_START, PROPOSED_END = (
    (APPOINTMENT, 0x8257),
    (APPOINTMENT, 0x8250),
    (APPOINTMENT, 0x8251),
)
NAME, BODY = (None, 0x0042), (None, 0x1000)
ADDRESSES = ((None, 0x5D02), (None, 0x5D01))

#: An event that Outlook did not make keeps its UID behind this mark (MS-OXCICAL).
FOREIGN = b"vCal-Uid\x01\x00\x00\x00"
#: With this every such name of an event begins (MS-OXOCAL).
GLOBAL = bytes.fromhex("040000008200e00074c5b7101a82e008")
KINDS = {
    "resp.pos": "ACCEPTED", "mtgrespp": "ACCEPTED",
    "resp.neg": "DECLINED", "mtgrespn": "DECLINED",
    "resp.tent": "TENTATIVE", "mtgrespa": "TENTATIVE",
}  # fmt: skip


def read_foreign(name: bytes) -> str:
    """The UID that somebody else gave an event, in the name that Outlook made of it."""
    inner = name[40:]
    if not inner.startswith(FOREIGN):
        return ""
    return inner[len(FOREIGN) :].partition(b"\0")[0].decode("latin-1")


def read_uid(written: str) -> str:
    """Some servers write that name, as they keep it, where the UID belongs."""
    if not written.upper().startswith(GLOBAL.hex().upper()):
        return written
    try:
        return read_foreign(bytes.fromhex(written)) or written
    except ValueError:
        return written


def answer_in(packed: Packed) -> str:
    """As PARTSTAT says it; empty where the message is no answer to an invitation."""
    small = packed.kind.lower()
    return next((said for end, said in KINDS.items() if small.endswith(end)), "")


def uid_in(packed: Packed) -> str:
    for key in (CLEAN_GLOBAL_ID, GLOBAL_ID):
        found = packed.values.get(key)
        if isinstance(found, bytes) and found:
            return read_foreign(found) or found.hex().upper()
    return ""
