"""The operator's mailbox: what is for the program is read and put aside, the rest is left alone.

People read that mailbox, too. So nothing is marked as read that is theirs, and nothing that they
marked for deletion is deleted by the way (which `move`, `flag` and `delete` of the library do
where a server cannot move).
"""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from io import BytesIO
from itertools import batched, pairwise
from typing import Any

from django.conf import settings
from imap_tools import (
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)
from imap_tools.errors import MailboxFolderCreateError
from imap_tools.utils import encode_folder

from klimanetz.mail.inbox import (
    LARGEST,
    LARGEST_AWAITED,
    is_awaited,
    mark_left_out,
    receive,
)
from klimanetz.mail.models import Mailbox
from klimanetz.mail.unpacking import unpack

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
#: So long the server may take for each of its answers, in seconds.
PATIENCE = 25
#: So many messages are looked at in one turn; the next turn goes on from there.
MOST = 2000
#: So many are asked of the server at once: an answer of it costs more than a message.
AT_ONCE = 25
#: Where read messages are put, as people see it.
DONE = ("Klimanetz", "bearbeitet")

UID, SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")

BROKEN = (ImapToolsError, imaplib.IMAP4.error, OSError, UnicodeError)


def read_mailbox() -> int:
    """Once a minute, whatever calls it how often; returns how many messages were taken."""
    imap = settings.IMAP
    if not imap["host"]:
        return 0
    name = f"{imap['user']}@{imap['host']}/{imap['folder']}"
    row = Mailbox.objects.take_turn(name[:300], every=EVERY)
    if row is None:
        return 0
    try:
        with open_mailbox(imap) as mailbox:
            return take_turn(mailbox, row)
    except BROKEN as error:
        words = describe(error)
        logger.warning("The mailbox cannot be read: %s", words)
        row.note_trouble(words)
        return 0


@contextmanager
def open_mailbox(imap: dict[str, Any]) -> Iterator[BaseMailBox]:
    """Signed in, with the folder chosen; encryption verifies the server's certificate."""
    mailbox = reach(imap)
    try:
        login = mailbox.login if imap["password"].isascii() else mailbox.login_utf8
        login(imap["user"], imap["password"], initial_folder=imap["folder"])
        yield mailbox
    except BaseException:
        with suppress(OSError):
            mailbox.client.shutdown()
        raise
    with suppress(*BROKEN):
        mailbox.logout()


def reach(imap: dict[str, Any]) -> BaseMailBox:
    host, port = imap["host"], imap["port"]
    if imap["tls"]:
        return MailBox(host, port, PATIENCE, ssl_context=ssl.create_default_context())
    if imap["starttls"]:
        return MailBoxStartTls(host, port, PATIENCE, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(host, port, PATIENCE)


def describe(error: Exception) -> str:
    """The words of the server where it said some."""
    result = getattr(error, "command_result", None)
    said = b" ".join(filter(None, result[1])).decode(errors="replace") if result else str(error)
    return (" ".join(said.split()) or type(error).__name__)[:500]


def take_turn(mailbox: BaseMailBox, row: Mailbox) -> int:
    """Everything that came since the last turn; at first sight, whatever nobody has read.

    What was read is put aside before it is noted how far that was: whoever dies between reads the
    same messages again, which then have no second effect.
    """
    validity = mailbox.folder.status(options=["UIDVALIDITY"]).get("UIDVALIDITY", 0)
    known = row.uid_validity == validity
    last = row.last_uid if known else 0
    found = map(int, mailbox.uids(f"UID {last + 1}:*" if known else "UNSEEN"))
    uids = sorted(uid for uid in found if uid > last)[:MOST]  # "n:*" names the last one anyway
    taken = 0
    for some in batched(uids, AT_ONCE, strict=False):
        mine = [uid for uid, message in fetch(mailbox, some) if receive(message)]
        put_aside(mailbox, mine)
        row.note_progress(validity, some[-1])
        taken += len(mine)
    row.note_progress(validity, max([last, *uids]))
    return taken


def fetch(mailbox: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[int, Message]]:
    """One that is too large, that the server cannot give or nobody can parse is left to people."""
    sizes = dict(measure(mailbox, uids))
    small = [uid for uid, size in sizes.items() if size <= LARGEST]
    yield from parse(fetch_contents(mailbox, small))
    yield from fetch_large(mailbox, {u: size for u, size in sizes.items() if size > LARGEST})


def parse(contents: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Message]]:
    for uid, content in contents:
        try:
            with read(content) as message:
                yield uid, message
        except Exception:
            logger.exception("Message %s cannot be read.", uid)


def read(content: bytes) -> AbstractContextManager[Message]:
    if len(content) > LARGEST:
        return unpack(BytesIO(content))
    return nullcontext(message_from_bytes(content))


def fetch_large(mailbox: BaseMailBox, sizes: Mapping[int, int]) -> Iterator[tuple[int, Message]]:
    """Of those whose headers a reader awaits, one after the other: memory holds one at a time."""
    for uid, headers in list(parse(fetch_contents(mailbox, list(sizes), "HEADER"))):
        if not is_awaited(headers):
            continue
        if sizes[uid] > LARGEST_AWAITED:
            yield uid, mark_left_out(headers, sizes[uid])
        else:
            yield from parse(fetch_contents(mailbox, [uid]))


def measure(mailbox: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The size of each message that is still there, in one question."""
    for line in mailbox.client.uid("FETCH", join(uids), "(UID RFC822.SIZE)")[1]:
        said = line if isinstance(line, bytes) else b""
        uid, size = UID.search(said), SIZE.search(said)
        if uid and size:
            yield int(uid[1]), int(size[1])


def fetch_contents(
    mailbox: BaseMailBox, uids: Sequence[int], section: str = ""
) -> Iterator[tuple[int, bytes]]:
    """All at once; if the server cannot give one of them, one by one, so the others come."""
    if not uids:
        return
    status, lines = mailbox.client.uid("FETCH", join(uids), f"(UID BODY.PEEK[{section}])")
    if status != "OK" and len(uids) > 1:
        for uid in uids:
            yield from fetch_contents(mailbox, [uid], section)
        return
    for line, after in pairwise([*lines, b""]):
        if isinstance(line, tuple):  # some servers say the UID behind the content
            behind = after if isinstance(after, bytes) else b""
            if said := UID.search(line[0]) or UID.search(behind):
                yield int(said[1]), line[1]


def join(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def put_aside(mailbox: BaseMailBox, uids: Sequence[int]) -> None:
    """Read, and into the folder of what is done; where the server cannot move, only read."""
    if not uids:
        return
    client, these = mailbox.client, join(uids)
    client.uid("STORE", these, "+FLAGS", r"(\Seen)")
    if "MOVE" not in client.capability()[1][0].decode().upper().split():
        return
    for folder in folders_for_done(mailbox):
        if client.uid("MOVE", these, encode_folder(folder).decode())[0] == "OK":
            return
        try:
            mailbox.folder.create(folder)
        except MailboxFolderCreateError:
            continue
        client.uid("MOVE", these, encode_folder(folder).decode())
        return


def folders_for_done(mailbox: BaseMailBox) -> list[str]:
    """At the top, or where a server allows folders below the inbox alone, there."""
    shown = mailbox.folder.list("", "INBOX")
    between = (shown[0].delim if shown else "") or "/"
    return [between.join(DONE), between.join(("INBOX", *DONE))]
