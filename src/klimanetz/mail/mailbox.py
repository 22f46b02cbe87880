"""The operator's mailbox: what is for the program is read and put aside, the rest is left alone.

People read that mailbox, too. So nothing is marked as read that is theirs, and nothing that they
marked for deletion is deleted by the way (which `move`, `flag` and `delete` of the library do
where a server cannot move).
"""

import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.message import Message
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

from klimanetz.mail.inbox import LARGEST, receive
from klimanetz.mail.models import Mailbox

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
#: So long the server may take for each of its answers, in seconds.
PATIENCE = 25
#: So many messages are looked at in one turn; the next turn goes on from there.
MOST = 200
#: Where read messages are put, as people see it.
DONE = ("Klimanetz", "bearbeitet")

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
    """Everything that came since the last turn; at first sight, whatever nobody has read."""
    validity = mailbox.folder.status(options=["UIDVALIDITY"]).get("UIDVALIDITY", 0)
    known = row.uid_validity == validity
    last = row.last_uid if known else 0
    found = map(int, mailbox.uids(f"UID {last + 1}:*" if known else "UNSEEN"))
    uids = sorted(uid for uid in found if uid > last)[:MOST]  # "n:*" names the last one anyway
    taken = 0
    for uid in uids:
        taken += take_message(mailbox, str(uid))
        row.note_progress(validity, uid)
    row.note_progress(validity, max([last, *uids]))
    return taken


def take_message(mailbox: BaseMailBox, uid: str) -> bool:
    message = fetch(mailbox, uid)
    if message is None or not receive(message):
        return False
    put_aside(mailbox, uid)
    return True


def fetch(mailbox: BaseMailBox, uid: str) -> Message | None:
    """One that is too large, that the server cannot give or nobody can parse is left to people."""
    try:
        looked = list(mailbox.fetch(uid_list=[uid], mark_seen=False, headers_only=True))
        if not looked or looked[0].size_rfc822 > LARGEST:
            return None
        return next((one.obj for one in mailbox.fetch(uid_list=[uid], mark_seen=False)), None)
    except (imaplib.IMAP4.abort, OSError):  # the connection, not the message
        raise
    except Exception:
        logger.exception("Message %s cannot be read.", uid)
        return None


def put_aside(mailbox: BaseMailBox, uid: str) -> None:
    """Read, and into the folder of what is done; where the server cannot move, only read."""
    client = mailbox.client
    client.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    if "MOVE" not in client.capability()[1][0].decode().upper().split():
        return
    for folder in folders_for_done(mailbox):
        if client.uid("MOVE", uid, encode_folder(folder).decode())[0] == "OK":
            return
        try:
            mailbox.folder.create(folder)
        except MailboxFolderCreateError:
            continue
        client.uid("MOVE", uid, encode_folder(folder).decode())
        return


def folders_for_done(mailbox: BaseMailBox) -> list[str]:
    """At the top, or where a server allows folders below the inbox alone, there."""
    shown = mailbox.folder.list("", "INBOX")
    between = (shown[0].delim if shown else "") or "/"
    return [between.join(DONE), between.join(("INBOX", *DONE))]
